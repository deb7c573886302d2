"""Notifications about minutes: the chair's draft, and what is sealed."""

from bot.domain.notifications import MinutesCirculated, MinutesDraft, MinutesPosted
from handlers.slack.features.minutes import blocks
from handlers.slack.features.minutes.circulated_blocks import circulated_blocks, posted_blocks
from handlers.slack.kit import Renderer

RENDERERS: dict[type, Renderer] = {
    MinutesDraft: blocks.draft_blocks,
    MinutesCirculated: circulated_blocks,
    MinutesPosted: posted_blocks,
}
