"""The look before somebody is asked whether a practice is still good."""

from bot.domain import Act, DropReason, Gone, PracticeStatus, may
from bot.domain.delivery import Delivery
from bot.domain.practice import PracticePastReview
from bot.use_cases.context import Context
from bot.use_cases.renewals.renew import is_past_review
from bot.use_cases.roster.terms import why_no_chair


def build_notification(delivery: Delivery, context: Context) -> PracticePastReview | Gone:
    """Once it is posted it says what has become of the card since."""
    work = context.work
    practice = work.practices.get(context.reader, int(delivery.subject_id))
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    group = work.groups.get(practice.group_id)
    if group is None:
        return Gone(DropReason.NO_GROUP)
    published = practice.status is PracticeStatus.PUBLISHED
    asks = published and is_past_review(practice, group, context)
    if delivery.posted_ts is None:
        if not published:
            return Gone(DropReason.NOT_PUBLISHED)
        if not asks:
            return Gone(DropReason.RENEWED)
        own = practice.author == delivery.recipient
        if not own and not may(context.reader, Act.REVIEW_PRACTICE, group.id):
            return Gone(why_no_chair(group, delivery.recipient, context))
    author = work.people.get(practice.author)
    return PracticePastReview(
        practice=practice,
        group=group,
        author=author.name if author else practice.author,
        own=practice.author == delivery.recipient,
        asks=asks,
    )
