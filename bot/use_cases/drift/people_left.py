"""People left a group's channel, or Slack: their actions and their chair pass on."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.action_item import ActionItem
from bot.domain.channel_reading import PeopleLeft
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.letters import Addressee, ChairNotice, Gone
from bot.domain.reference import ACTION, read_reference
from bot.domain.roles import Act, Reader, may
from bot.domain.wording import count, shortened
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.chair_news import tell_change_of_chairs
from bot.use_cases.dialogues.owing import ANNOUNCEMENT
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.group_notices import group_notices
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.roster.terms import end_now, has_terms_from, today_in, why_no_chair

LEFT, NO_CHAIR = "group.left", "group.no_chair"
KINDS = frozenset({LEFT, NO_CHAIR})

_EVERYTHING = Reader(user_id="", secretariat=True)
_ALL = 10_000
_AHEAD = timedelta(days=800)
_TITLES_SHOWN, _REFERENCES_SHOWN = 20, 300


def on_people_left(change: PeopleLeft, where: Drifted) -> None:
    """Each of them is let go; one who owned nothing and did not chair leaves in silence."""
    let_go(change.user_ids, where)


def let_go(user_ids: Collection[str], where: Drifted) -> None:
    """Pass on what these people had in this group; asked again it finds nothing to do.

    Terms end first, so that nobody who leaves too is told what to hand over.
    """
    group, work, now = where.group, where.work, where.now
    before = where.chairs
    ended = [user_id for user_id in sorted(user_ids) if _end_chair(user_id, where)]
    chairs = where.chairs
    passed_on: list[ActionItem] = []
    for user_id in sorted(user_ids):
        theirs = _pass_on(user_id, where)
        passed_on += theirs
        if theirs or user_id in before:
            references = " ".join(action.reference for action in theirs)
            subject = f"{group.channel_id} {user_id} {now.isoformat()}"
            work.journal.record("convenor", "passed on actions", subject, now, references)
            _owe(LEFT, f"{user_id} {now.isoformat()}", chairs or where.whole_secretariat, where)
    if ended:
        tell_change_of_chairs(group, before, work=work, now=now)
    if before and not chairs:
        _owe(NO_CHAIR, now.isoformat(), where.whole_secretariat, where)
    # After the chairs are settled: what nobody owns stands in a chair's morning.
    heirs = {action.owner_organisation_id for action in passed_on}
    readers = [
        p.user_id for p in work.people.all() if p.organisation and p.organisation.id in heirs
    ]
    if passed_on:
        plan_mornings(work=work, now=now, user_ids=[*readers, *chairs])


def _end_chair(user_id: str, where: Drifted) -> bool:
    group, work, now = where.group, where.work, where.now
    if not has_terms_from(work.roles.of(group.id), user_id, today_in(group, now)):
        return False
    end_now(group, user_id, work=work, now=now)
    work.journal.record("convenor", "ended a chair's term", group.channel_id, now, user_id)
    for dialogue in work.dialogues.changed_between(_EVERYTHING, [group.id], now, now + _AHEAD):
        work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference, [ANNOUNCEMENT])
    return True


def _pass_on(user_id: str, where: Drifted) -> tuple[ActionItem, ...]:
    """Their open actions of this group, now their organisation's, or nobody's without one."""
    group, work, now = where.group, where.work, where.now
    query = ActionQuery(group_ids=[group.id], owner_user_id=user_id, now=now, limit=_ALL)
    owned = work.actions.find(_EVERYTHING, query).items
    if owned:
        work.deliveries.take_back(SubjectType.MORNING, user_id, now=now)
    for action in owned:
        heir = action.owner_organisation_id
        organisation = work.organisations.get(heir) if heir is not None else None
        zone = organisation.zone if organisation else group.zone
        work.actions.change(replace(action, owner_user_id=None, zone=zone, snoozed_until=None))
        to = organisation.name if organisation else "nobody yet"
        detail = f"to {to}: the owner left"
        work.journal.record("convenor", "assigned", action.reference, now, detail)
    return owned


def _owe(kind: str, occurrence: str, recipients: Collection[str], where: Drifted) -> None:
    notices = group_notices(kind, where.group, occurrence, recipients, where.now)
    where.work.deliveries.owe(notices, where.now)


def letter(
    delivery: Delivery, group: Group, *, reader: Reader, work: UnitOfWork, now: datetime
) -> ChairNotice | Gone:
    """What the notice says now; of the actions those that still wait for an officer."""
    chairs = work.roles.of(group.id).chairs_on(today_in(group, now))
    now_chair = delivery.recipient in chairs
    if delivery.kind == NO_CHAIR:
        if chairs:
            return Gone(DropReason.HAS_CHAIR)
        if not reader.secretariat:
            return Gone(DropReason.NOT_SECRETARIAT)
        words = (
            f"{group.name} has no chair any more: the last one left its channel. Please name a "
            "new one: /wg role @person chair, typed in the channel."
        )
        return ChairNotice(group=group, words=words, to=Addressee.SECRETARIAT)
    if not (now_chair or may(reader, Act.RUN_GROUP, group.id)):
        return Gone(why_no_chair(group, delivery.recipient, work=work, now=now))
    user_id, left_at = delivery.occurrence.split()
    waiting = _still_waiting(
        f"{group.channel_id} {user_id} {left_at}", group, reader, delivery, work
    )
    person = work.people.get(user_id)
    who = f"@{person.name}" if person else "Somebody"
    chaired = any(
        at == delivery.due_at and did == "ended a chair's term" and detail == user_id
        for at, _, did, detail in work.journal.about(group.channel_id)
    )
    if not waiting and not chaired:
        return Gone(DropReason.NOT_OWNER)
    words = f"{who} left the channel of {group.name}, or Slack."
    if chaired:
        words += f" {who} does not chair the group any more."
    return ChairNotice(
        group=group,
        words=words + (_list_words(waiting) if waiting else ""),
        to=Addressee.CHAIR if now_chair else Addressee.SECRETARIAT,
    )


def _still_waiting(
    subject: str, group: Group, reader: Reader, delivery: Delivery, work: UnitOfWork
) -> tuple[ActionItem, ...]:
    passed_on = {
        read_reference(ACTION, reference)
        for _, _, _, references in work.journal.about(subject)
        for reference in (references or "").split()
    }
    query = ActionQuery(group_ids=[group.id], now=delivery.due_at, limit=_ALL)
    found = work.actions.find(reader, query).items if passed_on else ()
    return tuple(a for a in found if a.number in passed_on and a.owner_user_id is None)


def _list_words(actions: tuple[ActionItem, ...]) -> str:
    """Titles of the first, references of the others."""
    shown, rest = actions[:_TITLES_SHOWN], actions[_TITLES_SHOWN:]
    lines = [f"\n• {a.reference} {shortened(a.title, 60)}" for a in shown]
    if rest:
        named = " ".join(a.reference for a in rest[:_REFERENCES_SHOWN])
        lines.append(f"\n• and {count(len(rest), 'more action')}: {named}")
    return (
        f" {count(len(actions), 'open action')} went back to the organisation, or to nobody where "
        f"there is none. Please hand each over: /action assign {actions[0].reference} @person"
        + "".join(lines)
    )
