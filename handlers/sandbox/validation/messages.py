"""What Slack checks of blocks, and of a message and a view as a whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.refusal import Refused, refuse_if
from handlers.sandbox.validation.elements import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    OBJECTS,
    ONE_PICTURE,
    among,
)
from handlers.sandbox.validation.shapes import Report, Rule, by_type, list_of, shapes
from handlers.sandbox.values import each_element, elements_of, texts_of, with_names

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
LONGEST_TABLE = 10_000
"""Characters of all cells together."""
LONGEST_MARKDOWN = 12_000
"""Characters of all markdown blocks together."""


def _has_words(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if block.get("text") is None and not block.get("fields"):
        report.add("must have text or fields", pointer)


def _is_short(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if sum(len(found) for found in texts_of(block["rows"])) > LONGEST_TABLE:
        report.add(f"must be less than {LONGEST_TABLE + 1} characters", f"{pointer}/rows")


def _or_none(rule: Rule) -> Rule:
    """What keeps `rule`, or null, which skips a place in a list."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if value is not None:
            rule(value, pointer, report)

    return check


_IN_RICH_TEXT = shapes(
    """
style bold=flag italic=flag strike=flag code=flag underline=flag
text style=style text!=text:1-12000
link style=style url!=url text=text:12000 unsafe=flag
user style=style user_id!=name
usergroup style=style usergroup_id!=name
channel style=style channel_id!=name
emoji style=style name!=name unicode=text:255 skin_tone=whole:1-6
broadcast style=style range!=here|channel|everyone
color style=style value!=text:4-7
date style=style timestamp!=whole:0-9999999999 format!=text:1-255 url=url fallback=text:3000
"""
)
del _IN_RICH_TEXT["style"]
_PARTS = OBJECTS | {"piece": by_type(_IN_RICH_TEXT, what="rich text element")}
_SECTION = shapes("rich_text_section elements!=piece*0-1000", _PARTS)
_IN_PARTS = _SECTION | shapes(
    """
rich_text_quote elements!=piece*0-1000 border=whole:0-1
rich_text_preformatted elements!=piece*0-1000 border=whole:0-1
rich_text_list style!=bullet|ordered elements!=section*1-1000 indent=whole:0-8
    offset=whole:0-10000 border=whole:0-1
""",
    _PARTS | {"section": by_type(_SECTION)},
)
_PARTS["part"] = by_type(_IN_PARTS, what="rich text part")
_RICH_TEXT = shapes("rich_text block_id=name elements!=part*1-1000", _PARTS)
_COLUMN = shapes("column align=left|center|right is_wrapped=flag")["column"]
_CELLS = shapes("raw_text text!=text:1-10000\nraw_number value!=any text=text:10000") | _RICH_TEXT
_IN_CONTEXT = {"image": OBJECTS["image"]} | shapes(
    "plain_text text!=text:1-3000 emoji=flag\nmrkdwn text!=text:1-3000 verbatim=flag"
)
BLOCKS = _RICH_TEXT | shapes(
    """
section block_id=name text=words:3000 fields=words:2000*1-10 accessory=accessory expand=flag
header block_id=name text!=plain:150
context block_id=name elements!=in_context*1-10
divider block_id=name
actions block_id=name elements!=in_actions*1-25
input block_id=name label!=plain:2000 element!=in_input hint=plain:2000 optional=flag
    dispatch_action=flag
image block_id=name image_url=url slack_file=slack_file alt_text!=text:1-2000 title=plain:2000
video block_id=name alt_text!=text:1-2000 title!=plain:199 thumbnail_url!=url video_url!=url
    author_name=text:1-49 description=plain:199 provider_icon_url=url provider_name=name
    title_url=url
table block_id=name rows!=cell*1-20*1-100 column_settings=column*1-20
markdown block_id=name text!=text:1-12000
""",
    OBJECTS
    | {
        "accessory": by_type(
            {**among(IN_SECTION), "image": OBJECTS["image"]}, what="accessory type"
        ),
        "in_context": by_type(_IN_CONTEXT, what="context element"),
        "in_actions": by_type(among(IN_ACTIONS), what="element type"),
        "in_input": by_type(among(IN_INPUT), what="element type"),
        "cell": by_type(_CELLS, what="cell type"),
        "column": _or_none(_COLUMN),
    },
    {"section": (_has_words,), "image": ONE_PICTURE, "table": (_is_short,)},
)
_MISSING = {"modal": {"table", "markdown"}, "home": {"markdown"}, "message": set[str]()}
IN = {
    surface: by_type({kind: rule for kind, rule in BLOCKS.items() if kind not in missing})
    for surface, missing in _MISSING.items()
}
"""What each surface can show."""


def check_blocks(blocks: Any, surface: str, report: Report) -> None:
    """Note all that is wrong with the blocks of a `message`, a `modal` or a `home`."""
    most = MOST_IN_MESSAGE if surface == "message" else MOST_IN_VIEW
    pointer = "/blocks" if surface == "message" else "/view/blocks"
    before = len(report.problems)
    list_of(IN[surface], 0, most)(blocks, pointer, report)
    if len(report.problems) == before:
        _check_unique(blocks, pointer, report)
        _check_kinds(blocks, pointer, report)


