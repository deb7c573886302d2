"""/digest, its verbs, its buttons and the form of the weekly one."""

from dataclasses import replace
from functools import partial

from bot.domain import Act, Group
from bot.domain.reference import DIGEST, read_reference
from bot.domain.wording import spell_weekday
from bot.languages import N_, _
from bot.use_cases.digests import schedule
from bot.use_cases.digests.hold import Held, hold_digest, is_settled, next_weekly, post_weekly_now
from bot.use_cases.digests.post import PostDigest, last_number, post_digest, preview_digest
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.digests import parsing, replies
from handlers.slack.features.digests.parsing import EXAMPLE, WEEKLY
from handlers.slack.features.digests.pictures import digest_picture
from handlers.slack.kit import View, confirm_header
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, say_words
from handlers.slack.request.carried_values import read_number, read_state_number
from handlers.slack.request.context import about_number, form_again, show_form

WEEKLY_TITLE = N_("Weekly digest")


def weekly_form(scene: Scene, group_id: int) -> View:
    """Day and time, in the group's zone; what is set now is filled in, else Monday."""
    group = find_group_for(Act.RUN_DIGEST, group_id, scene.context)
    about = kit.say(
        "The digest of {group} is posted to its channel every week. Each chair gets a private "
        "preview two hours before, with buttons to post it at once or to hold it.",
        group=group.name,
    )
    day = kit.number_choice(range(7), group.digest_weekday or 0, spell_weekday)
    at = kit.chooser("timepicker", f"{group.digest_time:%H:%M}")
    clocks = _("On clocks in {zone}, summer and winter.", zone=group.zone)
    blocks = [
        kit.rich(about),
        kit.field("weekday", _("Day"), day),
        kit.field("at", _("Time"), at, hint=clocks),
    ]
    return kit.form(WEEKLY, WEEKLY_TITLE, blocks, _("Save"), group=group.id)


def submit_weekly(scene: Scene) -> Answer:
    """The form, sent."""
    group_id = read_state_number(scene.call.metadata, "group")
    weekday, at = parsing.read_form(scene.call.fields)
    wish = schedule.ScheduleDigest(group_id=group_id, weekday=weekday, at=at)
    return replies.weekly_reply(schedule.schedule_digest(wish, scene.context))


def run_preview(scene: Scene) -> Answer:
    """/digest: what the channel would get now, for this chair alone."""
    group = scene.needs_group()
    digest = preview_digest(group.id, scene.context)
    coming = next_weekly(group, scene.context)
    after = last_number(group, scene.work)
    next_at = schedule.next_posting(group, scene.now)
    settled = coming is not None and is_settled(coming, scene.work)
    shown = replies.preview_blocks(digest, group, after=after, next_at=next_at, settled=settled)
    return Reply(blocks=shown, picture=digest_picture(digest, group))


def run_post(scene: Scene) -> Answer:
    group = scene.needs_group()
    return replies.posting_reply(post_digest(PostDigest(group_id=group.id), scene.context))


run_show = about_number(replies.show_reply, lambda scene: read_reference(DIGEST, scene.words))
press_show = about_number(replies.show_reply)
press_weekly = about_number(show_form(weekly_form))


def run_list(scene: Scene) -> Answer:
    """/digest list, with words or without."""
    return replies.list_reply(scene, scene.words.strip())


def run_weekly(scene: Scene) -> Answer:
    """/digest weekly Monday 09:00; alone it says how, with a button for the form."""
    group = find_group_for(Act.RUN_DIGEST, scene.needs_group().id, scene.context)
    if not scene.call.raw:
        example = kit.text(EXAMPLE, code=True)
        asked = kit.rich(kit.line(_("On which day, and when? For example: "), example))
        return Reply(blocks=[asked, kit.actions(replies.weekly_button(group))])
    weekday, at = parsing.read_weekly(scene.words)
    wish = schedule.ScheduleDigest(group_id=group.id, weekday=weekday, at=at)
    return replies.weekly_reply(schedule.schedule_digest(wish, scene.context))


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
    if not schedule.switch_off_digest(group.id, scene.context):
        return _none_weekly(group)
    how = kit.rich(
        kit.line(_("To post one by hand: "), kit.text("/digest post", code=True)),
        kit.line(_("To have it weekly again: "), kit.text(EXAMPLE, code=True)),
    )
    first = confirm_header("The weekly digest of {group} is off.", group=group.name)
    return Reply(blocks=[first, how])


def press_post(scene: Scene) -> Answer:
    """Post to channel, in a preview, whose place the answer takes."""
    wish = parsing.read_post(scene.call.value)
    return replace(replies.posting_reply(post_digest(wish, scene.context)), replace=True)


def press_hold(scene: Scene) -> Answer:
    """Hold this one, in a chair's preview, whose place the answer takes."""
    wish = parsing.read_posting(scene.call.value)
    return replace(replies.held_reply(hold_digest(wish, scene.context), wish, scene), replace=True)


def press_post_now(scene: Scene, *, held: bool = False) -> Answer:
    """Post now, in a chair's preview; what another chair has held is asked about."""
    wish = parsing.read_posting(scene.call.value)
    done = post_weekly_now(wish, scene.context, held=held)
    if isinstance(done, Held):
        return replace(replies.held_reply(done, wish, scene), replace=True)
    return replace(replies.posting_reply(done), replace=True)


press_post_held = partial(press_post_now, held=True)


def press_page(scene: Scene) -> Answer:
    """Another page of the list, in the place of this one."""
    offset, _, words = scene.call.value.partition(" ")
    return replace(replies.list_reply(scene, words, offset=read_number(offset)), replace=True)


ROUTES: Routes = {
    (Kind.COMMAND, "/digest"): Route(run_preview),
    (Kind.COMMAND, "/digest preview"): Route(run_preview),
    (Kind.COMMAND, "/digest post"): Route(run_post, writes=True),
    (Kind.COMMAND, "/digest show"): Route(run_show),
    (Kind.COMMAND, "/digest list"): Route(run_list),
    (Kind.COMMAND, "/digest weekly"): Route(run_weekly, writes=True),
    (Kind.COMMAND, "/digest hold"): Route(run_hold, writes=True),
    (Kind.COMMAND, "/digest off"): Route(run_off, writes=True),
    (Kind.PRESS, parsing.POST): Route(press_post, writes=True),
    (Kind.PRESS, parsing.POST_NOW): Route(press_post_now, writes=True),
    (Kind.PRESS, parsing.POST_HELD): Route(press_post_held, writes=True),
    (Kind.PRESS, parsing.HOLD): Route(press_hold, writes=True),
    (Kind.PRESS, parsing.SHOW): Route(press_show),
    (Kind.PRESS, parsing.LIST): Route(press_page),
    (Kind.PRESS, parsing.WEEKLY): Route(press_weekly, opens=WEEKLY_TITLE),
    (Kind.SUBMISSION, parsing.WEEKLY): Route(
        submit_weekly,
        writes=True,
        edits=form_again(weekly_form, "group"),
        together=[("weekday", "at")],
    ),
}
