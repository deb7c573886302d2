"""Questions about practices past their review date, as the loop sends them."""

from bot.domain.practice import PracticePastReview
from handlers.slack.features.renewals.blocks import question_blocks
from handlers.slack.kit import Renderer

RENDERERS: dict[type, Renderer] = {PracticePastReview: question_blocks}
