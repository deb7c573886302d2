"""Logs an action; changes an open one: its owner, its due day, or all that its form holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.domain import Act, ActionItem, Audience, MessageKind, NotFound, NotValid, limits
from bot.domain.audience import is_narrower
from bot.domain.person import PersonFacts
from bot.domain.recurrence import Rule
from bot.domain.reference import ACTION, DIALOGUE, render_reference
from bot.languages import ENGLISH, N_, _, speaking
from bot.use_cases.actions import notifications
from bot.use_cases.actions.owners import NOBODY, Owner, Owners, Ownership, owner_of
from bot.use_cases.actions.repeat import repeating, rule_words
from bot.use_cases.actions.rules import Outcome, checked_due, due_detail, open_for_change
from bot.use_cases.audience_changes import demand_seen_by_readers, redraw_gathered
from bot.use_cases.context import Context
from bot.use_cases.owing import MessageSource, leave_reply
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAction:
    """The new value of every field; a field that stays the same is not checked again. `told`: the
    mark of the opening that the person was shown, where this opens it to more people."""

    number: int
    title: str
    owner: Owner
    due_on: date | None
    audience: Audience
    told: str = ""
    repeats: Rule | Literal["as it is"] | None = "as it is"


def edit_action(wish: EditAction, context: Context, *, facts: Mapping[str, PersonFacts]) -> Outcome:
    """The action as wished; NotValid names the field that can't be so, Widens asks first."""
    action, group = open_for_change(wish.number, context)
    title = limits.checked_text(wish.title, limits.TITLE, field="title", what=_("The title"))
    ownership = _new_ownership(wish, action, Owners(group=group, facts=facts, context=context))
    due_on = wish.due_on
    if due_on != action.due_on:
        due_on = checked_due(due_on, ownership.zone if ownership else action.zone, context.now)
    edited = replace(action, title=title, due_on=due_on, audience=wish.audience)
    if ownership is not None:
        edited = _given(edited, ownership, context)
    if wish.repeats != "as it is":
        edited = repeating(edited, wish.repeats)
    if edited == action:
        return Outcome(action=action, group=group, changed=False)
    demand_seen_by_readers(action, edited, wish.told, context)
    edited = replace(edited, snoozed_until=None, changed_at=context.now)
    context.work.actions.change(edited)
    notifications.take_back_nudges(action, group, context)
    detail = _changes_in_words(action, edited, ownership)
    seen_by_fewer = action if is_narrower(action.audience, edited.audience) else edited
    context.record(N_("edited"), seen_by_fewer, detail)
    notifications.plan_nudges(edited, group, context)
    if edited.owner_user_id != action.owner_user_id:
        notifications.tell_owner(edited, group, context)
    narrower = is_narrower(edited.audience, action.audience)
    redrawn = redraw_gathered(group.id, action.created_at, work=context.work) if narrower else ()
    return Outcome(action=edited, group=group, redrawn=redrawn)


def _new_ownership(wish: EditAction, action: ActionItem, owners: Owners) -> Ownership | None:
    """The new ownership; None where it stays, and then its owner must still see the action."""
    now_owned = owner_of(action)
    officer_stays = wish.owner.user_id is not None and wish.owner.user_id == now_owned.user_id
    names_theirs = wish.owner.organisation_id in (None, action.owner_organisation_id)
    if wish.owner == now_owned or (officer_stays and names_theirs):
        if wish.audience is not action.audience:
            owners.check_still_sees(action, wish.audience)
        return None
    return owners.settle(wish.owner, wish.audience)


def _given(action: ActionItem, ownership: Ownership, context: Context) -> ActionItem:
    """With this owner; the reader gives it to them now."""
    return replace(
        action,
        owner_user_id=ownership.user_id,
        owner_organisation_id=ownership.organisation_id,
        zone=ownership.zone,
        passed_on_from=None,
        given_at=context.now,
        given_by=context.reader.user_id,
    )


@speaking(ENGLISH)
def _changes_in_words(before: ActionItem, after: ActionItem, ownership: Ownership | None) -> str:
    """What is new, in words for the history."""
    parts = []
    if after.title != before.title:
        parts.append("title")
    if ownership is not None:
        parts.append(f"to {ownership.name}")
    if after.due_on != before.due_on:
        parts.append(due_detail(after.due_on))
    if after.repeats != before.repeats:
        parts.append(rule_words(after) or "does not repeat")
    if after.audience != before.audience:
        parts.append(f"audience {after.audience}")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class AssignAction:
    """`note`: what the new owner should know; it is shown in the action's history."""

    number: int
    owner: Owner
    note: str | None = None


