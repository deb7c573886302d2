"""Log an action: something promised, by somebody or nobody yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import Act, ActionItem, Audience, MessageKind, NotFound, NotValid, limits
from bot.domain.person import PersonFacts
from bot.domain.recurrence import Rule
from bot.domain.reference import ACTION, DIALOGUE, render_reference
from bot.languages import N_, _
from bot.use_cases.actions.notifications import plan_nudges, tell_owner
from bot.use_cases.actions.owners import NOBODY, Owner, Owners
from bot.use_cases.actions.repeat import repeating
from bot.use_cases.actions.rules import Outcome, checked_due, due_detail
from bot.use_cases.context import Context
from bot.use_cases.owing import MessageSource, leave_reply
from bot.use_cases.refusals import demand_right

MOST_OWNERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAction:
    """`due_on` is a calendar day in the owner's zone; `audience` None: the group's default.

    `others`: more owners; one is logged for each of them. `source`: the message that it was made
    from; `dialogue`: the number of the dialogue.
    """

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
        plan_nudges(action, group, context)
        tell_owner(action, group, context)
        logged.append(action)
    first, kind = logged[0], MessageKind.ACTION_LOGGED
    replied = leave_reply(kind, first, wish.source, group, context)
    return Outcome(action=first, group=group, replied=replied, linked=tuple(logged[1:]))
