"""Buttons of practices; rights are checked at every press."""

from collections.abc import Callable

from bot.domain import Practice, PracticeStatus
from bot.domain.reference import PRACTICE, read_reference
from bot.domain.wording import spell_day
from bot.languages import N_
from bot.use_cases.practices import review
from bot.use_cases.practices.edit import see_edit
from bot.use_cases.practices.renew import renew_practice
from bot.use_cases.practices.rules import reviewable_practice
from handlers.slack.features.practices import blocks, card_form, commands, forms, lists, replies
from handlers.slack.features.practices.lists import narrowed, read_name
from handlers.slack.features.practices.notifications import STILL_GOOD
from handlers.slack.features.practices.parsing import Target, read_search, read_target
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, ShowView, say_words
from handlers.slack.request.carried_values import read_number, read_page
from handlers.slack.request.context import Listener, about_number, form_again


def _pressed(listener: Callable[[Scene, int], Answer]) -> Listener:
    return about_number(listener, lambda scene: read_target(scene.call.value).number)


press_show = _pressed(commands.show_number)
press_edit = _pressed(commands.edit_asked)
press_withdraw = _pressed(commands.withdraw_asked)
press_history = _pressed(replies.history_reply)


def press_history_page(scene: Scene) -> Answer:
    """Another page in the place of this one."""
    number = read_reference(PRACTICE, scene.call.value)
    return replies.history_reply(scene, number, read_number(scene.call.about), replace=True)


def press_search_page(scene: Scene) -> Answer:
    """Previous and Next of a search."""
    offset, words = read_page(scene.call.value)
    return commands.search_page(scene, words, offset, replace=True)


def press_filter(scene: Scene) -> Answer:
    """A menu above the list: the same search with what was chosen."""
    name, typed = read_name(scene.call.about)
    query = narrowed(read_search(typed), name, scene.call.value)
    return commands.search_page(scene, query.typed(), 0, replace=True)


def press_saved_page(scene: Scene) -> Answer:
    """Previous and Next of the saved ones."""
    return commands.saved_page(scene, read_page(scene.call.value)[0], replace=True)


def press_queue_page(scene: Scene) -> Answer:
    """Previous and Next of the queue."""
    offset, scope = read_page(scene.call.value)
    return replies.queue_reply(scene, read_number(scope), offset, replace=True)


def press_publish(scene: Scene) -> Answer:
    target = read_target(scene.call.value)
    wish = review.PublishPractice(number=target.number, revision=target.revision)
    reviewed = review.publish_practice(wish, scene.context)
    card = replies.shown_card(scene, reviewed.practice, buttons=False)[1:]
    return _in_place(scene, target, replies.review_words(scene, reviewed), card)


def press_seen(scene: Scene) -> Answer:
    """Looks right: the change of an author goes out of the queue."""
    target = read_target(scene.call.value)
    seen = see_edit(target.number, target.revision, scene.context)
    card = replies.shown_card(scene, seen.practice)
    return _in_place(scene, target, replies.seen_words(scene, seen), card)


def _in_place(scene: Scene, target: Target, said: kit.Block, card: list[kit.Block]) -> Reply:
    """What was done, above the queue in which it was pressed; elsewhere above the card."""
    if target.scope is None:
        return Reply(blocks=[said, *card], replace=True)
    return replies.queue_reply(scene, target.scope, target.offset, said=[said], replace=True)


def _asks(form: Callable[[Scene, Practice], kit.View]) -> Listener:
    """Opens the form, as long as the card waits for a decision."""

    def listen(scene: Scene) -> Answer:
        target = read_target(scene.call.value)
        practice = reviewable_practice(target.number, target.revision, scene.context)
        if practice.status is not PracticeStatus.SUBMITTED:
            reviewed = review.CardChange(practice, just_now=False)
            return Reply(blocks=[replies.review_words(scene, reviewed)])
        return ShowView(form(scene, practice))

    return listen


