"""Asking back which series was meant: a button for each way, which says it in words of one."""

import json
import re

from bot.dates.reading import Rewording, Unsettled
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import escape
from handlers.slack.kit.slack_text import spoken
from handlers.slack.request.ask_back import PRESS
from handlers.slack.request.context import Scene
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call
from handlers.slack.request.response import Reply

_VALUE = 2_000
_MOST = 10


def ask_how(scene: Scene, asked: Unsettled) -> Reply:
    """The question, a button for each way, and the typed text; nothing was stored."""
    buttons = [_button(scene, way, index) for index, way in enumerate(asked.ways[:_MOST])]
    offered = [button for button in buttons if button is not None]
    # Some ways without the others would be half a question: then the words alone ask.
    actions = [kit.actions(*offered)] if offered and len(offered) == len(buttons) else []
    return Reply(blocks=[kit.rich(kit.line(asked.words)), *actions, *typed_back(typed(scene))])


def _button(scene: Scene, way: Rewording, index: int) -> kit.Element | None:
    raw = reworded(scene.call.raw, way)
    return going_on(scene.call, raw, way.label, index) if raw is not None else None


def reworded(raw: str, way: Rewording) -> str | None:
    """The typed text as Slack sent it, said in one way; None where those words are not in it."""
    words = r"\s+".join(re.escape(escape(word)) for word in way.used.split())
    found = list(re.finditer(rf"(?<!\S){words}(?!\S)", raw)) if words else []
    if not found:
        return None
    last = found[-1]
    return raw[: last.start()] + way.instead + raw[last.end() :]


def going_on(call: Call, raw: str, label: str, index: int) -> kit.Element | None:
    """A button that goes on as if `raw` had been typed; None where that is too long for one."""
    state = json.dumps({"id": call.id, "raw": raw}, separators=(",", ":"))
    return kit.button(label, f"{PRESS}:{index}", state) if len(state) <= _VALUE else None


def typed(scene: Scene) -> str:
    """What was typed, also where a button of an earlier question goes on with it."""
    names = {user_id: facts.name for user_id, facts in scene.facts.items()}
    return scene.call.typed or f"{scene.call.id} {spoken(scene.call.raw, names)}"
