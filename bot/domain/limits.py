"""What people write: how long it may be, in Unicode code points, and what of it nobody sees."""

import re
import unicodedata

from bot.domain.errors import NotValid
from bot.languages import N_, _

TITLE = 150
NOTE = 2_000
SUMMARY = 280
NAME = 80
LINK = 2_000

_LINES = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), "\n")
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {*map(ord, "\t\n")}
_BLANK = dict.fromkeys([*_CONTROLS, *map(ord, "\u115f\u1160\u2800\u3164\uffa0")], " ")
_TURNS, _BACK = "\u202a\u202b\u202d\u202e", "\u202c"
"""Isolates are not among them: Convenor sets names apart with them itself (`set_apart`)."""
_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
"""Signs that Unicode counts as formats and draws."""
_KEPT = frozenset(f"\t\n\u200c\u200d{_TURNS}{_BACK}{_SIGNS}")
_TAGS = "\U000e0020-\U000e007f"
_LONELY = re.compile(
    rf"(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+"
)


def visible_text(text: str) -> str:
    """`text` without characters that nobody sees; a control character parts words, as a blank.
    Joiners stay between the letters and signs that need them, and so do the tags of a flag, and
    what turns the direction of words (Unicode's annex 9) and ends that in the same line."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").translate(_BLANK | _LINES)
    lines = _LONELY.sub("", "".join(filter(_is_kept, plain))).split("\n")
    return "\n".join(map(_turned_back, lines))


def _turned_back(line: str) -> str:
    """Without what turns the direction and does not turn it back, which would go on behind it."""
    kept, open_turns = list(line), []
    for index, character in enumerate(line):
        if character in _TURNS:
            open_turns.append(index)
        elif character == _BACK:
            if open_turns:
                open_turns.pop()
            else:
                kept[index] = ""
    for index in open_turns:
        kept[index] = ""
    return "".join(kept)


def _is_kept(character: str) -> bool:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return True
    return character in _KEPT or character >= "\U000e0020"


def one_line(text: str) -> str:
    """The `visible_text` with one blank between two words."""
    return " ".join(visible_text(text).split())


def tidied_text(text: str | None) -> str:
    """The `visible_text` without outer white space; "" where nothing of it is drawn."""
    seen = visible_text(text or "").strip()
    return seen if _holds(seen, "LNPS") else ""


def _holds(text: str, kinds: str) -> bool:
    """Whether a character is a letter (L), a number, a punctuation mark or a sign."""
    return any(unicodedata.category(c)[0] in kinds for c in text)


def checked_text(
    text: str | None, limit: int, *, field: str, what: str, needed: bool = True
) -> str:
    """The `tidied_text`, or NotValid that says the limit; `what` names it. Marks such as "@" alone
    are no title or name."""
    tidy = tidied_text(text)
    if needed and not _holds(tidy, "LNS" if limit <= TITLE else "LNPS"):
        missing = N_("{what} is missing. Please give up to {limit} characters.")
        raise NotValid(missing, what=what, limit=limit, field=field)
    if len(tidy) > limit:
        raise NotValid(
            "{what} is {length} characters long; the limit is {limit}. Please shorten it.",
            what=what,
            length=len(tidy),
            limit=limit,
            field=field,
        )
    return tidy


def checked_link(text: str | None) -> str | None:
    """An http or https address without spaces, None for nothing, NotValid for anything else."""
    tidy = tidied_text(text)
    if not tidy:
        return None
    if not tidy.startswith(("https://", "http://")) or any(c.isspace() or c in "<>|" for c in tidy):
        raise NotValid("A link starts with https:// and has no spaces.", field="link")
    return checked_text(tidy, LINK, field="link", what=_("The link"))
