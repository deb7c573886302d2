"""docs/sandbox.md: its fixture works as it stands there, and its list of methods is the code's."""

import os
import re
import subprocess
import sys
from pathlib import Path

from handlers.sandbox.methods.registry import METHODS

PAGE = Path(__file__).parents[3] / "docs" / "sandbox.md"
TEST = """

def test_it(slack):
    assert slack.chat_postMessage(channel="#technology", text="hello")["ok"]
"""


def test_the_fixture(tmp_path):
    [fixture] = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    (tmp_path / "test_it.py").write_text(fixture + TEST)
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
    ran = subprocess.run(
        [*run, str(tmp_path)], cwd=PAGE.parents[1], capture_output=True, text=True, check=False
    )
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr


def test_every_method_is_named():
    row = re.search(r"\| Web API \| (.*?) \|", PAGE.read_text())[1]
    named = [name for part in re.findall(r"`([^`]+)`", row) for name in _spread(part)]
    assert sorted(named) == sorted(METHODS)


def _spread(part):
    """`chat.delete, update`: two of one family."""
    first, *others = part.split(", ")
    return [first, *(f"{first.rpartition('.')[0]}.{other}" for other in others)]
