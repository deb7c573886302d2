"""The question about a practice that is past its review date, as blocks."""

from bot.domain import Practice, PracticeStatus
from bot.domain.practice import PracticePastReview
from bot.domain.wording import at_name, spell_day
from bot.languages import _
from handlers.slack.features.practices.blocks import edit_button, show_button, withdraw_button
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import title_line

STILL_GOOD = "renewal.good"


def question_blocks(asked: PracticePastReview) -> list[kit.Block]:
    """The question with its buttons; once it is answered, what was answered."""
    practice = asked.practice
    title = title_line(practice.reference, practice.title)
    if not asked.asks:
        return [kit.rich(title, kit.line(_answered(practice)))]
    day = spell_day(practice.review_by)
    words = (
        _("The review date of your practice was {day}. Is it still good?", day=day)
        if asked.own
        else _(
            "The review date of this practice of {author} was {day}. Is it still good?",
            author=at_name(asked.author),
            day=day,
        )
    )
    return [
        kit.rich(title, kit.line(words)),
        kit.actions(*answer_buttons(practice)),
        kit.note("I ask once a quarter, until somebody has answered."),
    ]


def answer_buttons(practice: Practice) -> list[kit.Element]:
    number, reference = str(practice.number), practice.reference
    return [
        kit.button(
            _("Still good"),
            f"{STILL_GOOD}:{number}",
            number,
            style="primary",
            says=_("{reference} is still good for a year", reference=reference),
        ),
        edit_button(practice),
        withdraw_button(practice),
        show_button(practice),
    ]


def _answered(practice: Practice) -> str:
    if practice.status is not PracticeStatus.PUBLISHED:
        return _("It is not published any more.")
    day = spell_day(practice.review_by)
    return _("It is still good. The next review is due by {day}.", day=day)
