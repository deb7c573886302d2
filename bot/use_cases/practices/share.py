"""Share a good practice: a chair of the group reviews it before anyone else sees it."""

from dataclasses import asdict, dataclass

from bot.domain.errors import NotFound
from bot.domain.practice import Practice
from bot.domain.reference import PRACTICE
from bot.domain.roles import Act
from bot.use_cases.context import Context
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePractice:
    group_id: int
    card: CardWords


def share_practice(wish: SharePractice, context: Context) -> Practice:
    """The card as it awaits review, for the organisation that its author speaks for now.

    NotValid beside a field that breaks a limit; NotAllowed for people outside the channel.
    """
    group = context.work.groups.get(wish.group_id)
    if group is None:
        raise NotFound("I can't find this group any more.")
    demand(context, Act.SUBMIT_PRACTICE, group)
    card = checked_card(wish.card, group=group, reader=context.reader, now=context.now)
    author = context.work.people.get(context.reader.user_id)
    organisation = author.organisation if author else None
    practice = Practice(
        **asdict(card),
        number=context.work.numbers.next(PRACTICE),
        group_id=group.id,
        organisation_id=organisation.id if organisation else None,
        author=context.reader.user_id,
        created_at=context.now,
    )
    context.work.practices.add(practice)
    context.work.journal.record(context.reader.user_id, "shared", practice, context.now)
    return practice
