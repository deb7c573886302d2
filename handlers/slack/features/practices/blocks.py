"""A practice as blocks: the whole card, its status, and its buttons."""

from collections.abc import Mapping, Sequence

from bot.domain import Group, Practice, PracticeStatus
from bot.domain.countries_and_languages import country_name, language_name
from bot.domain.wording import at_name, listed, shortened, spell_day
from bot.languages import N_, _, _n
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import audience_words, person_words
from handlers.slack.kit import blocks as kit

SHARE, SHOW, EDIT = "practice.share", "practice.show", "practice.edit"
PUBLISH, RETURN, DECLINE = "practice.publish", "practice.return", "practice.decline"
PUBLISH_IN, SEEN = "practice.publish_in", "practice.seen"
HISTORY, WITHDRAW = "practice.history", "practice.withdraw"
TOPICS = "practice.topics"

_LINK_SHOWN = 200


def card_blocks(practice: Practice, *, author: str, organisation: str | None) -> list[kit.Block]:
    """Everything that the card says; `author` is a display name, shown as text."""
    return [
        kit.header(practice.title),
        kit.rich(kit.line(practice.summary)),
        kit.rich(kit.line(kit.bold(_("What was done"))), kit.line(practice.what_was_done)),
        kit.rich(kit.bullets(_facts(practice, author, organisation))),
    ]


def _facts(practice: Practice, author: str, organisation: str | None) -> list[kit.Element]:
    countries = [f"{country_name(code)} ({code})" for code in practice.countries]
    facts: list[tuple[str, kit.Element | str]] = [
        (_("For"), listed([_(public.value) for public in practice.publics])),
        (_("Topics"), ", ".join(practice.topics)),
        (_("Organisation"), organisation or ""),
        (_n("Country", "Countries", len(countries)), listed(countries)),
        (_("Language"), language_name(practice.language)),
        (_("Evidence"), _(practice.evidence.value)),
        (_("Link"), _link(practice)),
        (_("Contact"), practice.contact or ""),
        (_("Shared by"), at_name(author)),
        (_("Shared with"), audience_words(practice.audience)),
        (_("To be reviewed by"), spell_day(practice.review_by)),
        (_("Reference"), practice.reference),
    ]
    return [kit.line(kit.bold(_("{name}: ", name=name)), words) for name, words in facts if words]


def _link(practice: Practice) -> kit.Element | str:
    if practice.link is None:
        return ""
    return kit.link(practice.link, shortened(practice.link, _LINK_SHOWN))


# One card, shown to one person -----------------------------------------------------------------


def practice_blocks(
    practice: Practice,
    group: Group,
    *,
    names: Mapping[str, str],
    organisation: str | None,
    row: Sequence[kit.Element] = (),
    use: Sequence[kit.Block] = (),
) -> list[kit.Block]:
    """The card with its standing; `row` are the buttons that the reader may press.

    `use`: who uses it, with the reader's own buttons.
    """
    author = names.get(practice.author, practice.author)
    blocks = [standing_block(practice, group, names)]
    blocks += card_blocks(practice, author=author, organisation=organisation)
    return [*blocks, *([kit.actions(*row)] if row else []), *use]


def card_buttons(
    practice: Practice, group: Group, *, reviews: bool, own: bool, elsewhere: bool
) -> list[kit.Element]:
    """What a reader can do with a card: a chair `reviews`, its author's it is `own`.

    `elsewhere`: it can be published in other groups too.
    """
    status = practice.status
    target = Target(number=practice.number, revision=practice.revision)
    published, waits = status is PracticeStatus.PUBLISHED, status is PracticeStatus.SUBMITTED
    row: list[kit.Element] = []
    if reviews and waits:
        row += review_buttons(practice, group, target, elsewhere=elsewhere)
    if reviews and practice.has_unseen_edit:
        row.append(seen_button(practice, target))
    if (published and (own or reviews)) or (own and (waits or status is PracticeStatus.RETURNED)):
        row += [edit_button(practice), withdraw_button(practice)]
    row.append(history_button(practice))
    return row


def standing_block(practice: Practice, group: Group, names: Mapping[str, str]) -> kit.Block:
    """The card's status in its review, with the reviewer's words."""
    if practice.status is PracticeStatus.SUBMITTED:
        lines = [kit.line(kit.bold(_("Awaits review by a chair of {group}.", group=group.name)))]
        if practice.comment:
            lines.append(kit.say("It was returned before with this comment:"))
            lines.append(quote_words(practice.comment))
        return kit.rich(*lines)
    said = kit.line(*decision_line(practice, group, names))
    return kit.rich(said, quote_words(practice.comment)) if practice.comment else kit.rich(said)


