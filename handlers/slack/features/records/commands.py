"""/wg records."""

from bot.dates.answers import Asked
from handlers.slack.features.records.forms import records_form
from handlers.slack.features.records.parsing import read_records
from handlers.slack.features.records.replies import begin_pack
from handlers.slack.kit.fallback import escape_text
from handlers.slack.request import Answer, Scene, ShowView
from handlers.slack.request.ask_back import ask_which, frame_of


def run_records(scene: Scene) -> Answer:
    """/wg records Q3; with nothing behind it, a form."""
    if not scene.words.strip():
        return ShowView(records_form(scene))
    typed = read_records(scene.words, frame_of(scene, time_needed=False))
    if isinstance(typed, Asked):
        return ask_which(scene.call, typed, raw_of=escape_text)
    return begin_pack(typed, scene)
