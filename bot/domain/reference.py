"""Short references that can be typed: D12, A104, P31, R7, G3."""

import re
import unicodedata

from bot.domain.errors import NotFound, Refusal

_BEFORE = r"[\s#*_~`\"'“”‘’«»(\[•·]*(?:<https?://[^<>|\s]+\|)?"
_LETTER = r"(?P<letter>[A-Za-zＡ-Ｚａ-ｚ])"
_NUMBER = r"0*(?P<number>\d{1,9})[*_~`\"'“”‘’«»)\]>]*"
_EARLIER = r"(?:\d ?h|\d+ ?(?:hrs?|hours?|m|mins?|minutes?|d|days?|w|weeks?))\b"
"""A length; a sign right before it is no dash: "D1 -1h" is an hour earlier."""
_ENDS = (
    r"(?=\s|$|[!?…、，；：]|[,;:./–—-](?!\d))"
    rf"(?:[\s,;.!?…、，；：/]|:(?!\w[\w+-]*:)|[–—-](?!{_EARLIER}))*"
)
_FIRST = re.compile(rf"{_BEFORE}{_LETTER}\s?{_NUMBER}{_ENDS}")
_NEXT = re.compile(rf"(?:(?:and|&(?:amp;)?|\+)\s*)?{_BEFORE}{_LETTER}{_NUMBER}{_ENDS}", re.I)
_RANGE = re.compile(rf"(?:to|through)\s+{_LETTER}{_NUMBER}{_ENDS}", re.I)

DIALOGUE, ACTION, PRACTICE, DECISION, DIGEST = "D", "A", "P", "R", "G"
MINUTES = "M"
"""Of minutes among what is found; people name them by their dialogue."""
_EXAMPLES = {DIALOGUE: "D12", ACTION: "A104", PRACTICE: "P31", DECISION: "R7", DIGEST: "G3"}


def render_reference(letter: str, number: int) -> str:
    """ "D12" of "D" and 12, everywhere."""
    return f"{letter}{number}"


def read_reference(letter: str, typed: str) -> int:
    """The number in `typed` ("d12", "D 12", "#D12", "*D12*"); NotFound, with an example, for
    anything else."""
    number, rest = take_reference(letter, typed)
    if rest:
        raise NotFound.no_reference(typed.strip(), _EXAMPLES[letter])
    return number


def take_reference(letter: str, text: str) -> tuple[int, str]:
    """The number of the reference that `text` begins with, and what follows; NotFound where it
    begins with anything else. Marks around a reference and commas behind it belong to it."""
    match = _FIRST.match(text)
    if match is None or _letter(match) != letter:
        raise NotFound.no_reference(" ".join(text.split()[:1]), _EXAMPLES[letter])
    return int(match["number"]), text[match.end() :].rstrip()


def take_references(letter: str, text: str) -> tuple[tuple[int, ...], str]:
    """The numbers of all references that `text` begins with ("A1, A2 and A3"), each once, and what
    follows; NotFound where it begins with anything else, Refusal for "A1 to A3"."""
    first, rest = take_reference(letter, text)
    numbers = [first]
    while (match := _NEXT.match(rest)) and _letter(match) == letter:
        # A dash between two means those between them too, or not: they are asked for.
        if re.search(r"[–—-]\s*$", text[: len(text.rstrip()) - len(rest)]):
            raise _each_alone(letter, numbers[-1], int(match["number"]))
        numbers.append(int(match["number"]))
        rest = rest[match.end() :]
    if (match := _RANGE.match(rest)) and _letter(match) == letter:
        raise _each_alone(letter, numbers[-1], int(match["number"]))
    return tuple(dict.fromkeys(numbers)), rest


def reference_in(typed: str) -> str:
    """The one reference that `typed` is, as it is rendered; "" where it is none."""
    match = _FIRST.fullmatch(typed)
    return render_reference(_letter(match), int(match["number"])) if match else ""


def _letter(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match["letter"]).upper()


def _each_alone(letter: str, first: int, last: int) -> Refusal:
    named = range(first, last + 1) if first < last < first + 10 else (first, last)
    each = " ".join(render_reference(letter, number) for number in named)
    return Refusal("Please name each of them, for example: {each}", each=each)
