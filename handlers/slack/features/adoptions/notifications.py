"""News to an author as blocks: who has begun to use their practice."""

from bot.domain.practice import PracticeAdopted
from bot.languages import _n
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import Renderer, title_line
from handlers.slack.kit import blocks as kit

_MOST = 20


def adopted_notification(notification: PracticeAdopted) -> list[kit.Block]:
    practice, news = notification.practice, notification.news
    left = len(news) - _MOST
    also = (
        [kit.line(_n("and {number} more organisation", "and {number} more organisations", left))]
        if left > 0
        else []
    )
    return [
        kit.rich(
            title_line(practice.reference, practice.title),
            kit.line(
                _n(
                    "{number} organisation now uses your practice:",
                    "{number} organisations now use your practice:",
                    len(news),
                )
            ),
            blocks.news_lines(news[:_MOST]),
            *also,
            kit.line(f"{blocks.usage_words(notification.usage)}."),
        ),
        kit.actions(blocks.who_button(practice)),
    ]


RENDERERS: dict[type, Renderer] = {PracticeAdopted: adopted_notification}
