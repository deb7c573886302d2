"""/digest, its verbs, its buttons and the form of the weekly one."""

from dataclasses import replace
from typing import Any

from bot.domain import Act, Group
from bot.domain.reference import DIGEST, read_reference
from bot.domain.wording import spell_weekday
from bot.languages import N_, _
from bot.use_cases.digests.hold import Held, hold_digest, is_settled, next_weekly, post_weekly_now
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
from handlers.slack.features.digests.parsing import (
    EXAMPLE,
    WEEKLY,
    read_form,
    read_post,
    read_posting,
    read_weekly,
)
from handlers.slack.features.digests.pictures import digest_picture
from handlers.slack.features.digests.replies import weekly_reply
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.request import (
    Answer,
    Reply,
    Scene,
    ShowView,
    read_number,
    read_state_number,
    say_words,
)

WEEKLY_TITLE = N_("Weekly digest")


def weekly_modal(group: Group) -> dict[str, Any]:
    """Day and time, in the group's zone; what is set now is filled in, else Monday."""
    days = [kit.option(spell_weekday(day), str(day)) for day in range(7)]
    return kit.modal(
        WEEKLY,
        _(WEEKLY_TITLE),
        [
            kit.rich(
                kit.say(
                    "The digest of {group} is posted to its channel every week. Each chair "
                    "gets a private preview two hours before, with buttons to post it at once "
                    "or to hold it.",
                    group=group.name,
                )
            ),
            kit.field(
                "weekday", _("Day"), kit.choice(days, initial=str(group.digest_weekday or 0))
            ),
            kit.field(
                "at",
                _("Time"),
                {"type": "timepicker", "initial_time": f"{group.digest_time:%H:%M}"},
                hint=_("On clocks in {zone}, summer and winter.", zone=group.zone),
            ),
        ],
        submit=_("Save"),
        close=_("Cancel"),
        metadata={"group": group.id},
    )


def weekly_form_now(scene: Scene) -> dict[str, Any]:
    return weekly_modal(
        find_group_for(
            Act.RUN_DIGEST, read_state_number(scene.call.metadata, "group"), scene.context
        )
    )


def submit_weekly(scene: Scene) -> Answer:
    """The form, sent."""
    weekday, at = read_form(scene.call.fields)
    wish = ScheduleDigest(
        group_id=read_state_number(scene.call.metadata, "group"), weekday=weekday, at=at
    )
    return weekly_reply(schedule_digest(wish, scene.context))


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


def press_post(scene: Scene) -> Answer:
    """Post to channel, in a preview, whose place the answer takes."""
    wish = read_post(scene.call.value)
    return replace(replies.posting_reply(post_digest(wish, scene.context)), replace=True)


def press_hold(scene: Scene) -> Answer:
    """Hold this one, in a chair's preview, whose place the answer takes."""
    wish = read_posting(scene.call.value)
    return replace(replies.held_reply(hold_digest(wish, scene.context), wish, scene), replace=True)


def press_post_now(scene: Scene) -> Answer:
    """Post now, in a chair's preview; what another chair has held is asked about."""
    return _post_now(scene, held=False)


def press_post_held(scene: Scene) -> Answer:
    """Post it all the same."""
    return _post_now(scene, held=True)


def _post_now(scene: Scene, *, held: bool) -> Answer:
    wish = read_posting(scene.call.value)
    done = post_weekly_now(wish, scene.context, held=held)
    if isinstance(done, Held):
        return replace(replies.held_reply(done, wish, scene), replace=True)
    return replace(replies.posting_reply(done), replace=True)


def press_weekly(scene: Scene) -> Answer:
    """Weekly…: the form."""
    group = find_group_for(Act.RUN_DIGEST, read_number(scene.call.value), scene.context)
    return ShowView(weekly_modal(group))


def press_show(scene: Scene) -> Answer:
    """Show, beside a digest of the list."""
    return replies.show_reply(read_number(scene.call.value), scene)


def press_page(scene: Scene) -> Answer:
    """Another page of the list, in the place of this one."""
    offset, _, words = scene.call.value.partition(" ")
    return replace(replies.list_reply(scene, words, offset=read_number(offset)), replace=True)
