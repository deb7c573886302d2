"""The buttons of the question; rights are checked at every press."""

from bot.domain.wording import spell_day
from bot.languages import N_
from bot.use_cases.renewals.renew import renew_practice
from handlers.slack.request import Answer, Scene, read_number, say_words


def press_still_good(scene: Scene) -> Answer:
    renewed = renew_practice(read_number(scene.call.value), scene.context)
    practice = renewed.practice
    words = (
        N_("Thank you. The next review date of {reference} is {day}.")
        if renewed.just_now
        else N_("The review date of {reference} is {day} already.")
    )
    return say_words(words, reference=practice.reference, day=spell_day(practice.review_by))
