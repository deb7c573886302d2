"""Rich text: words with their marks, as people write them and as apps may send them."""

from handlers.sandbox.validation.objects import NAME, address
from handlers.sandbox.validation.shapes import (
    Rule,
    anything,
    by_type,
    flag,
    list_of,
    one_of,
    shape,
    text,
    whole,
)

_STYLE = shape({"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
_ID = text(255, 1)


def _piece(fields: dict[str, Rule], *required: str) -> Rule:
    return shape({"type": anything, "style": _STYLE, **fields}, required=required)


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


def _part(fields: dict[str, Rule], *required: str) -> Rule:
    return shape({"type": anything, **fields}, required=required)


_SECTION = _part({"elements": _PIECES}, "elements")

RICH_TEXT = shape(
    {
        "type": anything,
        "block_id": NAME,
        "elements": list_of(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_quote": _part(
                        {"elements": _PIECES, "border": whole(0, 1)}, "elements"
                    ),
                    "rich_text_preformatted": _part(
                        {"elements": _PIECES, "border": whole(0, 1)}, "elements"
                    ),
                    "rich_text_list": _part(
                        {
                            "style": one_of("bullet", "ordered"),
                            "elements": list_of(by_type({"rich_text_section": _SECTION}), 1, 1000),
                            "indent": whole(0, 8),
                            "offset": whole(0, 10_000),
                            "border": whole(0, 1),
                        },
                        "style",
                        "elements",
                    ),
                },
                what="rich text part",
            ),
            1,
            1000,
        ),
    },
    required=("elements",),
)
