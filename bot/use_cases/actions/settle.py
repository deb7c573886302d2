"""Completes, drops, reopens, restores and snoozes actions, or leaves alone what nobody owns."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import Act, ActionItem, Group, NotAllowed, NotValid, Person, Refusal, limits, zones
from bot.domain.action_item import ActionStatus, is_unowned
from bot.domain.fairness import day_off
from bot.domain.person import HowOften, zone_of
from bot.domain.wording import spell_day
from bot.domain.zones import to_wall
from bot.languages import N_, _
from bot.ports.unit_of_work import Holidays
from bot.use_cases.actions import rules
from bot.use_cases.actions.notifications import change_action
from bot.use_cases.actions.repeat import make_next
from bot.use_cases.context import Context
from bot.use_cases.mornings import schedule_messages
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True)
class CompleteAction:
    number: int
    note: str | None = None


def complete_action(wish: CompleteAction, context: Context) -> rules.Outcome:
    """The action done; unchanged where it was done or dropped before."""
    return rules.note_step(N_("done"), _complete(wish, context), context)


def complete_several(
    numbers: Collection[int], context: Context
) -> tuple[tuple[rules.Outcome, ...], tuple[str, ...]]:
    """Each of them done, or the words of its refusal; one step undoes them all."""
    outcomes, refused = [], []
    for number in numbers:
        try:
            outcomes.append(_complete(CompleteAction(number), context))
        except Refusal as refusal:
            refused.append(refusal.words)
    step = rules.keep_step(N_("done"), outcomes, context)
    return tuple(replace(one, step=step if one.changed else 0) for one in outcomes), tuple(refused)


def _complete(wish: CompleteAction, context: Context) -> rules.Outcome:
    action, group = rules.find_action(wish.number, context)
    own = rules.may_settle(action, context.work.people.get(context.reader.user_id), context.work)
    demand_right(context, Act.COMPLETE_ACTION, group, own=own)
    note = limits.checked_text(
        wish.note, limits.NOTE, field="note", what=_("The note"), needed=False
    )
    if not action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    done = _settled(action, ActionStatus.DONE, note or None, context)
    change_action(action, done, group, "done", context, done.note)
    following = make_next(done, group, context)
    done = replace(done, repeats=None)
    return rules.Outcome(action=done, group=group, following=following, before=action)


def _settled(
    action: ActionItem, status: ActionStatus, note: str | None, context: Context
) -> ActionItem:
    settled = replace(action, status=status, note=note, snoozed_until=None, changed_at=context.now)
    return replace(settled, settled_at=context.now, settled_by=context.reader.user_id)


@dataclass(frozen=True, slots=True)
class DropAction:
    """`reason`: up to 280 characters, and needed. `later`: of a recurring one, all later too."""

    number: int
    reason: str
    later: bool = False


def drop_action(wish: DropAction, context: Context) -> rules.Outcome:
    """The dropped action; unchanged where it was done or dropped before."""
    action, group = rules.find_action(wish.number, context)
    demand_right(context, Act.CHANGE_ACTION, group, own=rules.may_be_changed_by(action, context))
    if not action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    reason = limits.checked_text(wish.reason, limits.SUMMARY, field="reason", what=_("The reason"))
    dropped = _settled(action, ActionStatus.DROPPED, reason, context)
    change_action(action, dropped, group, "dropped", context, reason)
    if wish.later:
        dropped = replace(dropped, repeats=None)
        context.work.actions.change(dropped)
    following = make_next(dropped, group, context)
    dropped = replace(dropped, repeats=None)
    outcome = rules.Outcome(action=dropped, group=group, following=following, before=action)
    return rules.note_step(N_("dropped"), outcome, context)


def reopen_action(number: int, context: Context) -> rules.Outcome:
    """The action open; unchanged where it was. What was dropped takes the right to drop it."""
    action, group = rules.find_action(number, context)
    if action.status is ActionStatus.DROPPED:
        act, own = Act.CHANGE_ACTION, rules.may_be_changed_by(action, context)
    else:
        person = context.work.people.get(context.reader.user_id)
        act, own = Act.COMPLETE_ACTION, rules.may_settle(action, person, context.work)
    demand_right(context, act, group, own=own)
    if action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    opened = replace(action, status=ActionStatus.OPEN, note=None, changed_at=context.now)
    opened = replace(opened, settled_at=None, settled_by=None)
    change_action(action, opened, group, N_("reopened"), context)
    return rules.Outcome(action=opened, group=group)


def restore_action(
    before: ActionItem,
    after: ActionItem,
    group: Group,
    did: str,
    context: Context,
    *,
    made: ActionItem | None = None,
) -> ActionItem:
    """The action as it was `before`; `did`: the act that made it `after`, and the next one. That is
    dropped and leaves its series, so that its date can be made again."""
    if made is not None:
        gone = replace(
            made,
            status=ActionStatus.DROPPED,
            note=f"{before.reference} is open again.",
            settled_at=context.now,
            settled_by=context.reader.user_id,
            repeats=None,
            series=None,
            occurrence=None,
        )
        change_action(made, gone, group, "dropped", context, gone.note)
    change_action(after, before, group, N_("undone"), context, did)
    return before


_FARTHEST = timedelta(days=366)


def snooze_action(number: int, until: date | None, context: Context) -> rules.Outcome:
    """The action, silent until that day: only its officer can do this, or the deputy. `until`: a
    day where its owner is; None: their next working day."""
    action, group = rules.find_action(number, context)
    person = context.work.people.get(context.reader.user_id)
    owned = person is not None and action.owner_user_id is not None
    if person is None or not owned or not rules.may_settle(action, person, context.work):
        raise NotAllowed(
            "Only the person who owns {reference}, or their deputy, can snooze it, "
            "because that silences their own morning message.",
            reference=action.reference,
        )
    today = today_of(person, context.now)
    until = until or snooze_choices(person, context.now, context.work.holidays)[0]
    if until <= today:
        raise NotValid(
            "It is {day} where you are. Please choose a later day.",
            day=spell_day(today),
            field="until",
        )
    if until > today + _FARTHEST:
        raise NotValid("Please choose a day within a year.", field="until")
    if not action.open or action.snoozed_until == until:
        return rules.Outcome(action=action, group=group, changed=False)
    silent = replace(action, snoozed_until=until)
    change_action(action, silent, group, N_("snoozed"), context, rules.until_detail(until))
    return rules.note_step(
        "snoozed", rules.Outcome(action=silent, group=group, before=action), context
    )


def snooze_choices(person: Person, now: datetime, holidays: Holidays) -> tuple[date, date]:
    """The working days that "tomorrow" and "next week" mean where the person is."""
    today = today_of(person, now)
    kept = schedule_messages.holidays_of(person, holidays)
    sunday = today + timedelta(days=6 - today.weekday())
    next_working_day = schedule_messages.next_working_day
    return next_working_day(today, kept), next_working_day(sunday, kept)


def snoozed_words(action: ActionItem, person: Person, holidays: Holidays) -> str:
    """ "Snoozed until Saturday 5 December 2026.", and when the person hears of it again."""
    until = action.snoozed_until
    if until is None:
        return ""
    said = [_("Snoozed until {day}.", day=spell_day(until))]
    if person.rhythm is HowOften.OFF or schedule_messages.is_morning(until, person, holidays):
        return said[0]
    holiday = schedule_messages.holidays_of(person, holidays)(until)
    if holiday:
        said.append(_("That is a day off where you are ({holiday}).", holiday=holiday))
    elif day_off(until, holiday):
        said.append(_("That is a day off where you are."))
    again = schedule_messages.next_morning(until, person, holidays)
    said.append(_("You hear of it again on {day}.", day=spell_day(again)))
    return " ".join(said)


def today_of(person: Person, now: datetime) -> date:
    return zones.to_wall(now, zone_of(person)).date()


WEEKS = 4


def leave_action(number: int, context: Context) -> rules.Outcome:
    """The action, silent for four weeks from today in the group's zone; for those who may change
    it. A Refusal where it has an owner, since the owner's own snooze is theirs alone."""
    action, group = rules.open_for_change(number, context)
    if not is_unowned(action):
        raise Refusal(
            "{reference} has an owner now, so it is not yours to leave alone.",
            reference=action.reference,
        )
    until = to_wall(context.now, group.zone).date() + timedelta(weeks=WEEKS)
    if action.snoozed_until == until:
        return rules.Outcome(action=action, group=group, changed=False)
    left = replace(action, snoozed_until=until)
    change_action(action, left, group, N_("left alone"), context, rules.until_detail(until))
    return rules.Outcome(action=left, group=group)
