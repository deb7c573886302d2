"""A text of minutes, which is Markdown and English for all, as it is read in blocks."""

import json
import re
from collections.abc import Iterator, Sequence

from bot.domain.minutes import MinutesVersion
from handlers.slack.kit import blocks as kit

_LONGEST_PART = 2_500
_MOST_PARTS = 90
_MOST_BYTES = 200_000
"""Slack takes 250 kB for a form."""
_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(r"(#{1,3}) (.*)")


def read_version(version: MinutesVersion) -> tuple[str, str]:
    """Its title, and its text without marks of Markdown."""
    title, _, text = version.body.partition("\n")
    plain = (_HEADING.sub(r"\2", line).removeprefix("- ") for line in text.splitlines())
    return unescaped(title.removeprefix("# ")), unescaped("\n".join(plain))


def body_blocks(body: str) -> list[kit.Block]:
    """A text of minutes as it reads in a form; what does not fit is in the file."""
    shown: list[kit.Block] = []
    room = _MOST_BYTES
    for part in _parts(body):
        room -= len(json.dumps(part, ensure_ascii=False).encode())
        if room < 0 or len(shown) == _MOST_PARTS:
            return [*shown, kit.rich(kit.say("The rest is in the Markdown file."))]
        shown.append(part)
    return shown


def _parts(body: str) -> Iterator[kit.Block]:
    """A block for each stretch of lines that is short enough for one."""
    held: list[str] = []
    weight = 0
    for line in body.splitlines():
        if held and (weight + len(line) > _LONGEST_PART or line.startswith("## ")):
            yield _as_rich(held)
            held, weight = [], 0
        if line:
            held.append(line)
            weight += len(line)
    if held:
        yield _as_rich(held)


def _as_rich(lines: Sequence[str]) -> kit.Block:
    paragraphs: list[kit.Element] = []
    points: list[kit.Element] = []
    for line in lines:
        if line.startswith("- "):
            points.append(kit.line(unescaped(line.removeprefix("- "))))
            continue
        if points:
            paragraphs.append(kit.bullets(points))
            points = []
        heading = _HEADING.fullmatch(line)
        words = unescaped(heading[2] if heading else line)
        paragraphs.append(kit.line(kit.bold(words) if heading else words))
    return kit.rich(*paragraphs, *([kit.bullets(points)] if points else []))


def unescaped(words: str) -> str:
    """As it was before it was kept from being read as Markdown."""
    return _ESCAPED.sub(r"\1", words)
