"""How many member organisations come, beside how many people do."""

from collections.abc import Iterable

from bot.domain.dialogue import Answer, Rsvp
from bot.domain.organisation import Kind, Organisation
from bot.ports.unit_of_work import UnitOfWork


def count_members(
    rsvps: Iterable[Rsvp], invited: Iterable[Organisation], *, work: UnitOfWork
) -> tuple[int, int]:
    """Member organisations with someone who is going, and how many are invited ("6 of 9").

    An organisation that is going counts as invited even if its people have left the channel.
    """
    members = {o.id for o in work.organisations.all() if o.kind is Kind.MEMBER}
    coming = {r.organisation_id for r in rsvps if r.answer is Answer.GOING} & members
    return len(coming), len(coming | {o.id for o in invited} & members)
