"""What a delivery about a group says: the greeting, and what its chairs must know."""

from bot.domain import DropReason, Gone, Group, NotFound
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import ChairNotice, Greeting
from bot.domain.wording import shortened
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.groups.greet import inviter_of
from bot.use_cases.roster.terms import today_in
from bot.use_cases.subjects import LETTERS, find_record


def greeting(delivery: Delivery, context: Context) -> Greeting:
    """To a channel where no group may be set up yet."""
    work, now = context.work, context.now
    group = work.groups.by_channel(delivery.recipient)
    inviter = inviter_of(delivery.occurrence)
    chairs = work.roles.of_group(group.id).chairs_on(today_in(group, now)) if group else ()
    people = work.people.by_ids(chairs)
    return Greeting(
        group=group,
        inviter=work.people.get(inviter) if inviter else None,
        chairs=tuple(people[c].name for c in chairs if c in people),
    )


def kept_private(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """The occurrence is the reference of what was kept ("D12")."""
    title = _name_record(delivery.occurrence, context)
    if title is None:
        return Gone(DropReason.NOT_THEIRS)
    return ChairNotice(
        group=group,
        words=_(
            "{record} is for members only. Not everyone who can read the channel of {group}, now "
            "or later, belongs to a member organisation, so I did not post it there. I sent it by "
            "direct message to the people of member organisations in the channel.",
            record=title,
            group=group.name,
        ),
    )


def _name_record(typed: str, context: Context) -> str | None:
    """ "D12, “Age assurance”,": the thing as the chair may see it; None when they may not."""
    if not typed.startswith(LETTERS):
        return _("A message that was due")
    try:
        found = find_record(typed, context.reader, context.work)
    except NotFound:
        return None
    title = shortened(found.title, 150) if found else ""
    return _("{reference}, “{title}”,", reference=typed, title=title) if found else None
