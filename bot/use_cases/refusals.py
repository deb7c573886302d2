"""Refusals: what is not there, what is not allowed, and who can do it."""

from bot.domain import Act, Group, NotAllowed, NotFound, Role, may
from bot.domain.roles import Grant, grant_of
from bot.domain.wording import listed
from bot.languages import N_, _, _n
from bot.use_cases.context import Context
from bot.use_cases.terms import names_of_chairs


def find_group(group_id: int, context: Context) -> Group:
    """NotFound for one that is not there any more."""
    group = context.work.groups.get(group_id)
    if group is None:
        raise NotFound.group()
    return group


def find_group_for(act: Act, group_id: int, context: Context) -> Group:
    """The same, and NotAllowed unless the reader may do `act` in it."""
    group = find_group(group_id, context)
    demand_right(context, act, group)
    return group


def demand_right(context: Context, act: Act, group: Group, *, own: bool = False) -> None:
    """Raise NotAllowed unless the reader may do `act` in the group."""
    if not may(context.reader, act, group.id, own=own):
        raise refusal_of(act, group, context)


def refusal_of(act: Act, group: Group, context: Context) -> NotAllowed:
    """ "Only a chair of Technology can …. Chair: @amara." """
    said = _(_who_may(act), group=group.name, act=_(act))
    return NotAllowed(f"{said} {chairs_in_words(group, context)}")


def chairs_in_words(group: Group, context: Context) -> str:
    """Who chairs the group today, by name."""
    names = [f"@{name}" for name in names_of_chairs(group, context.now, context.work)]
    if not names:
        return _("It has no chair now; the secretariat can help.")
    return _n("Chair: {names}.", "Chairs: {names}.", len(names), names=listed(names))


def _who_may(act: Act) -> str:
    """The lowest role that may; whoever made the thing may too where the table says "own"."""
    if grant_of(act, Role.OBSERVER) is Grant.YES:
        return N_("Only someone in the channel of {group} can {act}.")
    if grant_of(act, Role.MEMBER) is Grant.YES:
        return N_("Only a member of {group} can {act}.")
    if Grant.OWN in (grant_of(act, Role.MEMBER), grant_of(act, Role.OBSERVER)):
        return N_("Only its owner or a chair of {group} can {act}.")
    return N_("Only a chair of {group} can {act}.")
