"""Block Kit and Slack's text, without any feature."""

from handlers.slack.kit.blocks import Renderer as Renderer
from handlers.slack.kit.blocks import View as View
from handlers.slack.kit.common_blocks import audience_options as audience_options
from handlers.slack.kit.common_blocks import audience_words as audience_words
from handlers.slack.kit.common_blocks import confirm_header as confirm_header
from handlers.slack.kit.common_blocks import notice_header as notice_header
from handlers.slack.kit.common_blocks import person_words as person_words
from handlers.slack.kit.common_blocks import redrawn_words as redrawn_words
from handlers.slack.kit.common_blocks import title_line as title_line
from handlers.slack.kit.common_blocks import undo_button as undo_button
from handlers.slack.kit.fallback import escape_text as escape_text
from handlers.slack.kit.menus import refilled as refilled
from handlers.slack.kit.shown import mark_of as mark_of
from handlers.slack.kit.slack_text import reason_in as reason_in
from handlers.slack.kit.slack_text import spelled_parts as spelled_parts
from handlers.slack.kit.slack_text import spoken_text as spoken_text
from handlers.slack.kit.slack_text import without_own_words as without_own_words
