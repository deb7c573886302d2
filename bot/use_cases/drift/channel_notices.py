"""Chairs and the secretariat hear that a channel cannot be read or has no chair, and who came.

Who came, left or speaks for another is told once a day, of people of organisations on the roster.
Other notices name people who do not count as members, and people whose open actions passed on.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep, Reader, zones
from bot.domain.delivery import Delivery
from bot.domain.group import ReadableAgain
from bot.domain.group_notifications import Addressee, ChairNotice
from bot.domain.message_kind import PASSED_ON
from bot.domain.wording import at_name, listed
from bot.languages import N_, _, _n
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.owing import group_notices, messages_owed
from bot.use_cases.terms import chairs_at, today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted(Context):
    """The group whose channel changed, inside the write transaction that notes it."""

    reader: Reader = field(default_factory=Reader.system)
    group: Group
    secretariat: Collection[str] = field(default_factory=frozenset)
    """User ids that the settings name."""

    @property
    def whole_secretariat(self) -> frozenset[str]:
        """User ids of those that the settings or the roster name."""
        return frozenset(self.secretariat) | self.work.people.secretariat_ids()

    @property
    def chairs(self) -> tuple[str, ...]:
        """User ids of today's chairs, as the terms are now."""
        return chairs_at(self.group, self.now, self.work)


ARCHIVED = "is_archived"
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_A_WEEK_ON = "week"
_OUT = N_("I am not in the channel of {group}: somebody removed me, or it was archived.")
_STILL_OUT = N_(
    "I am still not in the channel of {group}: somebody removed me, or it was archived."
)
_ARCHIVED = N_("The channel of {group} is archived. I go on by myself when it is unarchived.")
_STILL_ARCHIVED = N_(
    "The channel of {group} is still archived. I go on by myself when it is unarchived."
)
_MEANWHILE = N_(
    "Until then I post nothing there. Everyone goes on to get their own actions in the morning and "
    "reminders of dialogues they said they come to, by direct message. All other commands of the "
    "group wait."
)


def tell_unreadable(where: Drifted, *, since: datetime) -> None:
    """Those who run the group are told at `since`, and after a week if it is still so. Asked again
    it owes only what a new chair has not been told."""
    tell_those_who_run(where, MessageKind.UNREADABLE, since.isoformat(), due_at=since)
    again = f"{since.isoformat()} {_A_WEEK_ON}"
    due_at = since + _WEEK
    tell_those_who_run(where, MessageKind.UNREADABLE, again, due_at=due_at)


def closed_since(notice: Delivery) -> str:
    """The moment that the notice names, in ISO form."""
    return notice.occurrence.partition(" ")[0]


def on_readable_again(change: ReadableAgain, where: Drifted) -> None:
    """What waits for the channel is sent again."""
    where.work.recipients.unblock(where.group.channel_id)
    tell_those_who_run(where, MessageKind.READABLE, change.since.isoformat(), due_at=where.now)


def tell_those_who_run(
    where: Drifted, kind: MessageKind, occurrence: str, *, due_at: datetime
) -> None:
    """Owe a notice to each chair and to the secretariat; the same one again owes nothing new."""
    if where.now < kind.useful_until(due_at):
        told = [*where.chairs, *where.whole_secretariat]
        notices = group_notices(kind, where.group, occurrence, told, due_at)
        where.work.deliveries.owe(notices, where.now)


def unreadable_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the notice says now: it names the group and its channel, and no record."""
    reading = context.work.channels.get(group.channel_id)
    readable = reading is None or reading.readable
    if delivery.kind is MessageKind.READABLE:
        if not readable:
            return Gone(DropReason.CLOSED_AGAIN)
        words = _(
            "I can read the channel of {group} again. What waited for it goes on now.",
            group=group.name,
        )
        return ChairNotice(group=group, words=words)
    if reading is None or readable:
        return Gone(DropReason.REACHABLE)
    still = delivery.occurrence.endswith(_A_WEEK_ON)
    if reading.why == ARCHIVED:
        step, text = NextStep.INVITE_APP_IF_OUT, _STILL_ARCHIVED if still else _ARCHIVED
    else:
        step, text = NextStep.INVITE_APP, _STILL_OUT if still else _OUT
    words, meanwhile = _(text, group=group.name), _(_MEANWHILE)
    return ChairNotice(group=group, words=f"{words} {meanwhile}", step=step)


def tell_no_chair(where: Drifted) -> None:
    """The last chair has gone now."""
    if where.chairs:
        return
    since, told = where.now.isoformat(), where.whole_secretariat
    owed = group_notices(MessageKind.NO_CHAIR, where.group, since, told, where.now)
    again, in_a_week = f"{since} {_A_WEEK_ON}", where.now + _WEEK
    owed += group_notices(MessageKind.NO_CHAIR, where.group, again, told, in_a_week)
    where.work.deliveries.owe(owed, where.now)


def check_chairs(where: Drifted) -> None:
    """Tell of a group without a chair where nobody was told at once, as when a term ends."""
    since = _no_chair_since(where)
    about = MessageKind.NO_CHAIR, str(where.group.id), since, where.work
    rows = (row for u in where.whole_secretariat for row in messages_owed(u, *about))
    if not any(datetime.fromisoformat(row.occurrence.split()[0]) >= since for row in rows):
        tell_no_chair(where)


def _no_chair_since(where: Drifted) -> datetime:
    """When the last term ended, else when the group was set up."""
    group, today = where.group, today_in(where.group, where.now)
    terms = where.work.roles.of_group(group.id).terms
    ends = [term.ends_on for term in terms if term.ends_on and term.ends_on < today]
    if not ends:
        return group.created_at
    return zones.resolve(datetime.combine(max(ends) + _DAY, time()), group.zone)


def no_chair_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the secretariat is told, unless the group has a chair by now."""
    if chairs_at(group, context.now, context.work):
        return Gone(DropReason.HAS_CHAIR)
    if not context.reader.secretariat:
        return Gone(DropReason.NOT_SECRETARIAT)
    again = delivery.occurrence.endswith(_A_WEEK_ON)
    text = N_("{group} still has no chair.") if again else N_("{group} has no chair.")
    meanwhile = _(
        "Until it has one, its actions that nobody owns wait, and nobody reviews its practices."
    )
    words = f"{_(text, group=group.name)} {meanwhile}"
    return ChairNotice(group=group, words=words, to=Addressee.SECRETARIAT, step=NextStep.NAME_CHAIR)