def count_text(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How many characters of text the blocks have, all together."""
    return sum(len(found) for block in blocks for found in texts_of(block))


def _check_kinds(blocks: Sequence[dict[str, Any]], pointer: str, report: Report) -> None:
    if sum(block["type"] == "table" for block in blocks) > 1:
        report.add("only_one_table_allowed", pointer)
    markdown = [block["text"] for block in blocks if block["type"] == "markdown"]
    if sum(map(len, markdown)) > LONGEST_MARKDOWN:
        report.add(f"markdown must be less than {LONGEST_MARKDOWN + 1} characters", pointer)


def _check_unique(blocks: Sequence[dict[str, Any]], pointer: str, report: Report) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id is not None and block_id in seen:
            report.add(f"`block_id` {block_id} already exists", f"{pointer}/{index}/block_id")
        seen.add(block_id or "")
        actions = [one["action_id"] for one in elements_of(block) if one.get("action_id")]
        for action_id in sorted({one for one in actions if actions.count(one) > 1}):
            report.add(f"`action_id` {action_id} already exists", f"{pointer}/{index}")


LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_TEXT_IN_BLOCKS = 12_000
# Slack publishes no limit for metadata, only the error; this one is ours.
LARGEST_METADATA = 8_000
_NOT_OFFERED = ("attachments", "markdown_text", "file_ids", "as_user", "parse", "link_names")


@dataclass(frozen=True)
class Content:
    """What a message says; `warning` is Slack's word about text that was cut."""

    text: str
    blocks: list[dict[str, Any]] | None
    warning: str | None = None


def refuse_not_offered(given: Mapping[str, Any]) -> None:
    """Refuse what a message asks for and this server cannot do, rather than ignore it."""
    found = [name for name in _NOT_OFFERED if given.get(name) not in (None, "", [], False)]
    if found:
        raise Refused(
            "invalid_arguments", [f"not offered by the sandbox: {name}" for name in found]
        )


def checked_content(
    text: Any, blocks: Any, *, longest: int | None = None, total: bool = True
) -> Content:
    """Text and blocks, when Slack would take them; otherwise Refused. With `longest`, more text is
    refused; without, it is cut at 40,000 characters with a warning. `total` is the limit on all
    text in blocks, which response URLs do not have."""
    words = "" if text is None else str(text)
    good = None if not blocks else checked_blocks(blocks, total=total)
    refuse_if(not words.strip() and good is None, "no_text")
    refuse_if(longest is not None and len(words) > longest, "msg_too_long")
    warning = "message_truncated" if len(words) > LONGEST_TEXT else None
    return Content(words[:LONGEST_TEXT], good, warning)


def checked_blocks(blocks: Any, *, total: bool = True) -> list[dict[str, Any]]:
    """The blocks of a message with all ids filled in; otherwise Refused."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    report = Report()
    check_blocks(blocks, "message", report)
    if report.problems:
        raise Refused("invalid_blocks", report.problems, errors=report.problems)
    refuse_if(total and count_text(blocks) > MOST_TEXT_IN_BLOCKS, "msg_blocks_too_long")
    return with_names(blocks)


def checked_metadata(metadata: Any) -> Mapping[str, Any] | None:
    """Metadata of an event type and a flat payload; None when there is none."""
    if not metadata:
        return None
    if not isinstance(metadata, Mapping) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not kind or not isinstance(payload, Mapping):
        raise Refused("invalid_metadata_format")
    if any(not isinstance(value, str | int | float) for value in payload.values()):
        raise Refused("invalid_metadata_format")
    refuse_if(len(str(metadata)) > LARGEST_METADATA, "metadata_too_large")
    return dict(metadata)


LARGEST_BYTES = 250_000

_COMMON = "private_metadata=text:3000 callback_id=text:255 external_id=text:255"
_VIEW = shapes(f"""
home blocks!=any {_COMMON}
modal title!=plain:24 blocks!=any submit=plain:24 close=plain:24 clear_on_close=flag
    notify_on_close=flag submit_disabled=flag {_COMMON}
""")


def checked_view(view: Any, *, kind: str) -> dict[str, Any]:
    """The view, when Slack would take it; otherwise Refused. `kind` is modal or home."""
    report = Report()
    by_type({kind: _VIEW[kind]}, what="view type")(view, "/view", report)
    if isinstance(view, dict) and "blocks" in view:
        check_blocks(view["blocks"], kind, report)
    if not report.problems:
        _check_together(view, report)
    if report.problems:
        raise Refused("invalid_arguments", report.problems)
    refuse_if(len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_BYTES, "view_too_large")
    return {key: value for key, value in view.items() if value is not None}


def _check_together(view: Mapping[str, Any], report: Report) -> None:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and view.get("submit") is None:
        report.add("`submit` is required when an input block is used", "/view/submit")
    focused = [one for _, one in each_element(view["blocks"]) if one.get("focus_on_load")]
    if len(focused) > 1:
        report.add("`focus_on_load` can be set on one element only", "/view/blocks")
