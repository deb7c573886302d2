"""Open actions of somebody who is not there any more pass on; the chairs hear which wait."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain import ActionItem, DropReason, Gone, Group, MessageKind, Organisation, Reader
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.group_notifications import Addressee, PassedOn
from bot.domain.wording import at_name
from bot.languages import N_, _, _n
from bot.ports.ledgers.actions import ActionQuery
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.owing import group_notices
from bot.use_cases.terms import chairs_at

_ALL = 10_000
NOBODY_YET = N_("nobody yet")
CHAIRED = "chair"
"""How the occurrence of a list ends whose subject was a chair until then."""


def pass_on(
    user_id: str, group: Group, organisation: Organisation | None, context: Context, *, because: str
) -> tuple[ActionItem, ...]:
    """Their open actions of the group, as they are from now on: with no officer. Each stays with
    the organisation that promised it, else falls to `organisation`, for which they spoke; without
    either nobody owns it."""
    work, now = context.work, context.now
    query = ActionQuery(group_ids=[group.id], owner_user_id=user_id, now=now, limit=_ALL)
    owned = work.actions.first(Reader.system(), query)
    if owned:
        work.deliveries.take_back(SubjectType.MORNING, user_id, now=now)
    passed_on = []
    for action in owned:
        promised = action.owner_organisation_id
        heir = work.organisations.get(promised) if promised is not None else organisation
        changed = replace(
            action,
            owner_user_id=None,
            owner_organisation_id=heir.id if heir else None,
            passed_on_from=user_id,
            zone=heir.zone if heir else group.zone,
            snoozed_until=None,
            given_at=now,
            given_by="convenor",
            changed_at=now,
        )
        work.actions.change(changed)
        redraw_mornings(action.reference, context)
        detail = f"to {heir.name if heir else NOBODY_YET}: {because}"
        work.journal.record("convenor", N_("assigned"), action, now, detail)
        passed_on.append(changed)
    return tuple(passed_on)


def plan_heirs_mornings(
    passed_on: Collection[ActionItem], chairs: Collection[str], context: Context
) -> None:
    """An organisation's stand in its people's mornings, those that nobody owns in the chairs'."""
    heirs = {action.owner_organisation_id for action in passed_on}
    everyone = context.work.people.all()
    readers = [p.user_id for p in everyone if p.organisation and p.organisation.id in heirs]
    if passed_on:
        plan_mornings(context, user_ids=[*readers, *chairs])


def tell_passed_on(
    kind: MessageKind,
    user_id: str,
    group: Group,
    recipients: Collection[str],
    context: Context,
    *,
    chaired: bool = False,
) -> None:
    """Owe each of `recipients` the list. `chaired`: the person who left was a chair until now."""
    now = context.now
    occurrence = f"{user_id} {now.isoformat()}{f' {CHAIRED}' if chaired else ''}"
    context.work.deliveries.owe(group_notices(kind, group, occurrence, recipients, now), now)


def leave_behind(
    user_id: str, organisation: Organisation, context: Context, *, secretariat: Collection[str]
) -> int:
    """Leave the open actions with `organisation`, whose speaker `user_id` was; how many. The chairs
    of each group get one list, the secretariat where a group has none."""
    work = context.work
    left = 0
    for group in work.groups.all():
        passed_on = pass_on(user_id, group, organisation, context, because="the owner moved")
        if passed_on:
            chairs = chairs_at(group, context.now, work)
            told = chairs or secretariat
            tell_passed_on(MessageKind.OWNER_MOVED, user_id, group, told, context)
            plan_heirs_mornings(passed_on, chairs, context)
        left += len(passed_on)
    return left


def passed_on_notice(delivery: Delivery, group: Group, context: Context) -> PassedOn | Gone:
    """What the list says now: of the actions those that still wait for an officer."""
    chairs = group.id in context.reader.chaired
    user_id, *_since, last = delivery.occurrence.split()
    query = ActionQuery(group_ids=[group.id], passed_on_from=user_id, now=context.now, limit=_ALL)
    found = context.work.actions.first(context.reader, query)
    waiting = [action for action in found if action.owner_user_id is None]
    if not waiting and last != CHAIRED and delivery.posted_ts is None:
        return Gone(DropReason.NOT_OWNER)
    names = context.work.organisations.names()
    person = context.work.people.get(user_id)
    who = at_name(person.name) if person else _("Somebody")
    words = _(
        "{person} left the channel of {group}, or this workspace.", person=who, group=group.name
    )
    if delivery.kind is MessageKind.OWNER_MOVED:
        words = _("{person} does not speak for the same organisation any more.", person=who)
        if person and person.organisation:
            said = N_("{person} speaks for {organisation} now.")
            words = _(said, person=who, organisation=person.organisation.name)
    if last == CHAIRED:
        words += " " + _("{person} does not chair the group any more.", person=who)
    if waiting:
        words += " " + _n(
            "{number} open action of theirs waits for somebody else. Please hand over each one:",
            "{number} open actions of theirs wait for somebody else. Please hand over each one:",
            len(waiting),
        )
    elif last != CHAIRED:
        words += " " + _("None of their actions waits for somebody else any more.")
    return PassedOn(
        group=group,
        words=words,
        actions=tuple((a, names.get(a.owner_organisation_id or 0, _(NOBODY_YET))) for a in waiting),
        to=Addressee.CHAIR if chairs else Addressee.SECRETARIAT,
    )
