"""The question about a practice that is past its review date, as blocks."""

from bot.domain.practice import Practice, PracticeStatus
from bot.domain.practice_notices import PracticePastReview
from bot.domain.wording import at_name, spell_day
from handlers.slack.features.practices.blocks import edit_button, show_button, withdraw_button
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import title_line

STILL_GOOD = "renewal.good"


def question_blocks(asked: PracticePastReview) -> list[kit.Block]:
    """The question with its buttons; once it is answered, what was answered."""
    practice = asked.practice
    title = title_line(practice.reference, practice.title)
    if not asked.asks:
        return [kit.rich(title, kit.line(_answered(practice)))]
    whose = "your practice" if asked.own else f"this practice of {at_name(asked.author)}"
    words = f"The review date of {whose} was {spell_day(practice.review_by)}. Is it still good?"
    return [
        kit.rich(title, kit.line(words)),
        kit.actions(*answer_buttons(practice)),
        kit.small("I ask once a quarter, until somebody has answered."),
    ]


def answer_buttons(practice: Practice) -> list[kit.Element]:
    number, reference = str(practice.number), practice.reference
    return [
        kit.button(
            "Still good",
            f"{STILL_GOOD}:{number}",
            number,
            style="primary",
            says=f"{reference} is still good for a year",
        ),
        edit_button(practice),
        withdraw_button(practice),
        show_button(practice),
    ]


def _answered(practice: Practice) -> str:
    if practice.status is not PracticeStatus.PUBLISHED:
        return "It is not published any more."
    return f"It is still good. The next review is due by {spell_day(practice.review_by)}."
