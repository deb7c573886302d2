"""A form that would open a record to more people: shown again with what opens, before it saves."""

import json
from typing import Any

from bot.domain.wording import count
from bot.use_cases.audience_changes import Opening
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.request import Call
from handlers.slack.request.response import ShowView

_TOLD = "told"


def ask_to_open(
    form: dict[str, Any], call: Call, opening: Opening, *, shows: str, entry: tuple[str, str]
) -> ShowView:
    """The form as it was sent, with the words on top; it saves when it is sent once more.

    `shows`: what of the record will be seen. `entry`: what is written under it, one and several.
    """
    first, others = opening.references[0], len(opening.references) - 1
    what = f"{first} and {count(others, 'other date')} of its series" if others else first
    lines = [
        kit.line(kit.bold(f"You are about to open {what} to {audience_words(opening.after)}.")),
        kit.line(f"Until now: {audience_words(opening.before)}. They will see {shows}."),
    ]
    if opening.entries:
        stays = "stays" if opening.entries == 1 else "stay"
        kept = count(opening.entries, *entry)
        lines.append(kit.line(f"{kept} {stays} closed to them: written for fewer people."))
    lines.append(kit.line("Nothing is saved yet. Press Open it, or choose another audience."))
    shown = kit.refilled(form, call.fields)
    metadata = json.loads(call.metadata) | {_TOLD: opening.mark}
    return ShowView(
        shown
        | {
            "blocks": [kit.rich(*lines), *shown["blocks"]],
            "submit": kit.plain("Open it", 24),
            "private_metadata": json.dumps(metadata),
        }
    )


def read_told(metadata: str) -> str:
    """The mark of the opening that the form showed; "" where it showed none."""
    return read_state(metadata, **{_TOLD: str | None})[_TOLD] or ""
