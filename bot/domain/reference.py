"""Short references that can be typed: D12, A104, P31, R7."""

import re

from bot.domain.errors import NotFound

_TYPED = re.compile(r"\s*([A-Za-z])\s?0*(\d{1,9})\s*")

DIALOGUE, ACTION, PRACTICE, DECISION = "D", "A", "P", "R"
_EXAMPLES = {DIALOGUE: "D12", ACTION: "A104", PRACTICE: "P31", DECISION: "R7"}


def render_reference(letter: str, number: int) -> str:
    """`render("D", 12)` is "D12", everywhere."""
    return f"{letter}{number}"


def read_reference(letter: str, typed: str) -> int:
    """The number in `typed` ("d12", "D 12"); NotFound, with an example, for anything else."""
    match = _TYPED.fullmatch(typed)
    if match is None or match[1].upper() != letter:
        raise NotFound.no_reference(typed.strip(), _EXAMPLES[letter])
    return int(match[2])


def looks_like_reference(typed: str) -> bool:
    """Whether `typed` has the form of any reference."""
    return _TYPED.fullmatch(typed) is not None
