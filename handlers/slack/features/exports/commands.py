"""/practice export: two files in the person's direct messages."""

import json

from bot.domain.errors import Refusal
from bot.domain.wording import count
from bot.use_cases.exports.practices import export_practices
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, SendFile, say_words
from handlers.spreadsheets import to_csv


def run_export(scene: Scene) -> Answer:
    """All that this person may see, as CSV for spreadsheets and as JSON for programs."""
    rows = list(export_practices(scene.context))
    if not rows:
        raise Refusal("There is no practice yet that you can see, so there is nothing to export.")
    name = f"practices-{scene.now:%Y-%m-%d}"
    words = f"{count(len(rows), 'practice')} that you can see, as CSV and JSON"
    return SendFile(
        name=f"{name}.csv",
        content=to_csv(rows),
        title="Practices (CSV)",
        beside=((f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1).encode()),),
        words=f"{words}. Please mind who may see them.",
        said=say_words(f"{words}, are in your direct messages with me."),
        otherwise=say_words(
            "I could not send the files: Slack did not say that it took them. If they are not in "
            "your direct messages with me, please type /practice export again in a few minutes."
        ),
    )
