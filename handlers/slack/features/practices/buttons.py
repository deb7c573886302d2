"""Buttons of practices; rights are checked at every press."""

from collections.abc import Callable
from typing import Any

from bot.domain.practice import Practice, PracticeStatus
from bot.use_cases.practices.review import (
    PublishPractice,
    Reviewed,
    publish_practice,
    reviewable_practice,
)
from bot.use_cases.practices.share import editable_practice
from handlers.slack.features.practices import forms
from handlers.slack.features.practices.commands import saved_page, search_page, show_number
from handlers.slack.features.practices.forms import edit_form
from handlers.slack.features.practices.parsing import Target, read_page, read_target
from handlers.slack.features.practices.replies import queue_reply, review_words, shown_card
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView


def press_show(scene: Scene) -> Answer:
    return show_number(scene, read_target(scene.call.value).number)


def search_turn(scene: Scene) -> Answer:
    """Previous and Next of a search."""
    offset, words = read_page(scene.call.value)
    return search_page(scene, words, offset, replace=True)


def saved_turn(scene: Scene) -> Answer:
    """Previous and Next of the saved ones."""
    return saved_page(scene, read_page(scene.call.value)[0], replace=True)


def queue_turn(scene: Scene) -> Answer:
    """Previous and Next of the queue."""
    offset, scope = read_page(scene.call.value)
    return queue_reply(scene, read_number(scope), offset, replace=True)


def press_publish(scene: Scene) -> Answer:
    target = read_target(scene.call.value)
    wish = PublishPractice(number=target.number, revision=target.revision)
    reviewed = publish_practice(wish, scene.context)
    said = [review_words(scene, reviewed)]
    if target.scope is not None:
        return queue_reply(scene, target.scope, target.offset, said=said, replace=True)
    card = shown_card(scene, reviewed.practice, buttons=False)
    return Reply(blocks=[*said, *card[1:]], replace=True)


def send_back(scene: Scene) -> Answer:
    """Return…: the form that asks for the comment."""
    return _asks_for_words(scene, forms.return_modal)


def press_decline(scene: Scene) -> Answer:
    """Decline…: the form that asks for the reason."""
    return _asks_for_words(scene, forms.decline_modal)


def press_edit(scene: Scene) -> Answer:
    """Edit and send again: the author's form, filled in."""
    number = read_target(scene.call.value).number
    practice = editable_practice(number, scene.context)
    return ShowView(edit_form(scene, practice))


def _asks_for_words(scene: Scene, form: Callable[[Practice], dict[str, Any]]) -> Answer:
    target: Target = read_target(scene.call.value)
    practice = reviewable_practice(target.number, target.revision, scene.context)
    if practice.status is not PracticeStatus.SUBMITTED:
        return Reply(blocks=[review_words(scene, Reviewed(practice, just_now=False))])
    return ShowView(form(practice))
