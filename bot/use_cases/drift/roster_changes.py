"""Once a day the chairs hear who came into their group, who left, and who speaks for another.

This notice names only people of organisations on the roster. Other notices name people who came
and do not count as members, and people whose open actions passed on.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import ChairNotice
from bot.domain.message_kind import PASSED_ON
from bot.domain.wording import at_name, listed
from bot.languages import N_, _, _n
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.identify import member_people
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.owing import group_notices
from bot.use_cases.terms import today_in

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
    """What happened, and with which user id."""
    for user_id in sorted({*before, *after}):
        was, now = before.get(user_id), after.get(user_id)
        if was != now:
            yield (_CAME if was is None else _GONE if now is None else _ELSEWHERE), user_id


def build_notification(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
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