def decision_line(
    practice: Practice, group: Group, names: Mapping[str, str]
) -> list[kit.Element | str]:
    """ "P31 was published by @amara on …", in each reader's own time."""
    said, said_when = _DECIDED[practice.status]
    fields: dict[str, kit.Element | str] = {
        "reference": practice.reference,
        "who": person_words(practice.reviewed_by or _("a chair"), names),
        "group": group.name,
    }
    if practice.settled_at is None:
        return kit.fill_sentence(_(said), **fields)
    at = kit.moment(practice.settled_at, group.zone)
    return kit.fill_sentence(_(said_when), **fields, moment=at)


_DECIDED = {
    PracticeStatus.PUBLISHED: (
        N_("{reference} was published by {who} in {group}."),
        N_("{reference} was published by {who} in {group} on {moment}."),
    ),
    PracticeStatus.RETURNED: (
        N_("{reference} was returned by {who} in {group}."),
        N_("{reference} was returned by {who} in {group} on {moment}."),
    ),
    PracticeStatus.DECLINED: (
        N_("{reference} was declined by {who} in {group}."),
        N_("{reference} was declined by {who} in {group} on {moment}."),
    ),
    PracticeStatus.WITHDRAWN: (
        N_("{reference} was withdrawn by {who} in {group}."),
        N_("{reference} was withdrawn by {who} in {group} on {moment}."),
    ),
}


def quote_words(words: str) -> kit.Element:
    """A person's own words, set apart."""
    return {"type": "rich_text_quote", "elements": [kit.text(words)]}


def review_buttons(
    practice: Practice, group: Group, target: Target, *, elsewhere: bool
) -> list[kit.Element]:
    """Publish, Return… and Decline…; each asks or explains before it acts."""
    reference, value = practice.reference, target.value
    publish = kit.confirm(
        _("Publish {reference}?", reference=reference),
        _(
            "It is posted in the channel of {group}. Shared with: {audience}.",
            group=group.name,
            audience=audience_words(practice.audience),
        ),
        _("Publish"),
        _("Not yet"),
    )
    return [
        kit.button(
            _("Publish"),
            f"{PUBLISH}:{practice.number}",
            value,
            style="primary",
            says=_("Publish {reference}", reference=reference),
            confirm=publish,
        ),
        *([_publish_in_button(practice, value)] if elsewhere else []),
        kit.button(
            _("Return…"),
            f"{RETURN}:{practice.number}",
            value,
            says=_("Return {reference}", reference=reference),
        ),
        kit.button(
            _("Decline…"),
            f"{DECLINE}:{practice.number}",
            value,
            says=_("Decline {reference}", reference=reference),
        ),
    ]


def _publish_in_button(practice: Practice, value: str) -> kit.Element:
    says = _("Publish {reference} in other groups too", reference=practice.reference)
    return kit.button(
        _("Publish elsewhere too…"), f"{PUBLISH_IN}:{practice.number}", value, says=says
    )


def seen_button(practice: Practice, target: Target) -> kit.Element:
    says = _("The change of {reference} is all right", reference=practice.reference)
    return kit.button(_("Looks right"), f"{SEEN}:{practice.number}", target.value, says=says)


def withdraw_button(practice: Practice) -> kit.Element:
    says = _("Withdraw {reference}", reference=practice.reference)
    number = str(practice.number)
    return kit.button(_("Withdraw…"), f"{WITHDRAW}:{number}", number, says=says)


def show_button(practice: Practice) -> kit.Element:
    number, says = str(practice.number), _("Show {reference}", reference=practice.reference)
    return kit.button(_("Show"), f"{SHOW}:{number}", number, says=says)


def history_button(practice: Practice) -> kit.Element:
    says = _("History of {reference}", reference=practice.reference)
    return kit.button(_("History"), f"{HISTORY}:{practice.number}", str(practice.number), says=says)


def edit_button(practice: Practice) -> kit.Element:
    returned, reference = practice.status is PracticeStatus.RETURNED, practice.reference
    return kit.button(
        _("Edit and send again") if returned else _("Edit"),
        f"{EDIT}:{practice.number}",
        str(practice.number),
        style="primary" if returned else None,
        says=_("Edit {reference} and send it again", reference=reference)
        if returned
        else _("Edit {reference}", reference=reference),
    )


def share_button() -> kit.Element:
    return kit.button(_("Share a good practice"), SHARE)
