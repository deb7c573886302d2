"""The list of open actions whose officer is not there any more, as its reader may see it."""

from collections.abc import Collection

from bot.domain import ActionItem, DropReason, Gone, Group, MessageKind
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import Addressee, PassedOn
from bot.domain.wording import at_name
from bot.languages import _, _n
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.pass_on import CHAIRED, NOBODY_YET
from bot.use_cases.context import Context

_ALL = 10_000


def build_notification(delivery: Delivery, group: Group, context: Context) -> PassedOn | Gone:
    """What the list says now: of the actions those that still wait for an officer."""
    chairs = group.id in context.reader.chaired
    user_id, *_since, last = delivery.occurrence.split()
    query = ActionQuery(group_ids=[group.id], passed_on_from=user_id, now=context.now, limit=_ALL)
    waiting = [
        a for a in context.work.actions.first(context.reader, query) if a.owner_user_id is None
    ]
    if not waiting and last != CHAIRED and delivery.posted_ts is None:
        return Gone(DropReason.NOT_OWNER)
    names = context.work.organisations.names()
    return PassedOn(
        group=group,
        words=_spell_list(delivery.kind, user_id, group, waiting, last == CHAIRED, context.work),
        actions=tuple((a, names.get(a.owner_organisation_id or 0, _(NOBODY_YET))) for a in waiting),
        to=Addressee.CHAIR if chairs else Addressee.SECRETARIAT,
    )


def _spell_list(
    kind: MessageKind,
    user_id: str,
    group: Group,
    waiting: Collection[ActionItem],
    chaired: bool,
    work: UnitOfWork,
) -> str:
    person = work.people.get(user_id)
    who = at_name(person.name) if person else _("Somebody")
    words = _(
        "{person} left the channel of {group}, or this workspace.", person=who, group=group.name
    )
    if kind is MessageKind.OWNER_MOVED:
        words = _("{person} does not speak for the same organisation any more.", person=who)
        if person and person.organisation:
            speaks_for = person.organisation.name
            words = _(
                "{person} speaks for {organisation} now.", person=who, organisation=speaks_for
            )
    if chaired:
        words += " " + _("{person} does not chair the group any more.", person=who)
    if waiting:
        words += " " + _n(
            "{number} open action of theirs waits for somebody else. Please hand over each one:",
            "{number} open actions of theirs wait for somebody else. Please hand over each one:",
            len(waiting),
        )
    elif not chaired:
        words += " " + _("None of their actions waits for somebody else any more.")
    return words
