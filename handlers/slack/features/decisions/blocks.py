"""A decision as blocks: in full, and as an item of a list."""

from collections.abc import Mapping, Sequence

from bot.domain import Decision, Group
from bot.domain.decision import DecisionStatus, HowAgreed, how_words
from bot.domain.reference import DECISION, render_reference
from bot.domain.wording import listed_some, spell_day
from bot.languages import N_, _, _p
from handlers.slack.kit import audience_words, person_words
from handlers.slack.kit import blocks as kit

RECORD, EDIT, WITHDRAW = "decision.record", "decision.edit", "decision.withdraw"
SHOW, HISTORY, LIST_PAGE = "decision.show", "decision.history", "decision.page"
AGREED = "agreed"
"""The block id of the menu of member organisations."""

_NAMED = 60
"""Organisations that are named one by one."""
_STANDING = {
    DecisionStatus.PROPOSED: N_("proposed"),
    DecisionStatus.STOPPED: N_("stopped by an objection"),
    DecisionStatus.LAPSED: N_("not adopted, with too few answers"),
}


def decision_blocks(
    decision: Decision,
    group: Group,
    people: Mapping[str, str],
    organisations: Mapping[int, str],
    *,
    changes: bool,
) -> list[kit.Block]:
    """One in full, with names by id. `changes`: its reader may edit and withdraw it."""
    parts = [kit.header(decision.title), kit.rich(kit.line(kit.bold(standing_words(decision))))]
    parts += [kit.rich(kit.line(decision.note))] if decision.note else []
    parts.append(kit.rich(kit.bullets(_facts(decision, group, people, organisations))))
    row = [history_button(decision)]
    if changes and decision.status is not DecisionStatus.WITHDRAWN:
        row.insert(0, withdraw_button(decision))
        if decision.how is not HowAgreed.SILENCE:
            row.insert(0, _button(_("Edit…"), EDIT, decision))
    return [*parts, kit.actions(*row)]


def standing_words(decision: Decision) -> str:
    """ "R7, agreed on Monday 7 December 2026 in D12"."""
    if decision.status is DecisionStatus.WITHDRAWN:
        if not decision.superseded_by:
            return _("{reference}, withdrawn", reference=decision.reference)
        after = render_reference(DECISION, decision.superseded_by)
        told = {"reference": decision.reference, "other": after}
        return _("{reference}, withdrawn, superseded by {other}", **told)
    if decision.status is not DecisionStatus.AGREED:
        return f"{decision.reference}, {_(_STANDING[decision.status])}"
    told = {"reference": decision.reference, "how": how_words(decision)}
    if not decision.decided_on:
        return _("{reference}, agreed {how}", **told)
    return _("{reference}, agreed on {day} {how}", day=spell_day(decision.decided_on), **told)


def _facts(
    decision: Decision, group: Group, people: Mapping[str, str], organisations: Mapping[int, str]
) -> list[kit.Element]:
    on = spell_day(decision.decided_on) if decision.decided_on else ""
    withdrawn = decision.status is DecisionStatus.WITHDRAWN
    link = kit.link(decision.link, _("this message")) if decision.link else ""
    bodies = filter(None, (organisations.get(one) for one in decision.agreed))
    agreed = listed_some(sorted(bodies, key=str.casefold), _NAMED)
    by = _("Proposed by") if decision.how is HowAgreed.SILENCE else _("Recorded by")
    facts: list[tuple[str, kit.Element | str]] = [
        (_("Withdrawn because"), decision.reason or ""),
        (_("Agreed"), f"{on} {how_words(decision)}".strip() if withdrawn else ""),
        (_("Who agreed"), agreed or _("not recorded")),
        (by, person_words(decision.created_by, people)),
        (_p("where it was written", "From"), link),
        (_("Working group"), group.name),
        (_("Who can see it"), audience_words(decision.audience)),
    ]
    return [kit.line(kit.bold(_("{label}: ", label=name)), words) for name, words in facts if words]


def list_items(decisions: Sequence[Decision], groups: Mapping[int, Group]) -> list[kit.Block]:
    """Each with Show; `groups` by id: with several each item names its own."""
    items = []
    for one in decisions:
        facts = [standing_words(one)]
        if len(groups) > 1 and (group := groups.get(one.group_id)):
            facts.append(group.name)
        says = _("Show {reference}, {title}", reference=one.reference, title=one.title)
        show = kit.button(_("Show"), f"{SHOW}:{one.number}", one.reference, says=says)
        items.append(kit.row([one.title, " · ".join(facts)], button=show))
    return items


def withdraw_button(decision: Decision) -> kit.Element:
    return _button(_("Withdraw…"), WITHDRAW, decision)


def history_button(decision: Decision) -> kit.Element:
    return _button(_("History"), HISTORY, decision)


def show_button(decision: Decision) -> kit.Element:
    return _button(_("Show"), SHOW, decision)


def _button(words: str, action_id: str, decision: Decision) -> kit.Element:
    number, says = decision.number, f"{words.rstrip('…')} {decision.reference}"
    return kit.button(words, f"{action_id}:{number}", decision.reference, says=says)
