"""Composition objects and interactive elements: what each may hold, and which blocks hold it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from handlers.sandbox.validation.shapes import (
    KNOWN,
    Report,
    Rule,
    exactly_one,
    matching,
    shapes,
)
from handlers.sandbox.values import NUMBER, TIME, options_of


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


def _has_something(value: Mapping[str, Any], pointer: str, report: Report) -> None:
    if not value:
        report.add("must have at least one key", pointer)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_OPTIONS = exactly_one("options", "option_groups")
ONE_PICTURE = (exactly_one("image_url", "slack_file"),)
OBJECTS = KNOWN | {
    "date": matching(_is_date, "must be a date as YYYY-MM-DD"),
    "time": matching(lambda value: TIME.fullmatch(value) is not None, "must be a time as HH:mm"),
    "zone": matching(lambda value: value in available_timezones(), "must be an IANA time zone"),
    "number": matching(
        lambda value: NUMBER.fullmatch(value) is not None, "must be a number in a string"
    ),
}
OBJECTS |= shapes(
    """
option text!=plain:75 value!=text:1-150 description=plain:75
menu_option text!=plain:75 value!=text:1-150 description=plain:75 url=url
marked_option text!=words:75 value!=text:1-150 description=words:75
option_group label!=plain:75 options!=option*1-100
suggestions options=option*0-100 option_groups=option_group*0-100
slack_file id=name url=url
confirm title!=plain:100 text!=words:300 confirm!=plain:30 deny!=plain:30 style=primary|danger
dispatch trigger_actions_on=on_enter_pressed|on_character_entered*1-2
filter include=im|mpim|private|public*1-4 exclude_external_shared_channels=flag
    exclude_bot_users=flag
image image_url=url slack_file=slack_file alt_text!=text:1-2000
""",
    OBJECTS,
    {
        "suggestions": (_OPTIONS,),
        "slack_file": (exactly_one("id", "url"),),
        "filter": (_has_something,),
        "image": ONE_PICTURE,
    },
)
SUGGESTIONS = OBJECTS["suggestions"]
"""What an app answers to block_suggestion."""

_PRESSED = "action_id=name confirm=confirm"
_MARKED = f"{_PRESSED} focus_on_load=flag"
_CHOSEN = f"{_MARKED} placeholder=plain:150"
_MANY = f"{_CHOSEN} max_selected_items=whole:1-1000"
_OFFERED = "options=option*1-100 option_groups=option_group*1-100"
_TYPED = "action_id=name focus_on_load=flag placeholder=plain:150 dispatch_action_config=dispatch"
ELEMENTS = shapes(
    f"""
button {_PRESSED} text!=plain:75 value=text:2000 url=url style=primary|danger
    accessibility_label=text:1-75
overflow {_PRESSED} options!=menu_option*1-5
radio_buttons {_MARKED} options!=marked_option*1-10 initial_option=marked_option
checkboxes {_MARKED} options!=marked_option*1-10 initial_options=marked_option*1-10
datetimepicker {_MARKED} initial_date_time=whole:1000000000-9999999999
datepicker {_CHOSEN} initial_date=date
timepicker {_CHOSEN} initial_time=time timezone=zone
static_select {_CHOSEN} {_OFFERED} initial_option=option
multi_static_select {_MANY} {_OFFERED} initial_options=option*1-100
external_select {_CHOSEN} initial_option=option min_query_length=whole:0-150
multi_external_select {_MANY} initial_options=option*1-100 min_query_length=whole:0-150
users_select {_CHOSEN} initial_user=name
multi_users_select {_MANY} initial_users=name*1-1000
conversations_select {_CHOSEN} initial_conversation=name default_to_current_conversation=flag
    filter=filter
multi_conversations_select {_MANY} initial_conversations=name*1-1000 filter=filter
channels_select {_CHOSEN} initial_channel=name
multi_channels_select {_MANY} initial_channels=name*1-1000
plain_text_input {_TYPED} initial_value=text:3000 multiline=flag min_length=whole:0-3000
    max_length=whole:1-3000
number_input {_TYPED} is_decimal_allowed!=flag initial_value=number min_value=number
    max_value=number
email_text_input {_TYPED} initial_value=text:3000
url_text_input {_TYPED} initial_value=text:3000
""",
    OBJECTS,
    {
        **dict.fromkeys(("static_select", "multi_static_select"), (_OPTIONS, _initial_is_offered)),
        **dict.fromkeys(("radio_buttons", "checkboxes"), (_initial_is_offered,)),
        "plain_text_input": (_lengths_fit,),
        "number_input": (_numbers_fit,),
    },
)

_MARKING = "channels_select static_select external_select users_select conversations_select"
_MARKING += " radio_buttons checkboxes datepicker timepicker"
_CHOOSING_MANY = (
    "multi_static_select multi_external_select multi_users_select multi_conversations_select"
    " multi_channels_select"
)
_WRITING = "plain_text_input number_input email_text_input url_text_input"
IN_SECTION = f"button overflow {_MARKING} {_CHOOSING_MANY}"
IN_ACTIONS = f"button overflow datetimepicker {_MARKING}"
IN_INPUT = f"datetimepicker {_MARKING} {_CHOOSING_MANY} {_WRITING}"


def among(kinds: str) -> dict[str, Rule]:
    """The rules of some of the elements, by type."""
    return {kind: ELEMENTS[kind] for kind in kinds.split()}
