"""/digest and its verbs."""

from bot.domain import Act, Group
from bot.domain.reference import DIGEST, read_reference
from bot.languages import _
from bot.use_cases.digests.hold import hold_digest, is_settled, next_weekly
from bot.use_cases.digests.keep import last_number
from bot.use_cases.digests.post import PostDigest, post_digest, preview_digest
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    next_posting,
    schedule_digest,
    switch_off_digest,
)
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.digests import replies
from handlers.slack.features.digests.parsing import EXAMPLE, read_weekly
from handlers.slack.features.digests.pictures import digest_picture
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.request import Answer, Reply, Scene, say_words


def run_preview(scene: Scene) -> Answer:
    """/digest: what the channel would get now, for this chair alone."""
    group = scene.needs_group()
    digest = preview_digest(group.id, scene.context)
    coming = next_weekly(group, scene.context)
    return Reply(
        blocks=replies.preview_blocks(
            digest,
            group,
            after=last_number(group, scene.work),
            next_at=next_posting(group, scene.now),
            settled=coming is not None and is_settled(coming, scene.work),
        ),
        picture=digest_picture(digest, group),
    )


def run_post(scene: Scene) -> Answer:
    group = scene.needs_group()
    return replies.posting_reply(post_digest(PostDigest(group_id=group.id), scene.context))


def run_show(scene: Scene) -> Answer:
    return replies.show_reply(read_reference(DIGEST, scene.words), scene)


def run_list(scene: Scene) -> Answer:
    """/digest list, with words or without."""
    return replies.list_reply(scene, scene.words.strip())


def run_weekly(scene: Scene) -> Answer:
    """/digest weekly Monday 09:00; alone it says how, with a button for the form."""
    group = find_group_for(Act.RUN_DIGEST, scene.needs_group().id, scene.context)
    if not scene.call.raw:
        example = kit.text(EXAMPLE, code=True)
        return Reply(
            blocks=[
                kit.rich(kit.line(_("On which day, and when? For example: "), example)),
                kit.actions(replies.weekly_button(group)),
            ]
        )
    weekday, at = read_weekly(scene.words)
    wish = ScheduleDigest(group_id=group.id, weekday=weekday, at=at)
    return replies.weekly_reply(schedule_digest(wish, scene.context))


def run_hold(scene: Scene) -> Answer:
    """/digest hold: as *Hold this one* does in the preview of the next weekly one."""
    group = find_group_for(Act.RUN_DIGEST, scene.needs_group().id, scene.context)
    wish = next_weekly(group, scene.context)
    if wish is None:
        return _none_weekly(group)
    return replies.held_reply(hold_digest(wish, scene.context), wish, scene)


def _none_weekly(group: Group) -> Answer:
    return say_words("{group} has no weekly digest. /digest post posts one now.", group=group.name)


def run_off(scene: Scene) -> Answer:
    group = scene.needs_group()
    if not switch_off_digest(group.id, scene.context):
        return _none_weekly(group)
    return Reply(
        blocks=[
            confirm_header("The weekly digest of {group} is off.", group=group.name),
            kit.rich(
                kit.line(_("To post one by hand: "), kit.text("/digest post", code=True)),
                kit.line(_("To have it weekly again: "), kit.text(EXAMPLE, code=True)),
            ),
        ]
    )
