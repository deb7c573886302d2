"""/practice export, /action export: two files in the person's direct messages."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain import Refusal
from bot.domain.wording import count
from bot.languages import N_, Nn_, _
from bot.use_cases.records.rows import export_actions, export_practices
from handlers.slack.request import Answer, Kind, Route, Routes, Scene, say_words
from handlers.slack.request.response import SendFile
from handlers.spreadsheets import to_csv


def run_practices(scene: Scene) -> Answer:
    nothing = N_("There is no practice yet that you can see, so there is nothing to export.")
    nouns = Nn_("practice", "practices")
    return _send(scene, nouns, N_("Practices (CSV)"), nothing, export_practices(scene.context))


def run_actions(scene: Scene) -> Answer:
    nothing = N_("There is no action yet that you can see, so there is nothing to export.")
    nouns = Nn_("action", "actions")
    return _send(scene, nouns, N_("Actions (CSV)"), nothing, export_actions(scene.context))


def _send(
    scene: Scene,
    nouns: tuple[str, str],
    title: str,
    nothing: str,
    found: Iterable[Mapping[str, Any]],
) -> Answer:
    """All that this person may see, as CSV for spreadsheets and as JSON for programs."""
    rows = list(found)
    if not rows:
        raise Refusal(nothing)
    name = f"{nouns[1]}-{scene.now:%Y-%m-%d}"
    records = count(len(rows), *nouns)
    return SendFile(
        name=f"{name}.csv",
        content=to_csv(rows),
        title=_(title),
        beside=((f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1).encode()),),
        words=_(
            "{records} that you can see, as CSV and JSON. Please mind who may see them.",
            records=records,
        ),
        said=say_words(
            "{records} that you can see, as CSV and JSON, are in your direct messages with me.",
            records=records,
        ),
        otherwise=say_words(
            "I could not send the files: Slack did not say that it took them. If they are not "
            "in your direct messages with me, please type {command} again in a few minutes.",
            command=scene.call.id,
        ),
    )


ROUTES: Routes = {
    (Kind.COMMAND, "/practice export"): Route(run=run_practices),
    (Kind.COMMAND, "/action export"): Route(run=run_actions),
}