press_publish_in = _asks(forms.publish_form)
press_return = _asks(lambda _scene, practice: forms.words_form(practice, blocks.RETURN))
press_decline = _asks(lambda _scene, practice: forms.words_form(practice, blocks.DECLINE))


def press_topics(scene: Scene) -> Answer:
    """Edit the list: the chairs' form."""
    return ShowView(forms.topics_form(scene, read_number(scene.call.value)))


def press_still_good(scene: Scene) -> Answer:
    """The answer to the question about a card that is past its review date."""
    renewed = renew_practice(read_number(scene.call.value), scene.context)
    words = N_("The review date of {reference} is {day} already.")
    if renewed.just_now:
        words = N_("Thank you. The next review date of {reference} is {day}.")
    practice = renewed.practice
    return say_words(words, reference=practice.reference, day=spell_day(practice.review_by))


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(commands.run_latest),
    (Kind.COMMAND, "/practice share"): Route(commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(commands.run_search),
    (Kind.COMMAND, "/practice show"): Route(commands.run_show),
    (Kind.COMMAND, "/practice review"): Route(commands.run_review),
    (Kind.COMMAND, "/practice history"): Route(commands.run_history),
    (Kind.COMMAND, "/practice edit"): Route(commands.run_edit, opens=card_form.EDIT_TITLE),
    (Kind.COMMAND, "/practice withdraw"): Route(commands.run_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.COMMAND, "/practice topics"): Route(commands.run_topics),
    (Kind.COMMAND, "/practice saved"): Route(commands.saved_page),
    (Kind.COMMAND, "/practice spotlight"): Route(commands.run_spotlight, writes=True),
    (Kind.PRESS, blocks.SHARE): Route(commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(press_show),
    (Kind.PRESS, lists.SEARCH_PAGE): Route(press_search_page),
    (Kind.PRESS, lists.SAVED_PAGE): Route(press_saved_page),
    (Kind.PRESS, lists.QUEUE_PAGE): Route(press_queue_page),
    (Kind.PRESS, blocks.PUBLISH): Route(press_publish, writes=True),
    (Kind.PRESS, blocks.RETURN): Route(press_return, opens=forms.RETURN_TITLE),
    (Kind.PRESS, blocks.DECLINE): Route(press_decline, opens=forms.DECLINE_TITLE),
    (Kind.PRESS, blocks.PUBLISH_IN): Route(press_publish_in, opens=forms.PUBLISH_TITLE),
    (Kind.PRESS, blocks.SEEN): Route(press_seen, writes=True),
    (Kind.PRESS, blocks.HISTORY): Route(press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(press_history_page),
    (Kind.PRESS, blocks.WITHDRAW): Route(press_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.TOPICS): Route(press_topics, opens=forms.TOPICS_TITLE),
    (Kind.PRESS, blocks.EDIT): Route(press_edit, opens=card_form.EDIT_TITLE),
    (Kind.SUBMISSION, blocks.SHARE): Route(
        forms.submit_share, writes=True, ahead=forms.look_alike_ahead
    ),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        forms.submit_edit,
        writes=True,
        edits=form_again(card_form.edit_form),
        ahead=forms.look_alike_ahead,
    ),
    (Kind.SUBMISSION, blocks.RETURN): Route(forms.submit_return, writes=True),
    (Kind.SUBMISSION, blocks.DECLINE): Route(forms.submit_decline, writes=True),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(forms.submit_withdraw, writes=True),
    (Kind.SUBMISSION, blocks.PUBLISH_IN): Route(forms.submit_publish, writes=True),
    (Kind.SUBMISSION, blocks.TOPICS): Route(
        forms.submit_topics, writes=True, edits=form_again(forms.topics_form, "group")
    ),
    (Kind.PRESS, STILL_GOOD): Route(press_still_good, writes=True),
    (Kind.PRESS, lists.FILTER): Route(press_filter),
    (Kind.OPTIONS, lists.FILTER): Route(lists.suggest_values),
    (Kind.OPTIONS, "topics"): Route(card_form.suggest_topics),
}
