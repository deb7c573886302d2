"""The question about a practice that is past its review date, as blocks."""

from bot.domain.limits import TITLE
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.practice_notices import PracticePastReview
from bot.domain.wording import at_name, shortened, spell_day
from handlers.slack.features.practices.blocks import SHOW, edit_button, withdraw_button
from handlers.slack.kit import blocks as kit

STILL_GOOD = "renewal.good"


def question_blocks(asked: PracticePastReview) -> list[kit.Block]:
    """The question with its buttons; once it is answered, what was answered."""
    practice = asked.practice
    title = kit.line(kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}"))
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
        kit.button("Show", f"{SHOW}:{number}", number, says=f"Show {reference}"),
    ]


def _answered(practice: Practice) -> str:
    if practice.status is not PracticeStatus.PUBLISHED:
        return "It is not published any more."
    return f"It is still good. The next review is due by {spell_day(practice.review_by)}."
