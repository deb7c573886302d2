"""Buttons of practices; rights are checked at every press."""

from collections.abc import Callable
from typing import Any

from bot.domain import NotFound, Practice, PracticeStatus
from bot.domain.reference import PRACTICE, read_reference
from bot.domain.wording import spell_day
from bot.languages import N_
from bot.use_cases.practices.edit import SeeEdit, see_edit
from bot.use_cases.practices.review import (
    PublishPractice,
    Reviewed,
    publish_practice,
    reviewable_practice,
)
from bot.use_cases.practices.share import editable_practice
from bot.use_cases.refusals import find_group
from bot.use_cases.renewals.renew import renew_practice
from handlers.slack.features.practices import chair_forms, commands, replies
from handlers.slack.features.practices.filters import narrowed, read_name
from handlers.slack.features.practices.forms import edit_form
from handlers.slack.features.practices.parsing import Target, read_page, read_search, read_target
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_number, say_words


def press_show(scene: Scene) -> Answer:
    return commands.show_number(scene, read_target(scene.call.value).number)


def search_turn(scene: Scene) -> Answer:
    """Previous and Next of a search."""
    offset, words = read_page(scene.call.value)
    return commands.search_page(scene, words, offset, replace=True)


def press_filter(scene: Scene) -> Answer:
    """A menu above the list: the same search with what was chosen."""
    name, typed = read_name(scene.call.about)
    query = narrowed(read_search(typed), name, scene.call.value)
    return commands.search_page(scene, query.typed(), 0, replace=True)


def saved_turn(scene: Scene) -> Answer:
    """Previous and Next of the saved ones."""
    return commands.saved_page(scene, read_page(scene.call.value)[0], replace=True)


def queue_turn(scene: Scene) -> Answer:
    """Previous and Next of the queue."""
    offset, scope = read_page(scene.call.value)
    return replies.queue_reply(scene, read_number(scope), offset, replace=True)


def press_publish(scene: Scene) -> Answer:
    target = read_target(scene.call.value)
    wish = PublishPractice(number=target.number, revision=target.revision)
    reviewed = publish_practice(wish, scene.context)
    said = [replies.review_words(scene, reviewed)]
    if target.scope is not None:
        return replies.queue_reply(scene, target.scope, target.offset, said=said, replace=True)
    card = replies.shown_card(scene, reviewed.practice, buttons=False)
    return Reply(blocks=[*said, *card[1:]], replace=True)


def publish_in(scene: Scene) -> Answer:
    """Publish elsewhere too…: the form that asks where."""
    return _asks(scene, lambda practice: chair_forms.publish_modal(scene, practice))


def send_back(scene: Scene) -> Answer:
    """Return…: the form that asks for the comment."""
    return _asks(scene, chair_forms.return_modal)


def press_decline(scene: Scene) -> Answer:
    """Decline…: the form that asks for the reason."""
    return _asks(scene, chair_forms.decline_modal)


def press_seen(scene: Scene) -> Answer:
    """Looks right: the change of an author goes out of the queue."""
    target = read_target(scene.call.value)
    seen = see_edit(SeeEdit(number=target.number, revision=target.revision), scene.context)
    said = [replies.seen_words(scene, seen)]
    if target.scope is not None:
        return replies.queue_reply(scene, target.scope, target.offset, said=said, replace=True)
    return Reply(blocks=[*said, *replies.shown_card(scene, seen.practice)], replace=True)


def press_withdraw(scene: Scene) -> Answer:
    """Withdraw…: the form that asks for the reason."""
    return commands.withdraw_asked(scene, read_target(scene.call.value).number)


def press_history(scene: Scene) -> Answer:
    return replies.history_reply(scene, read_target(scene.call.value).number)


def press_history_page(scene: Scene) -> Answer:
    """Another page in the place of this one."""
    number = read_reference(PRACTICE, scene.call.value)
    return replies.history_reply(scene, number, read_number(scene.call.about), replace=True)


def press_topics(scene: Scene) -> Answer:
    """Edit the list: the chairs' form."""
    group = find_group(read_number(scene.call.value), scene.context)
    if not scene.reader.belongs_to(group.id):
        raise NotFound.group()
    return ShowView(chair_forms.topics_form(scene, group))


def press_edit(scene: Scene) -> Answer:
    """Edit, and Edit and send again: the form, filled in."""
    number = read_target(scene.call.value).number
    return ShowView(edit_form(scene, editable_practice(number, scene.context)))


def _asks(scene: Scene, form: Callable[[Practice], dict[str, Any]]) -> Answer:
    target: Target = read_target(scene.call.value)
    practice = reviewable_practice(target.number, target.revision, scene.context)
    if practice.status is not PracticeStatus.SUBMITTED:
        return Reply(blocks=[replies.review_words(scene, Reviewed(practice, just_now=False))])
    return ShowView(form(practice))


def press_still_good(scene: Scene) -> Answer:
    renewed = renew_practice(read_number(scene.call.value), scene.context)
    practice = renewed.practice
    words = (
        N_("Thank you. The next review date of {reference} is {day}.")
        if renewed.just_now
        else N_("The review date of {reference} is {day} already.")
    )
    return say_words(words, reference=practice.reference, day=spell_day(practice.review_by))
