"""Forms to schedule, move, edit and cancel a dialogue; a field is named as the wish names it."""

import json
from datetime import datetime
from typing import Any

from bot.domain.audience import Audience
from bot.domain.dialogue import DEFAULT_MINUTES, Dialogue
from bot.domain.limits import SUMMARY, TITLE
from bot.domain.wording import spell_moment
from handlers.slack import blockkit as kit
from handlers.slack.shared import audience_options

SCHEDULE, MOVE, EDIT, CANCEL = (
    "dialogue.schedule",
    "dialogue.move",
    "dialogue.edit",
    "dialogue.cancel",
)
SCHEDULE_TITLE, MOVE_TITLE = "Schedule a dialogue", "Move a dialogue"
EDIT_TITLE, CANCEL_TITLE = "Edit a dialogue", "Cancel a dialogue"

View = dict[str, Any]


def schedule_form(
    *, channel_id: str, zone: str, audience: Audience, audiences: tuple[Audience, ...]
) -> View:
    """`zone` is the person's own; `audience` the group's default, among what they may choose."""
    return kit.modal(
        SCHEDULE,
        SCHEDULE_TITLE,
        [
            _title_field(None),
            *_start_fields(None, zone),
            _minutes_field(DEFAULT_MINUTES),
            _link_field(None),
            _audience_field(audience, audiences),
        ],
        submit="Schedule",
        metadata=json.dumps({"channel": channel_id}),
    )


def move_form(dialogue: Dialogue) -> View:
    now_at = spell_moment(dialogue.starts_at, dialogue.zone)
    return kit.modal(
        MOVE,
        MOVE_TITLE,
        [
            kit.rich(kit.line(kit.bold(dialogue.title)), kit.line(f"Now on {now_at}.")),
            *_start_fields(dialogue.wall, dialogue.zone),
        ],
        submit="Move",
        metadata=_number(dialogue),
    )


def edit_form(dialogue: Dialogue, audiences: tuple[Audience, ...]) -> View:
    return kit.modal(
        EDIT,
        EDIT_TITLE,
        [
            _title_field(dialogue.title),
            _minutes_field(dialogue.minutes),
            _link_field(dialogue.link),
            _audience_field(dialogue.audience, audiences),
        ],
        submit="Save",
        metadata=_number(dialogue),
    )


def cancel_form(dialogue: Dialogue) -> View:
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return kit.modal(
        CANCEL,
        CANCEL_TITLE,
        [
            kit.rich(kit.line(kit.bold(dialogue.title)), kit.line(f"On {when}.")),
            kit.field(
                "reason",
                "Why? Everyone who was invited will read this.",
                kit.text_input(lines=True),
                hint=f"Up to {SUMMARY} characters.",
                optional=True,
            ),
        ],
        submit="Cancel the dialogue",
        close="Keep it",
        metadata=_number(dialogue),
    )


def _title_field(title: str | None) -> kit.Block:
    element = kit.text_input(initial=title, example="AI-generated CSAM roundtable")
    return kit.field("title", "Title", element, hint=f"Up to {TITLE} characters.")


def _start_fields(wall: datetime | None, zone: str) -> list[kit.Block]:
    date: kit.Element = {"type": "datepicker"}
    time: kit.Element = {"type": "timepicker"}
    if wall is not None:
        date["initial_date"] = f"{wall:%Y-%m-%d}"
        time["initial_time"] = f"{wall:%H:%M}"
    return [
        kit.field("date", "Date", date),
        kit.field("time", "Time", time),
        kit.field(
            "zone",
            "Time zone",
            kit.text_input(initial=zone, example="Europe/Dublin"),
            hint="Date and time are read there. For example Europe/Dublin, Asia/Seoul or UTC.",
        ),
    ]


def _minutes_field(minutes: int) -> kit.Block:
    element = kit.text_input(initial=f"{minutes}m", example="60m")
    return kit.field("minutes", "Length", element, hint="For example 60m, 90 min or 1h30.")


def _link_field(link: str | None) -> kit.Block:
    element = kit.text_input(initial=link, example="https://…")
    return kit.field("link", "Link to join", element, optional=True)


def _audience_field(audience: Audience, audiences: tuple[Audience, ...]) -> kit.Block:
    options = [option for option in audience_options() if option["value"] in audiences]
    return kit.field("audience", "Who may see it", kit.choice(options, initial=audience.value))


def _number(dialogue: Dialogue) -> str:
    return json.dumps({"number": dialogue.number})
