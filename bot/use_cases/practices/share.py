"""Share a good practice: a chair of the group reviews it before anyone else sees it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.practice import Practice
from bot.domain.reference import PRACTICE
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePractice:
    group_id: int
    card: CardWords


def share_practice(
    wish: SharePractice, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Practice:
    """The card as it awaits review, for the organisation that its author speaks for now.

    NotValid beside a field that breaks a limit; NotAllowed for people outside the channel.
    """
    group = work.groups.get(wish.group_id)
    if group is None:
        raise NotFound.reference("this group")
    demand(reader, Act.SUBMIT_PRACTICE, group, work=work, now=now)
    card = checked_card(wish.card, group=group, reader=reader, now=now)
    author = work.people.get(reader.user_id)
    organisation = author.organisation if author else None
    practice = Practice(
        **asdict(card),
        number=work.numbers.next(PRACTICE),
        group_id=group.id,
        organisation_id=organisation.id if organisation else None,
        author=reader.user_id,
        created_at=now,
    )
    work.practices.add(practice)
    work.journal.record(reader.user_id, "shared", practice, now)
    return practice