_CAME, _GONE, _ELSEWHERE, _MORE = "+", "-", "~", "&"
"""How a change is marked in a notice's occurrence: "2026-12-07 +U1 -U2 ~U3 &12"."""
_WORDS = {
    _CAME: N_("New: {people}."),
    _GONE: N_("Left: {people}."),
    _ELSEWHERE: N_("For another organisation now: {people}."),
}
_NAMES = (MessageKind.ROSTER, *PASSED_ON)
"""Kinds of notices whose occurrence names people."""
_NAMED = 60
_LOOK_BACK = timedelta(days=2)
"""How far back another notice counts: a check is a day after the one before, or a little more."""


def check_roster(where: Drifted) -> None:
    """Compare with the last check, and owe the chairs a word; at most one a group and day."""
    group, work = where.group, where.work
    reading = work.channels.get(group.channel_id)
    if reading is None or not reading.readable:
        return
    today = today_in(group, where.now).isoformat()
    since, of = where.now - _LOOK_BACK, work.deliveries.of_recipient
    rows = (row for chair in where.chairs for row in of(chair, since))
    notices = [row for row in rows if row.kind in _NAMES and row.subject_id == str(group.id)]
    if any(row.kind is MessageKind.ROSTER and row.occurrence.startswith(today) for row in notices):
        return
    before = work.channels.last_roster(group.channel_id)
    after = _organisations_of(reading.members, work)
    work.channels.keep_roster(group.channel_id, after)
    told = {word for row in notices for word in row.occurrence.split()}
    members = member_people(group, work=work)
    changes = [
        f"{what}{user_id}"
        for what, user_id in _compare_rosters(before or after, after)
        if user_id not in told and (what == _GONE or user_id in members)
    ]
    if changes:
        more = [f"{_MORE}{len(changes) - _NAMED}"] if len(changes) > _NAMED else []
        _owe_notice(" ".join([today, *changes[:_NAMED], *more]), where)


def _owe_notice(occurrence: str, where: Drifted) -> None:
    work, now = where.work, where.now
    for chair in work.people.by_ids(where.chairs).values():
        due_at = civil_moment(chair, now, work.holidays)
        work.deliveries.owe(
            group_notices(MessageKind.ROSTER, where.group, occurrence, [chair.user_id], due_at), now
        )


def _organisations_of(members: tuple[str, ...], work: UnitOfWork) -> dict[str, int]:
    people = work.people.by_ids(members).values()
    return {p.user_id: p.organisation.id for p in people if p.organisation and p.active}


def _compare_rosters(
    before: Mapping[str, int], after: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    for user_id in sorted({*before, *after}):
        was, now = before.get(user_id), after.get(user_id)
        if was != now:
            yield (_CAME if was is None else _GONE if now is None else _ELSEWHERE), user_id


def roster_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What is still so when it is sent: who came and went again is not named."""
    work = context.work
    _day, *changes = delivery.occurrence.split()
    reading = work.channels.get(group.channel_id)
    here = _organisations_of(reading.members if reading else (), work)
    people = work.people.by_ids([change[1:] for change in changes])
    named: dict[str, list[str]] = {}
    for change in changes:
        what, person = change[0], people.get(change[1:])
        if what in _WORDS and person and (person.user_id in here) is (what != _GONE):
            of = f" ({person.organisation.name})" if person.organisation else ""
            named.setdefault(what, []).append(f"{at_name(person.name)}{of}")
    if not named:
        return Gone(DropReason.NOTHING_TO_SAY)
    first = _("Who is in the channel of {group} has changed.", group=group.name)
    parts = [_(_WORDS[what], people=listed(named[what])) for what in _WORDS if what in named]
    if changes[-1].startswith(_MORE):
        more = int(changes[-1][1:])
        parts.append(_n("And {number} more change.", "And {number} more changes.", more))
    return ChairNotice(group=group, words=" ".join([first, *parts]), step=NextStep.SEE_MEMBERS)
