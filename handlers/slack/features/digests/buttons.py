"""The buttons of previews, of digests shown again, and of their list."""

from dataclasses import replace

from bot.domain import Act
from bot.use_cases.digests.hold import Held, hold_digest, post_weekly_now
from bot.use_cases.digests.post import post_digest
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.digests import forms, replies
from handlers.slack.features.digests.parsing import read_post, read_posting
from handlers.slack.request import Answer, Scene, ShowView, read_number


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
    return ShowView(forms.weekly_modal(group))


def press_show(scene: Scene) -> Answer:
    """Show, beside a digest of the list."""
    return replies.show_reply(read_number(scene.call.value), scene)


def press_page(scene: Scene) -> Answer:
    """Another page of the list, in the place of this one."""
    offset, _, words = scene.call.value.partition(" ")
    return replace(replies.list_reply(scene, words, offset=read_number(offset)), replace=True)
