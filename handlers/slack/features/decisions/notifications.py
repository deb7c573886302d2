"""Notifications about decisions as blocks."""

from bot.domain.decision import DecisionNews, DecisionProposal, DecisionRecorded
from handlers.slack.features.decisions.blocks import show_button, standing_words
from handlers.slack.features.decisions.proposals import news_blocks, posted_blocks
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit


def recorded_blocks(told: DecisionRecorded) -> list[kit.Block]:
    """A reply that anyone in the channel can read; it pings nobody."""
    decision = told.decision
    return [
        kit.rich(
            kit.say("{by} recorded a decision from this message:", by=told.by),
            kit.line(kit.bold(decision.title)),
            kit.line(standing_words(decision)),
        ),
        kit.actions(show_button(decision)),
    ]


RENDERERS: dict[type, Renderer] = {
    DecisionRecorded: recorded_blocks,
    DecisionProposal: posted_blocks,
    DecisionNews: news_blocks,
}
