"""/practice export, /action export: two files in the person's direct messages."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.wording import count
from bot.use_cases.exports.actions import export_actions
from bot.use_cases.exports.practices import export_practices
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, SendFile, say_words
from handlers.spreadsheets import to_csv


def run_practices(scene: Scene) -> Answer:
    return _send(scene, "practice", export_practices(scene.context))


def run_actions(scene: Scene) -> Answer:
    return _send(scene, "action", export_actions(scene.context))


def _send(scene: Scene, noun: str, found: Iterable[Mapping[str, Any]]) -> Answer:
    """All that this person may see, as CSV for spreadsheets and as JSON for programs."""
    rows = list(found)
    if not rows:
        raise Refusal(f"There is no {noun} yet that you can see, so there is nothing to export.")
    name = f"{noun}s-{scene.now:%Y-%m-%d}"
    words = f"{count(len(rows), noun, f'{noun}s')} that you can see, as CSV and JSON"
    return SendFile(
        name=f"{name}.csv",
        content=to_csv(rows),
        title=f"{noun.title()}s (CSV)",
        beside=((f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1).encode()),),
        words=f"{words}. Please mind who may see them.",
        said=say_words(f"{words}, are in your direct messages with me."),
        otherwise=say_words(
            "I could not send the files: Slack did not say that it took them. If they are not in "
            f"your direct messages with me, please type /{noun} export again in a few minutes."
        ),
    )
