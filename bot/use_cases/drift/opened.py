"""More people can read a channel than before: its chairs hear it, with the posts there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import Act, Gone, Group, MessageKind, NotFound, may
from bot.domain.delivery import Delivery, State
from bot.domain.group import ChannelOpening, How
from bot.domain.group_notifications import ChannelOpened, StandingPost
from bot.domain.message_kind import NOTICE_LASTS
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.identify import member_people
from bot.use_cases.owing import about_group, group_notices, messages_owed
from bot.use_cases.refusals import demand_right
from bot.use_cases.subjects import NamedSubject, Subjects
from bot.use_cases.terms import chairs_at, why_no_chair

GATHER = timedelta(seconds=30)
"""How long a notice waits for who comes beside the first, and for a post that is under way."""


def note_outsiders(where: Drifted, *, came: Collection[str] = ()) -> None:
    """Compare who does not count as a member in the last reading with what the chairs know.

    Asked again it finds nothing new. It is asked when people came, and once a day for what a
    change of the roster or of roles has made of people. `came`: who has come since the reading
    before. The first time, those who were there before are told of only where something for
    members stands.

    Where everybody can read the channel anyway, who is in it changes nothing and is not told.
    """
    group, work = where.group, where.work
    reading = work.channels.get(group.channel_id)
    if reading is None or not reading.readable:
        return
    outsiders = frozenset(reading.members) - member_people(group, work=work)
    known = reading.outsiders
    if known is None:
        _, standing = work.deliveries.posts_for_members(group.channel_id, 1)
        known = () if standing else tuple(outsiders)
    if reading.outsiders is None or outsiders != frozenset(known):
        work.channels.keep_reading(replace(reading, outsiders=tuple(sorted(outsiders))))
    new = outsiders.difference(frozenset(known).difference(came))
    if new and reading.is_private and not reading.is_shared:
        tell_opened(where, How.CAME, sorted(new))


def tell_opened(where: Drifted, how: How, user_ids: Collection[str] = ()) -> None:
    """Keep how it opened and who came (user ids); owe each chair a word of it. A notice that still
    waits tells of it too. Where no chair can see the posts in the channel, the secretariat is
    told."""
    group, work, now = where.group, where.work, where.now
    work.channels.note_opening(
        ChannelOpening(channel_id=group.channel_id, at=now, what=how, user_ids=tuple(user_ids))
    )
    detail = " ".join((how, *user_ids))
    work.journal.record("convenor", "opened the channel", group.channel_id, now, detail)
    reading = work.channels.get(group.channel_id)
    present = set(reading.members if reading else ()) & member_people(group, work=work)
    told = []
    for user_id in present.intersection(where.chairs) or where.whole_secretariat:
        since = now - NOTICE_LASTS
        notices = messages_owed(user_id, MessageKind.OPENED, str(group.id), since, work)
        if not any(notice.state is State.OWED for notice in notices):
            told.append(user_id)
    owed = group_notices(MessageKind.OPENED, group, now.isoformat(), told, now + GATHER)
    work.deliveries.owe(owed, now)


def what_happened(
    notice: Delivery, group: Group, *, work: UnitOfWork
) -> tuple[ChannelOpening, ...]:
    """What was kept since this notice was owed, until the recipient's next one was."""
    since = datetime.fromisoformat(notice.occurrence)
    others = messages_owed(notice.recipient, notice.kind, notice.subject_id, since, work)
    later = (datetime.fromisoformat(other.occurrence) for other in others)
    end = min((moment for moment in later if moment > since), default=None)
    found = work.channels.openings(group.channel_id, since)
    return tuple(opening for opening in found if end is None or opening.at < end)


def redraw_notices(group: Group, context: Context) -> None:
    """What the group's notices list is not so any more."""
    about = about_group(group)
    since = context.now - NOTICE_LASTS
    context.work.deliveries.mark_stale(*about, [MessageKind.OPENED], since=since)


SHOWN = 20
"""With two blocks each they and the words around them stay under fifty."""


def opened_notice(delivery: Delivery, group: Group, context: Context) -> ChannelOpened | Gone:
    """What happened, as it was noted, and the posts in the channel now."""
    if not may(context.reader, Act.RUN_GROUP, group.id):
        return Gone(why_no_chair(group, delivery.recipient, context))
    happened = what_happened(delivery, group, work=context.work)
    how = {opening.what for opening in happened}
    came = (user_id for opening in happened for user_id in opening.user_ids)
    newest, standing = context.work.deliveries.posts_for_members(group.channel_id, SHOWN)
    subjects = Subjects(context.reader, context.work)
    return ChannelOpened(
        group=group,
        public=How.PUBLIC in how,
        shared=How.SHARED in how,
        came=tuple(dict.fromkeys(came)),
        posts=tuple(
            StandingPost(post=post, reference=subject.reference, title=subject.title)
            for post in newest
            for subject in [subjects.subject_of(post) or NamedSubject()]
        ),
        standing=standing,
        to_secretariat=delivery.recipient not in chairs_at(group, context.now, context.work),
    )


def take_down(
    pressed: tuple[str, str], until_ts: str, post_id: int | None, context: Context
) -> tuple[int, ChannelOpened | Gone]:
    """Have posts deleted by the loop; how many that are news, and the notice as it is now.

    `pressed`: the message (channel, ts) whose button was pressed. `post_id`: the delivery that must
    be deleted; None: all that the platform had by `until_ts`. NotAllowed for all but a chair of the
    group and the secretariat; NotFound where the message is no notice of ours.
    """
    notice = context.work.deliveries.posted_at(*pressed)
    ours = notice is not None and notice.kind is MessageKind.OPENED
    group = context.work.groups.get(int(notice.subject_id)) if notice and ours else None
    if notice is None or group is None:
        raise NotFound("I don't know this list any more. Please delete the posts in the channel.")
    demand_right(context, Act.RUN_GROUP, group)
    number = context.work.deliveries.take_down(group.channel_id, until_ts=until_ts, post_id=post_id)
    if number:
        which = f"delivery {post_id}" if post_id else f"all {number}"
        context.record("had posts deleted", group.channel_id, which)
        redraw_notices(group, context)
    return number, opened_notice(notice, group, context)
