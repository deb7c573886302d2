"""Silences an action until a day: for its owner, or for the chairs where nobody owns it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import ActionItem, NotAllowed, NotValid, Person, Refusal, zones
from bot.domain.action_item import is_unowned
from bot.domain.fairness import day_off
from bot.domain.person import HowOften, zone_of
from bot.domain.wording import spell_day
from bot.domain.zones import to_wall
from bot.languages import N_, _
from bot.ports.unit_of_work import Holidays
from bot.use_cases.actions.notifications import change_action
from bot.use_cases.actions.rules import (
    Outcome,
    find_action,
    may_settle,
    note_step,
    open_for_change,
    until_detail,
)
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import (
    holidays_of,
    is_morning,
    is_working_day,
    next_morning,
    next_working_day,
)

_FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SnoozeAction:
    """`until`: a day where its owner is; None: their next working day."""

    number: int
    until: date | None = None


def snooze_action(wish: SnoozeAction, context: Context) -> Outcome:
    """The action, silent until that day: only its officer can do this, or the deputy."""
    action, group = find_action(wish.number, context)
    person = context.work.people.get(context.reader.user_id)
    owned = person is not None and action.owner_user_id is not None
    if person is None or not owned or not may_settle(action, person, context.work):
        raise NotAllowed(
            "Only the person who owns {reference}, or their deputy, can snooze it, "
            "because that silences their own morning message.",
            reference=action.reference,
        )
    until = _checked(wish.until, person, context)
    if not action.open or action.snoozed_until == until:
        return Outcome(action=action, group=group, changed=False)
    silent = replace(action, snoozed_until=until)
    change_action(action, silent, group, N_("snoozed"), context, until_detail(until))
    return note_step("snoozed", Outcome(action=silent, group=group, before=action), context)


def snooze_choices(person: Person, now: datetime, holidays: Holidays) -> tuple[date, date]:
    """The working days that "tomorrow" and "next week" mean where the person is."""
    today, kept = today_of(person, now), holidays_of(person, holidays)
    monday = today + timedelta(days=7 - today.weekday())
    week = monday if is_working_day(monday, kept) else next_working_day(monday, kept)
    return next_working_day(today, kept), week


def snoozed_words(action: ActionItem, person: Person, holidays: Holidays) -> str:
    """ "Snoozed until Saturday 5 December 2026.", and when the person hears of it again."""
    until = action.snoozed_until
    if until is None:
        return ""
    said = [_("Snoozed until {day}.", day=spell_day(until))]
    if person.rhythm is HowOften.OFF or is_morning(until, person, holidays):
        return said[0]
    holiday = holidays_of(person, holidays)(until)
    if holiday:
        said.append(_("That is a day off where you are ({holiday}).", holiday=holiday))
    elif day_off(until, holiday):
        said.append(_("That is a day off where you are."))
    again = next_morning(until, person, holidays)
    said.append(_("You hear of it again on {day}.", day=spell_day(again)))
    return " ".join(said)


def today_of(person: Person, now: datetime) -> date:
    return zones.to_wall(now, zone_of(person)).date()


def _checked(until: date | None, person: Person, context: Context) -> date:
    today = today_of(person, context.now)
    if until is None:
        return snooze_choices(person, context.now, context.work.holidays)[0]
    if until <= today:
        raise NotValid(
            "It is {day} where you are. Please choose a later day.",
            day=spell_day(today),
            field="until",
        )
    if until > today + _FARTHEST:
        raise NotValid("Please choose a day within a year.", field="until")
    return until


WEEKS = 4


def leave_action(number: int, context: Context) -> Outcome:
    """The action, silent for four weeks from today in the group's zone; for those who may change
    it. A Refusal where it has an owner, since the owner's own snooze is theirs alone."""
    action, group = open_for_change(number, context)
    if not is_unowned(action):
        raise Refusal(
            "{reference} has an owner now, so it is not yours to leave alone.",
            reference=action.reference,
        )
    until = to_wall(context.now, group.zone).date() + timedelta(weeks=WEEKS)
    if action.snoozed_until == until:
        return Outcome(action=action, group=group, changed=False)
    left = replace(action, snoozed_until=until)
    change_action(action, left, group, N_("left alone"), context, until_detail(until))
    return Outcome(action=left, group=group)
