"""Lists the posts in a channel that more people can read now, for its chairs; with Delete."""

from dataclasses import dataclass

from bot.domain import Act, Gone, Group, MessageKind, NotFound, may
from bot.domain.delivery import Delivery
from bot.domain.group import How
from bot.domain.group_notifications import ChannelOpened, StandingPost
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.deliveries.why_subjects import NamedSubject, Subjects
from bot.use_cases.drift.opened import redraw_notices, what_happened
from bot.use_cases.refusals import demand_right
from bot.use_cases.roster.terms import today_in, why_no_chair

SHOWN = 20
"""With two blocks each they and the words around them stay under fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDown:
    """`notice`: the message (channel, ts) whose button was pressed. `post_id`: the delivery that
    must be deleted; None: all that the platform had by `until_ts`."""

    notice: tuple[str, str]
    until_ts: str
    post_id: int | None = None


def build_notification(delivery: Delivery, group: Group, context: Context) -> ChannelOpened | Gone:
    """What happened, as it was noted, and the posts in the channel now."""
    if not may(context.reader, Act.RUN_GROUP, group.id):
        return Gone(why_no_chair(group, delivery.recipient, context))
    happened = what_happened(delivery, group, work=context.work)
    how = {opening.what for opening in happened}
    came = (user_id for opening in happened for user_id in opening.user_ids)
    newest, standing = context.work.deliveries.posts_for_members(group.channel_id, SHOWN)
    subjects = Subjects(context.reader, context.work)
    chairs = context.work.roles.of_group(group.id).chairs_on(today_in(group, context.now))
    return ChannelOpened(
        group=group,
        public=How.PUBLIC in how,
        shared=How.SHARED in how,
        came=tuple(dict.fromkeys(came)),
        posts=tuple(_listed_post(post, subjects) for post in newest),
        standing=standing,
        to_secretariat=delivery.recipient not in chairs,
    )


def _listed_post(post: Delivery, subjects: Subjects) -> StandingPost:
    subject = subjects.subject_of(post) or NamedSubject()
    return StandingPost(post=post, reference=subject.reference, title=subject.title)


def take_down(wish: TakeDown, context: Context) -> tuple[int, ChannelOpened | Gone]:
    """Have posts deleted by the loop; how many that are news, and the notice as it is now.

    NotAllowed for all but a chair of the group and the secretariat; NotFound where the message is
    no notice of ours.
    """
    notice = context.work.deliveries.posted_at(*wish.notice)
    group = _group_of(notice, context.work)
    if notice is None or group is None:
        raise NotFound("I don't know this list any more. Please delete the posts in the channel.")
    demand_right(context, Act.RUN_GROUP, group)
    number = context.work.deliveries.take_down(
        group.channel_id, until_ts=wish.until_ts, post_id=wish.post_id
    )
    if number:
        which = f"delivery {wish.post_id}" if wish.post_id else f"all {number}"
        context.record("had posts deleted", group.channel_id, which)
        redraw_notices(group, context)
    return number, build_notification(notice, group, context)


def _group_of(notice: Delivery | None, work: UnitOfWork) -> Group | None:
    if notice is None or notice.kind is not MessageKind.OPENED:
        return None
    return work.groups.get(int(notice.subject_id))
