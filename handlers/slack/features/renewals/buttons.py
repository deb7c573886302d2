"""The buttons of the question; rights are checked at every press."""

from bot.domain.wording import spell_day
from bot.use_cases.renewals.renew import RenewPractice, renew_practice
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, say_words


def press_still_good(scene: Scene) -> Answer:
    wish = RenewPractice(number=read_number(scene.call.value))
    renewed = renew_practice(wish, scene.context)
    practice = renewed.practice
    day = spell_day(practice.review_by)
    if renewed.just_now:
        return say_words(f"Thank you. The next review date of {practice.reference} is {day}.")
    return say_words(f"The review date of {practice.reference} is {day} already.")
