"""What a person typed, as Slack hands it over: escaped text with mentions and links in angles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from bot.domain import Refusal
from bot.domain.limits import visible_text
from bot.domain.wording import at_name, shortened
from bot.languages import N_

_ANGLES = re.compile(r"<([^<>]*)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|amp);")
_BLANK = re.compile(r"[^\S\n]+")
_CHANNEL = re.compile(r"<#(C[A-Z0-9]+)(?:\|[^<>]*)?>")
_LINKED = re.compile(r"<(?:tel:|!date\^)[^<>|]*\|([^<>]*)>")
"""A number or a date that Slack made a link of: "by <tel:12122026|12.12.2026>"."""
_ITEM = re.compile(r"^[ \t]*(?:[•◦▪‣·*–—-]|\d{1,2}[.)])[ \t]+(?=\S)", re.MULTILINE)
_BULLET = re.compile(r"^\s*[•◦▪‣·*]\s+")
_POLITE = re.compile(
    r"(?:(?:^|[\s,;.!–—-])[\s,;.!–—-]*"
    r"(?:(?:please|pls|plz|thx|cheers|(?:many\s+)?thanks(?:\s+(?:in advance|a lot))?"
    r"|thank you(?:\s+(?:very|so) much)?)\b[.!]*"
    r"|:[a-z_+][\w+-]*:|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?))+[\s.!]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person chosen with @; Slack sends it for outsiders and deactivated people too."""

    user_id: str
    label: str = field(default="", compare=False)
    """The name that Slack sent with it, if any."""

    def named(self, names: Mapping[str, str]) -> str:
        """ "@name", never an id and never a ping; `names` by user id."""
        return at_name(names.get(self.user_id) or self.label or "someone")


TextPart = str | Mention


def unescape_text(text: str) -> str:
    """Undo Slack's escaping of & < > exactly once."""
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def plain_text(raw: str) -> str:
    """What was typed with every run of blanks as one space, and without what nobody sees."""
    return _BLANK.sub(" ", visible_text(_LINKED.sub(r"\1", raw))).strip()


def without_thanks(words: str) -> str:
    """`words` without what is only polite at their end: "please", "thanks!", an emoji."""
    return _POLITE.sub("", words)


def with_channels(raw: str, names: Mapping[str, str]) -> str:
    """`raw` with a name in every channel that Slack sent without one; `names` by channel id."""

    def labelled(match: re.Match[str]) -> str:
        name = names.get(match[1], "")
        return f"<#{match[1]}|{name}>" if name else match[0]

    return _CHANNEL.sub(labelled, raw)


def read_parts(raw: str) -> tuple[TextPart, ...]:
    """`raw` as literal text and mentions, in order; links and channels become literal text."""
    pieces = enumerate(_ANGLES.split(raw))  # every second one stood in angles
    return tuple(_joined(_part(one) if n % 2 else unescape_text(one) for n, one in pieces))


def mentioned_ids(raw: str) -> tuple[str, ...]:
    """User ids mentioned in `raw`, each once, in order."""
    return tuple(dict.fromkeys(p.user_id for p in read_parts(raw) if isinstance(p, Mention)))


def spelled_parts(parts: Iterable[TextPart], names: Mapping[str, str]) -> str:
    """The parts as literal text; a mention becomes "@name" (never a ping when shown again)."""
    return "".join(part if isinstance(part, str) else part.named(names) for part in parts)


def spoken_text(raw: str, names: Mapping[str, str]) -> str:
    """`raw` as literal text, its mentions as names."""
    return spelled_parts(read_parts(raw), names).strip()


def one_item(raw: str, command: str) -> str:
    """`raw` without the bullet before it; a Refusal where it is a list of several items."""
    items = [item.strip() for item in _ITEM.split(raw)]
    if _ITEM.match(raw) and len(items) > 2:
        told = N_("These are {number} items, and I take one at a time, for example: {example}")
        example = f"{command} {shortened(unescape_text(items[1]), 80)}"
        raise Refusal(told, number=len(items) - 1, example=example)
    return _BULLET.sub("", raw)


def reason_in(words: str) -> str:
    """The words after "because", or all of them: "because of the vote" stays whole."""
    return re.sub(r"^because\b(?! +of\b)[\s:,]*", "", words.strip(), flags=re.IGNORECASE)


def without_own_words(raw: str, title: str, written: str, names: Mapping[str, str]) -> str:
    """`raw` without what Convenor wrote behind a reference: `title`, and as much more of `written`
    as follows it. A list line that is pasted means its reference."""
    tokens = list(re.finditer(r"\S+", raw))
    own = f"{title} {written}".split()
    pairs = zip(tokens, own, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: spoken_text(pair[0][0], names) == pair[1], pairs))
    if not tokens or same < len(title.split()):
        return raw
    return raw[tokens[same - 1].end() :].strip()


def _part(inside: str) -> TextPart:
    """A person, or the label of anything else; a bare link is the link."""
    target, _, label = inside.partition("|")
    label = unescape_text(label)
    if re.fullmatch(r"@[UW][A-Z0-9]+", target):
        return Mention(target[1:], label.removeprefix("@"))
    if re.fullmatch(r"#C[A-Z0-9]+", target):
        return f"#{label.removeprefix('#') or 'channel'}"
    if target.startswith("!subteam^"):
        return f"@{label.removeprefix('@') or 'group'}"
    if target.startswith("!"):
        return label if target.startswith("!date") else f"@{target[1:]}"
    return label or unescape_text(re.sub("^(?:mailto|tel):", "", target))


def _joined(parts: Iterable[TextPart]) -> list[TextPart]:
    """Neighbouring texts made one, empty ones left out."""
    joined: list[TextPart] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif part != "":
            joined.append(part)
    return joined
