"""Interactive elements: what each may hold, and which blocks may hold it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from handlers.sandbox.validation.shapes import (
    CONFIRM,
    DISPATCH,
    FILTER,
    NAME,
    OPTION_GROUP,
    SLACK_FILE,
    Report,
    Rule,
    address,
    any_text,
    anything,
    exactly_one,
    flag,
    list_of,
    matching,
    one_of,
    option,
    plain_text,
    shape,
    text,
    whole,
)
from handlers.sandbox.values import NUMBER, TIME, options_of

ID = text(255, 1)


def _initial_is_offered(element: Mapping[str, Any], pointer: str, report: Report) -> None:
    offered = [one.get("value") for one in options_of(dict(element))]
    chosen = list(element.get("initial_options") or ())
    if element.get("initial_option") is not None:
        chosen.append(element["initial_option"])
    if any(one.get("value") not in offered for one in chosen):
        report.add("initial options must be among the options", pointer)


def _lengths_fit(element: Mapping[str, Any], pointer: str, report: Report) -> None:
    longest = element.get("max_length", 3000)
    if element.get("min_length", 0) > longest:
        report.add("min_length must not be more than max_length", f"{pointer}/min_length")
    if len(element.get("initial_value") or "") > longest:
        report.add(f"must be less than {longest + 1} characters", f"{pointer}/initial_value")


def _numbers_fit(element: Mapping[str, Any], pointer: str, report: Report) -> None:
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and high is not None and float(low) > float(high):
        report.add("min_value must not be more than max_value", f"{pointer}/min_value")


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_DATE = matching(_is_date, "must be a date as YYYY-MM-DD")
_TIME = matching(lambda value: TIME.fullmatch(value) is not None, "must be a time as HH:mm")
_ZONE = matching(lambda value: value in available_timezones(), "must be an IANA time zone")
_NUMBER = matching(
    lambda value: NUMBER.fullmatch(value) is not None, "must be a number in a string"
)
_CHOICES = list_of(option(), 1, 100)
_FEW_CHOICES = list_of(option(mrkdwn=True), 1, 10)


def _element(
    fields: Mapping[str, Rule],
    required: tuple[str, ...] = (),
    also: tuple[Any, ...] = (),
    *,
    confirm: bool = True,
    focus: bool = True,
    placeholder: bool = True,
) -> Rule:
    common: dict[str, Rule] = {"type": anything, "action_id": NAME}
    if confirm:
        common["confirm"] = CONFIRM
    if focus:
        common["focus_on_load"] = flag
    if placeholder:
        common["placeholder"] = plain_text(150)
    return shape({**common, **fields}, required=required, also=also)


_STATIC: dict[str, Rule] = {"options": _CHOICES, "option_groups": list_of(OPTION_GROUP, 1, 100)}
_EITHER = (exactly_one("options", "option_groups"), _initial_is_offered)
_IDS = list_of(ID, 1, 1000)
_MOST: dict[str, Rule] = {"max_selected_items": whole(1, 1000)}
_TYPED: dict[str, Rule] = {"dispatch_action_config": DISPATCH}

ELEMENTS: dict[str, Rule] = {
    "button": _element(
        {
            "text": plain_text(75),
            "value": text(2000),
            "url": address(),
            "style": one_of("primary", "danger"),
            "accessibility_label": text(75, 1),
        },
        ("text",),
        focus=False,
        placeholder=False,
    ),
    "static_select": _element({**_STATIC, "initial_option": option()}, also=_EITHER),
    "multi_static_select": _element(
        {**_STATIC, **_MOST, "initial_options": _CHOICES}, also=_EITHER
    ),
    "external_select": _element({"initial_option": option(), "min_query_length": whole(0, 150)}),
    "multi_external_select": _element(
        {**_MOST, "initial_options": _CHOICES, "min_query_length": whole(0, 150)}
    ),
    "users_select": _element({"initial_user": ID}),
    "multi_users_select": _element({**_MOST, "initial_users": _IDS}),
    "conversations_select": _element(
        {"initial_conversation": ID, "default_to_current_conversation": flag, "filter": FILTER}
    ),
    "multi_conversations_select": _element(
        {**_MOST, "initial_conversations": _IDS, "filter": FILTER}
    ),
    "channels_select": _element({"initial_channel": ID}),
    "multi_channels_select": _element({**_MOST, "initial_channels": _IDS}),
    "overflow": _element(
        {"options": list_of(option(url=True), 1, 5)}, ("options",), focus=False, placeholder=False
    ),
    "radio_buttons": _element(
        {"options": _FEW_CHOICES, "initial_option": option(mrkdwn=True)},
        ("options",),
        (_initial_is_offered,),
        placeholder=False,
    ),
    "checkboxes": _element(
        {"options": _FEW_CHOICES, "initial_options": _FEW_CHOICES},
        ("options",),
        (_initial_is_offered,),
        placeholder=False,
    ),
    "plain_text_input": _element(
        {
            **_TYPED,
            "initial_value": text(3000),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        also=(_lengths_fit,),
        confirm=False,
    ),
    "number_input": _element(
        {
            **_TYPED,
            "is_decimal_allowed": flag,
            "initial_value": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
        },
        ("is_decimal_allowed",),
        (_numbers_fit,),
        confirm=False,
    ),
    "email_text_input": _element({**_TYPED, "initial_value": text(3000)}, confirm=False),
    "url_text_input": _element({**_TYPED, "initial_value": text(3000)}, confirm=False),
    "datepicker": _element({"initial_date": _DATE}),
    "timepicker": _element({"initial_time": _TIME, "timezone": _ZONE}),
    "datetimepicker": _element(
        {"initial_date_time": whole(1_000_000_000, 9_999_999_999)}, placeholder=False
    ),
}
IMAGE_ELEMENT = shape(
    {"type": anything, "image_url": address(), "slack_file": SLACK_FILE, "alt_text": text(2000, 1)},
    required=("alt_text",),
    also=(exactly_one("image_url", "slack_file"),),
)

_CHOOSING = ("static_select", "external_select", "users_select", "conversations_select")
_CHOOSING_MANY = (
    "multi_static_select", "multi_external_select", "multi_users_select",
    "multi_conversations_select", "multi_channels_select",
)  # fmt: skip
_MARKING = ("radio_buttons", "checkboxes", "datepicker", "timepicker")
_WRITING = ("plain_text_input", "number_input", "email_text_input", "url_text_input")

IN_SECTION = (
    "button", "overflow", "channels_select", *_CHOOSING, *_CHOOSING_MANY, *_MARKING
)  # fmt: skip
IN_ACTIONS = (
    "button", "overflow", "channels_select", "datetimepicker", *_CHOOSING, *_MARKING
)  # fmt: skip
IN_INPUT = (
    "channels_select", "datetimepicker", *_CHOOSING, *_CHOOSING_MANY, *_MARKING, *_WRITING
)  # fmt: skip
IN_CONTEXT: dict[str, Rule] = {
    "image": IMAGE_ELEMENT,
    "plain_text": any_text(),
    "mrkdwn": any_text(),
}


def among(kinds: tuple[str, ...]) -> dict[str, Rule]:
    """The rules of some of the elements, by type."""
    return {kind: ELEMENTS[kind] for kind in kinds}
