"""Rich text: words with their marks, as people write them and as apps may send them."""

from handlers.sandbox.validation.objects import address, block_of
from handlers.sandbox.validation.shapes import (
    Rule,
    by_type,
    flag,
    list_of,
    one_of,
    shape,
    text,
    typed,
    whole,
)

_STYLE = shape({"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
_ID = text(255, 1)


def _piece(fields: dict[str, Rule], *required: str) -> Rule:
    return typed({"style": _STYLE, **fields}, *required)


_PIECE = by_type(
    {
        "text": _piece({"text": text(12_000, 1)}, "text"),
        "link": _piece({"url": address(), "text": text(12_000), "unsafe": flag}, "url"),
        "user": _piece({"user_id": _ID}, "user_id"),
        "usergroup": _piece({"usergroup_id": _ID}, "usergroup_id"),
        "channel": _piece({"channel_id": _ID}, "channel_id"),
        "emoji": _piece({"name": _ID, "unicode": text(255), "skin_tone": whole(1, 6)}, "name"),
        "broadcast": _piece({"range": one_of("here", "channel", "everyone")}, "range"),
        "color": _piece({"value": text(7, 4)}, "value"),
        "date": _piece(
            {
                "timestamp": whole(0, 9_999_999_999),
                "format": text(255, 1),
                "url": address(),
                "fallback": text(3000),
            },
            "timestamp",
            "format",
        ),
    },
    what="rich text element",
)
_PIECES = list_of(_PIECE, 0, 1000)


_SECTION = typed({"elements": _PIECES}, "elements")
_APART = typed({"elements": _PIECES, "border": whole(0, 1)}, "elements")
_LIST = typed(
    {
        "style": one_of("bullet", "ordered"),
        "elements": list_of(by_type({"rich_text_section": _SECTION}), 1, 1000),
        "indent": whole(0, 8),
        "offset": whole(0, 10_000),
        "border": whole(0, 1),
    },
    "style",
    "elements",
)
_PART = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": _APART,
        "rich_text_preformatted": _APART,
        "rich_text_list": _LIST,
    },
    what="rich text part",
)

RICH_TEXT = block_of({"elements": list_of(_PART, 1, 1000)}, ("elements",))