def assign_action(
    wish: AssignAction, context: Context, *, facts: Mapping[str, PersonFacts]
) -> Outcome:
    """The action with its new owner, in whose zone its due day ends from now on."""
    action, group = open_for_change(wish.number, context)
    note = limits.checked_text(
        wish.note, limits.NOTE, field="note", what=_("The note"), needed=False
    )
    owners = Owners(group=group, facts=facts, context=context)
    ownership = owners.settle(wish.owner, action.audience)
    before = (action.owner_user_id, action.owner_organisation_id)
    if before == (ownership.user_id, ownership.organisation_id) and not note:
        return Outcome(action=action, group=group, changed=False)
    given = _given(action, ownership, context)
    given = replace(given, snoozed_until=None, changed_at=context.now)
    detail = f"to {ownership.name}" + (f": {note}" if note else "")
    notifications.change_action(action, given, group, N_("assigned"), context, detail)
    if given.owner_user_id != action.owner_user_id:
        notifications.tell_owner(given, group, context)
    return Outcome(action=given, group=group)


@dataclass(frozen=True, slots=True)
class RedateAction:
    """`due_on` is a calendar day in the owner's zone; None: no due date."""

    number: int
    due_on: date | None


def redate_action(wish: RedateAction, context: Context) -> Outcome:
    """The action with its new due day; a snooze ends with the day that it put off."""
    action, group = open_for_change(wish.number, context)
    if wish.due_on == action.due_on:
        return Outcome(action=action, group=group, changed=False)
    due_on = checked_due(wish.due_on, action.zone, context.now)
    dated = replace(action, due_on=due_on, snoozed_until=None, changed_at=context.now)
    notifications.change_action(action, dated, group, N_("re-dated"), context, due_detail(due_on))
    return Outcome(action=dated, group=group)


MOST_OWNERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAction:
    """`due_on` is a calendar day in the owner's zone; `audience` None: the group's default.
    `others`: more owners; one is logged for each of them. `source`: the message that it was made
    from; `dialogue`: the number of the dialogue."""

    group_id: int
    title: str
    owner: Owner = NOBODY
    others: tuple[Owner, ...] = ()
    due_on: date | None = None
    audience: Audience | None = None
    source: MessageSource | None = None
    dialogue: int | None = None
    rule: Rule | None = None
    """By which it repeats from its due day on."""


def log_action(wish: LogAction, context: Context, *, facts: Mapping[str, PersonFacts]) -> Outcome:
    """The action, numbered, with those linked to it, one for each owner. NotAllowed, NotValid or
    another Refusal leaves nothing behind."""
    group = context.work.groups.get(wish.group_id)
    if group is None:
        raise NotFound("I can't find that group any more.")
    demand_right(context, Act.LOG_ACTION, group)
    title = limits.checked_text(wish.title, limits.TITLE, field="title", what=_("The title"))
    audience = wish.audience or group.default_audience
    if wish.dialogue and context.work.dialogues.get(context.reader, wish.dialogue) is None:
        raise NotFound.reference(render_reference(DIALOGUE, wish.dialogue))
    owners = Owners(group=group, facts=facts, context=context)
    wanted = [owners.settle(owner, audience) for owner in (wish.owner, *wish.others)]
    different = {(one.user_id, one.organisation_id): one for one in wanted}
    if len(different) > MOST_OWNERS:
        raise NotValid("Please choose up to {number} owners.", number=MOST_OWNERS, field="owners")
    logged: list[ActionItem] = []
    for ownership in different.values():
        number = context.work.numbers.take_next(ACTION)
        action = ActionItem(
            number=number,
            group_id=group.id,
            title=title,
            owner_user_id=ownership.user_id,
            owner_organisation_id=ownership.organisation_id,
            due_on=checked_due(wish.due_on, ownership.zone, context.now),
            zone=ownership.zone,
            audience=audience,
            created_by=context.reader.user_id,
            created_at=context.now,
            given_at=context.now,
            given_by=context.reader.user_id,
            from_dialogue=wish.dialogue,
            from_channel=wish.source.channel_id if wish.source else None,
            from_message=wish.source.thread if wish.source else None,
            from_link=wish.source.link or None if wish.source else None,
            linked_to=(logged[0].number if logged else number) if len(different) > 1 else None,
        )
        action = repeating(action, wish.rule)
        context.work.actions.add(action)
        due = f", {due_detail(action.due_on)}" if action.due_on else ""
        context.record(N_("logged"), action, f"for {ownership.name}{due}")
        notifications.plan_nudges(action, group, context)
        notifications.tell_owner(action, group, context)
        logged.append(action)
    first, kind = logged[0], MessageKind.ACTION_LOGGED
    replied = leave_reply(kind, first, wish.source, group, context)
    return Outcome(action=first, group=group, replied=replied, linked=tuple(logged[1:]))
