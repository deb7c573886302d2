"""What a start leaves unread, and what reads it."""

import subprocess
import sys

from handlers.later import LaterMapping, LaterModule

LEFT = (
    "handlers.slack.routes",
    "handlers.slack.renderers",
    "bot.use_cases.deliveries.builders",
    "icalendar",
    "matplotlib",
    "holidays",
    "alembic",
    "babel",
    "apscheduler",
    "snowballstemmer",
)


def test_a_start_leaves_unread_what_it_does_not_need_and_reads_it_ahead():
    code = (
        "import sys\n"
        "from handlers.cli import main\n"
        f"print([name for name in {LEFT} if name in sys.modules])\n"
        "from handlers.parts import read_ahead\n"
        "read_ahead(front=True, loop=True)\n"
        f"print([name for name in {LEFT[:3]} if name not in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n") == ["[]", "[]", ""]


def test_they_are_as_what_they_stand_for():
    module = LaterModule("string")
    assert module.digits == "0123456789"
    kept = {}
    mapping = LaterMapping(lambda: kept)
    kept["one"] = 1
    assert (dict(mapping), len(mapping), mapping["one"], "two" in mapping) == (kept, 1, 1, False)
