"""The bot speaks no Slack: doors say what to type, and how what it knows looks there."""

import ast
import re
import tokenize
from pathlib import Path

import pytest

from bot.domain.errors import NextStep
from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.common_blocks import STEPS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "bot").rglob("*.py"))
COMMAND = re.compile(rf"(?<![\w/.])/({'|'.join(c.name.strip('/') for c in COMMANDS)}|invite)\b")
FORBIDDEN = {
    "a command to type": COMMAND,
    "the name": re.compile(r"slack(?!/)", re.IGNORECASE),
    "an id's form": re.compile(r"\b[UWCGD]…"),
    "a mention or a date of its markup": re.compile(r"(?<!\?)<[@#!]"),
}
"""A path (handlers/slack/…) is no word of Slack: it says where the door is."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_bot_speaks_no_slack(file):
    with file.open("rb") as lines:
        tokens = list(tokenize.tokenize(lines.readline))
    wrong = [
        f"{what}, line {token.start[0]}: {token.string.strip()[:80]}"
        for token in tokens
        for what, pattern in FORBIDDEN.items()
        if token.type in (tokenize.NAME, tokenize.STRING, tokenize.COMMENT)
        and pattern.search(token.string)
    ]
    assert not wrong


def test_each_pattern_finds_what_it_forbids():
    found = {
        "a command to type": "Please type /wg help.",
        "the name": "slack_ts",
        "an id's form": "people are U… or W…",
        "a mention or a date of its markup": "<@U1>",
    }
    assert all(pattern.search(found[what]) for what, pattern in FORBIDDEN.items())
    assert not COMMAND.search("handlers/slack/features/action/x and either/or")


def test_every_next_step_has_its_words_and_is_used():
    assert {*STEPS} == {*NextStep}
    used = {
        node.attr
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) == "NextStep"
    }
    assert used == {step.name for step in NextStep}
