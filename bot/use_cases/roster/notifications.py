"""Tells people that they chair a group or are a deputy, or no longer do."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from bot.domain import Audience, DropReason, Gone, Group, MessageKind, NextStep, Owed, Person, zones
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import Addressee, ChairNotice
from bot.domain.person import is_deputy
from bot.domain.wording import at_name, spell_day
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.owing import group_notices, messages_owed
from bot.use_cases.refusals import chairs_in_words
from bot.use_cases.terms import running_term, today_in

_DAY, _LOOK_BACK = timedelta(days=1), timedelta(days=7)


def tell_change_of_chairs(group: Group, before: Collection[str], context: Context) -> None:
    """Owe a word to each person who chairs today and was not in `before`, or the other way. On
    their working day from 9 to 22."""
    work, now = context.work, context.now
    was, after = {*before}, {*work.roles.of_group(group.id).chairs_on(today_in(group, now))}
    for kind, user_ids in (
        (MessageKind.CHAIRS, after - was),
        (MessageKind.CHAIRS_NO_LONGER, was - after),
    ):
        for person in work.people.by_ids(user_ids).values():
            due_at = civil_moment(person, now, work.holidays)
            work.deliveries.owe(_owed_word(kind, group, [person.user_id], now, due_at), now)


def plan_ended_terms(context: Context) -> int:
    """Owe a word to each person whose term has ended in the last days; how many are new. It tells
    also of an end that a change of the roster brought."""
    work = context.work
    owed: list[Owed] = []
    for group in work.groups.all():
        today, appointments = today_in(group, context.now), work.roles.of_group(group.id)
        chairs = appointments.chairs_on(today)
        last_days = {
            term.user_id: term.ends_on
            for term in sorted(appointments.terms, key=lambda term: term.ends_on or today)
            if term.ends_on is not None and today - _LOOK_BACK <= term.ends_on < today
        }
        for user_id, last_day in last_days.items():
            person = work.people.get(user_id)
            ended = zones.resolve(datetime.combine(last_day + _DAY, time()), group.zone)
            kind = MessageKind.CHAIRS_NO_LONGER
            told = messages_owed(user_id, kind, str(group.id), ended, work)
            if person is not None and user_id not in chairs and not told:
                due_at = max(civil_moment(person, ended, work.holidays), context.now)
                owed += _owed_word(kind, group, [user_id], ended, due_at)
    return work.deliveries.owe(owed, context.now)


def chair_news(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the person is told, as things are now."""
    work, now = context.work, context.now
    today, appointments = today_in(group, now), work.roles.of_group(group.id)
    chairs_now = delivery.recipient in appointments.chairs_on(today)
    if delivery.kind is MessageKind.CHAIRS_NO_LONGER:
        if chairs_now:
            return Gone(DropReason.CHAIRS_AGAIN)
        step = None
        said = _(
            "You do not chair {group} any more. From now on I send you nothing that is for its "
            "chairs.",
            group=group.name,
        )
        words = f"{said} {chairs_in_words(group, context)}"
    else:
        if not chairs_now:
            return Gone(DropReason.NOT_CHAIR)
        term = running_term(appointments, delivery.recipient, today)
        first = _("You chair {group} from now on.", group=group.name)
        if term and term.ends_on:
            day = spell_day(term.ends_on)
            first = _("You chair {group} from now on until {day}.", group=group.name, day=day)
        step = NextStep.SEE_COMMANDS
        more = _(
            "You can publish practices, post and schedule digests, arrange agendas, and change any "
            "dialogue, action and role of the group. In your morning message I list the actions "
            "that nobody owns and those that are a week overdue."
        )
        words = f"{first} {more}"
    return ChairNotice(group=group, words=words, to=Addressee.PERSON, step=step)


def _owed_word(
    kind: MessageKind, group: Group, user_ids: Collection[str], since: datetime, due_at: datetime
) -> list[Owed]:
    return group_notices(kind, group, since.isoformat(), user_ids, due_at, audience=Audience.GROUP)


def members_of(group: Group, work: UnitOfWork) -> Collection[str]:
    reading = work.channels.get(group.channel_id)
    return reading.members if reading else ()


def deputy_notices(
    reader: Person,
    officer: Person,
    deputy_id: str,
    *,
    work: UnitOfWork,
    now: datetime,
    group: Group | None = None,
) -> list[Owed]:
    """A word to `reader`, the deputy or the officer, by way of a group in which they are."""
    theirs = (g for g in work.groups.all() if reader.user_id in members_of(g, work))
    told_in = group or next(theirs, None)
    if told_in is None:
        return []
    due_at = civil_moment(reader, now, work.holidays)
    where = "channel" if group else "roster"
    occurrence = f"{officer.user_id} {deputy_id} {where} {now.isoformat()}"
    return group_notices(
        MessageKind.DEPUTY, told_in, occurrence, [reader.user_id], due_at, audience=Audience.GROUP
    )


def deputy_news(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the deputy or the officer is told, while it is still so."""
    officer_id, deputy_id, where, _since = delivery.occurrence.split()
    people = context.work.people.by_ids([officer_id, deputy_id])
    officer, deputy = people.get(officer_id), people.get(deputy_id)
    if officer is None or deputy is None:
        return Gone(DropReason.NO_PERSON)
    stands = is_deputy(deputy, officer)
    here = deputy_id in members_of(group, context.work)
    to_deputy = delivery.recipient == deputy_id
    if stands is not (to_deputy or where == "channel") or (where == "channel" and here):
        return Gone(DropReason.OTHER_DEPUTY)
    name, step = at_name(deputy.name), None
    if to_deputy:
        words = _(
            "You are the deputy of {person} from now on. While they are away, their actions are in "
            "your morning message, and you can complete and snooze them.",
            person=at_name(officer.name),
        )
    elif where == "channel":
        words = _(
            "{person}, your deputy, left the channel of {group}. While you are away, they do not "
            "hear of your actions there.",
            person=name,
            group=group.name,
        )
    else:
        words = _(
            "{person} is not your deputy any more: they left this workspace, or your organisation.",
            person=name,
        )
    if not to_deputy:
        step = NextStep.CHOOSE_DEPUTY
    return ChairNotice(group=group, words=words, to=Addressee.PERSON, step=step)
