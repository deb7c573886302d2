"""News to an author as blocks: who has begun to use their practice."""

from bot.domain.practice_notices import PracticeAdopted
from bot.domain.wording import count
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer
from handlers.slack.kit.common_blocks import title_line

_MOST = 20


def adopted_notification(notification: PracticeAdopted) -> list[kit.Block]:
    practice, news = notification.practice, notification.news
    left = len(news) - _MOST
    also = (
        [kit.line(f"and {count(left, 'more organisation', 'more organisations')}")]
        if left > 0
        else []
    )
    use = "uses" if len(news) == 1 else "use"
    return [
        kit.rich(
            title_line(practice.reference, practice.title),
            kit.line(
                f"{count(len(news), 'organisation', 'organisations')} now {use} your practice:"
            ),
            blocks.news_lines(news[:_MOST]),
            *also,
            kit.line(f"{blocks.usage_words(notification.usage)}."),
        ),
        kit.actions(blocks.who_button(practice)),
    ]


RENDERERS: dict[type, Renderer] = {PracticeAdopted: adopted_notification}
