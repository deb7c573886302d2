"""Hold one posting of the weekly digest, or post it now; the weeks after it come as usual."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import Act, Group, MessageKind, Refusal
from bot.domain.delivery import State
from bot.domain.digest import DigestHold
from bot.domain.wording import at_name, spell_day, spell_moment
from bot.languages import N_
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.post import PostDigest, Posting, last_number, post_digest
from bot.use_cases.digests.schedule import HORIZON, posting_moment, weekly_postings
from bot.use_cases.refusals import find_group_for


@dataclass(frozen=True, slots=True)
class WeeklyPosting:
    """`occurrence`: the posting's local ISO date; `revision`: of the group's weekly hour. `after`:
    the number of the last digest when its preview was made."""

    group_id: int
    occurrence: str
    revision: int
    after: int


@dataclass(frozen=True, slots=True)
class Held:
    """`posts_at`: when it would have come, aware UTC; `by`: the user id of the first to hold it."""

    group: Group
    posts_at: datetime
    by: str
    just_now: bool


def next_weekly(group: Group, context: Context) -> WeeklyPosting | None:
    """The weekly digest that comes next, held or not; None while it is off."""
    coming = weekly_postings(group, context.now, context.now + HORIZON)
    day = next((day for day, _moment in coming), None)
    if day is None:
        return None
    revision = group.digest_revision
    after = last_number(group, context.work)
    return WeeklyPosting(group.id, day.isoformat(), revision, after)


def is_settled(wish: WeeklyPosting, work: UnitOfWork) -> bool:
    """Whether a chair has held it, or posted it before its hour."""
    return work.digest_holds.get(wish.group_id, wish.occurrence, wish.revision) is not None


def hold_digest(wish: WeeklyPosting, context: Context) -> Held:
    """The look before the send finds it held. Refusal once it is posted or planned otherwise."""
    group, posts_at, hold = _find_posting(wish, context)
    if hold is not None:
        return Held(group, posts_at, hold.held_by, just_now=False)
    _demand_not_posted(group, wish, posts_at, _HELD_LATE, context.work)
    context.work.digest_holds.add(_hold(wish, context))
    context.record("held the digest", group.channel_id, f"of {wish.occurrence}")
    return Held(group, posts_at, context.reader.user_id, just_now=True)


def post_weekly_now(wish: WeeklyPosting, context: Context, *, held: bool) -> Posting | Held:
    """Post it before its hour, and not again then. `held`: also where a chair has held it. Held,
    and nothing is posted, where the person has not seen that."""
    group, posts_at, hold = _find_posting(wish, context)
    if hold is not None and not held:
        return Held(group, posts_at, hold.held_by, just_now=False)
    if hold is None:
        _demand_not_posted(group, wish, posts_at, _POSTED_LATE, context.work)
    posting = post_digest(PostDigest(group_id=group.id, after=wish.after), context)
    if posting.just_now:
        posted = replace(_hold(wish, context), posted=True)
        context.work.digest_holds.add(posted)
        context.work.digest_holds.change(posted)
    return posting


def _hold(wish: WeeklyPosting, context: Context) -> DigestHold:
    return DigestHold(
        group_id=wish.group_id,
        occurrence=wish.occurrence,
        revision=wish.revision,
        held_by=context.reader.user_id,
        held_at=context.now,
    )


def _find_posting(
    wish: WeeklyPosting, context: Context
) -> tuple[Group, datetime, DigestHold | None]:
    """The group, when it posts, and its hold; Refusal where a chair has posted it already."""
    group = find_group_for(Act.RUN_DIGEST, wish.group_id, context)
    try:
        day = date.fromisoformat(wish.occurrence)
    except ValueError:
        raise Refusal("I can't find this digest any more.") from None
    if group.digest_revision != wish.revision or group.digest_weekday is None:
        raise Refusal(
            "The weekly digest of {group} was changed since this preview, so the one it shows "
            "is not coming any more.",
            group=group.name,
        )
    hold = context.work.digest_holds.get(group.id, wish.occurrence, wish.revision)
    if hold is not None and hold.posted:
        person = context.work.people.get(hold.held_by)
        raise Refusal(
            "This digest of {group} was posted already, by {who} on {moment}.",
            group=group.name,
            who=at_name(person.name if person else hold.held_by),
            moment=spell_moment(hold.held_at, group.zone),
        )
    return group, posting_moment(day, group.digest_time, group.zone), hold


def _demand_not_posted(
    group: Group, wish: WeeklyPosting, posts_at: datetime, posted: str, work: UnitOfWork
) -> None:
    """`posted`: the words of the Refusal where it is posted."""
    this = MessageKind.WEEKLY_DIGEST, wish.occurrence, wish.revision
    rows = work.deliveries.of_recipient(group.channel_id, posts_at - timedelta(days=1))
    # None before it is planned.
    state = next((r.state for r in rows if (r.kind, r.occurrence, r.revision) == this), None)
    day = spell_day(date.fromisoformat(wish.occurrence))
    if state in (State.SENDING, State.SENT, State.UNCERTAIN):
        raise Refusal(posted, group=group.name, day=day)
    if state is State.DROPPED:
        raise Refusal(
            "The digest of {group} for {day} is not coming any more.", group=group.name, day=day
        )


_HELD_LATE = N_("The digest of {group} for {day} is posted already, so it can't be held any more.")
_POSTED_LATE = N_(
    "The digest of {group} for {day} is posted already, so it can't be posted once more any more."
)
