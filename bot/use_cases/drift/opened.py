"""More people can read a group's channel than before: its chairs are told once a change."""

from datetime import datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.channel_reading import BecamePublic
from bot.domain.delivery import Delivery, Owed, State, SubjectType
from bot.domain.group import Group
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.identify import member_people
from bot.use_cases.roster.terms import today_in

OPENED = "channel.opened"

GATHER = timedelta(seconds=30)
"""How long a notice waits for who comes beside the first, and for a post that is under way."""
REDRAWN = timedelta(days=14)
"""How long a notice stays useful, and is kept up to date once it is sent."""

PUBLIC, SHARED, CAME = "became public", "became shared", "came: "
_DID = "opened the channel"


def tell_opened(where: Drifted, what: str) -> None:
    """Note `what` (PUBLIC, SHARED, or CAME with user ids) and owe each chair a word of it.

    A notice that still waits tells of it too. Where no chair can see the posts in the channel,
    the secretariat is told.
    """
    group, work, now = where.group, where.work, where.now
    work.journal.record("convenor", _DID, _subject_id(group), now, what)
    reading = work.channels.get(group.channel_id)
    present = set(reading.members if reading else ()) & member_people(group, work=work)
    chairs = present.intersection(work.roles.of_group(group.id).chairs_on(today_in(group, now)))
    told = chairs or {*where.secretariat, *work.people.secretariat_ids()}
    wanted = [
        Owed(
            kind=OPENED,
            subject_type=SubjectType.GROUP,
            subject_id=str(group.id),
            occurrence=now.isoformat(),
            recipient=user_id,
            due_at=now + GATHER,
            useful_until=now + REDRAWN,
            audience=Audience.MEMBERS,
        )
        for user_id in sorted(told)
        if not any(
            n.state is State.OWED for n in _open_notices(group, user_id, now - REDRAWN, work)
        )
    ]
    work.deliveries.owe(wanted, now)


def what_happened(notice: Delivery, group: Group, *, work: UnitOfWork) -> tuple[str, ...]:
    """What `tell_opened` noted since this notice was owed, until the recipient's next one was."""
    since = datetime.fromisoformat(notice.occurrence)
    others = _open_notices(group, notice.recipient, since, work)
    later = (datetime.fromisoformat(other.occurrence) for other in others)
    end = min((moment for moment in later if moment > since), default=None)
    return tuple(
        what or ""
        for at, _, did, what in work.journal.lines_about(_subject_id(group))
        if did == _DID and since <= at and (end is None or at < end)
    )


def redraw_notices(group: Group, *, work: UnitOfWork, now: datetime) -> None:
    """What the group's notices list is not so any more."""
    about = SubjectType.GROUP, str(group.id)
    work.deliveries.mark_stale(*about, [OPENED], since=now - REDRAWN)


def _open_notices(
    group: Group, recipient: str, since: datetime, work: UnitOfWork
) -> tuple[Delivery, ...]:
    return tuple(
        delivery
        for delivery in work.deliveries.of_recipient(recipient, since)
        if delivery.kind == OPENED and delivery.subject_id == str(group.id)
    )


def _subject_id(group: Group) -> str:
    return f"{group.channel_id} readers"


def on_became_public(change: BecamePublic, where: Drifted) -> None:
    """Tell those who run the group, with the posts there that are for members."""
    tell_opened(where, SHARED if change.shared else PUBLIC)
