"""Payloads that Slack never sends: real ones with one field wrong, and values that nobody wrote."""

import copy
import itertools
from functools import partial

from handlers.slack.request.payloads import check_payload
from handlers.slack.request.request import Kind
from handlers.slack.routes import ROUTES

GONE = object()
ODD = {
    "missing": GONE,
    "null": None,
    "a number": 5,
    "no word": "",
    "a superscript": "²",
    "a nul": "a\0b",
    "long": "9" * 5_000,
    "a list": ["a"],
    "an empty list": [],
    "an object": {"id": None},
    "true": True,
}
VALUES = (
    "²",
    "D²",
    "9" * 30,
    "D" + "9" * 30,
    "-1",
    "0 0",
    "7 ² 7 7",
    "list:²|",
    "D1|going|list:²",
    "D1|going|list:" + "9" * 30,
    "A1|list ² open mine",
    "D1|no|²",
    "null",
    "5",
    "[]",
    "{}",
    '{"id":5,"raw":5,"channel":5,"group":"a"}',
    '{"id":"/action add","raw":[],"channel":{},"group":[]}',
    '{"id":"/action add","raw":"x","group":' + "9" * 30 + "}",
    '{"channel":"C1","at":1e300,"minutes":{},"for":[]}',
    "[" * 1_500,
    "a\0b",
    "\U0001f600" * 400,
    "/dialogue schedule",
    "2026-12-01 2026-12-01",
    "1 2026-13-45 1",
    "1 2026-12-07 " + "9" * 30,
    "² here ² all D1",
)
METADATA = (
    "",
    "²",
    "null",
    "[]",
    "{}",
    '{"number":"²","revision":[],"group":{},"organisation":null}',
    '{"number":' + "9" * 30 + ',"revision":{},"group":' + "9" * 30 + ',"organisation":"²"}',
    '{"number":1.5,"revision":1.5,"group":true,"organisation":true}',
    "[" * 2_900,
)
RIGHT = (
    '{"number":1,"revision":1,"group":1,"organisation":1,'
    '"first":0,"version":1,"edits":0,"person":"U0AMARA001"}'
)


def _text(value):
    return {"type": "plain_text_input", "value": value}


def _option(value):
    return {"type": "static_select", "selected_option": {"value": value}}


def _options(value):
    return {"type": "multi_static_select", "selected_options": [{"value": value}]}


_TEXTS = (
    "title link note reason repeats name summary what_was_done listed contact comment item² item "
    "about aliases should_be superseded_by was why words "
    "note-general note-1 note-² line-1 line-²"
).split()
_PERSONS = "presenter owner_user_id user_id deputy_user_id".split()
INPUTS = {
    **{name: _text("60") for name in [*_TEXTS, "item" + "9" * 30]},
    **{name: _option("group") for name in ("audience", "default_audience")},
    **{name: _option("1") for name in "organisation_id group_id group weekday item1".split()},
    **{name: _options("1") for name in ("items", "reminders", "each_time")},
    **{
        name: {"type": "multi_users_select", "selected_users": ["U1"]}
        for name in ("people", "chairs", "user_ids", "owners")
    },
    **{name: {"type": "users_select", "selected_user": "U1"} for name in _PERSONS},
    **{
        name: {"type": "datepicker", "selected_date": "2027-03-01"}
        for name in "date due_on review_by decided_on first last until due-1".split()
    },
    **{
        name: {"type": "timepicker", "selected_time": "10:00"}
        for name in ("at", "time", "digest_time")
    },
    "digest_weekday": _option("1"),
    "scope": _option("one"),
    "kind": _option("member"),
    "evidence": _option("pilot"),
    "publics": _options("educators"),
    "zone": _option("Europe/London"),
    "minutes": _option("60"),
    "country": _option("IE"),
    "countries": _options("IE"),
    "topics": _options("schools"),
    "also": _options("1"),
    "agreed": _options("Arcom"),
    "keep": _options("2027-03-01/2027-03-02"),
    **{f"done_{n}": _options("1") for n in range(2)},
    **{name: _options("1") for name in ("left_out", "organisations", "observers_comment")},
    "mornings": _options("unowned"),
    **{name: _option("1") for name in ("silence_answers", "silence_more_days")},
    "dialogue": _text("D1"),
    "period": _option("last month"),
    "eyes": _option("group"),
    "day": _option("tomorrow"),
    "rhythm": _option("daily"),
    **{name: _option("9") for name in "days hour number which silence_hours".split()},
    "others": _option("free"),
    "language": _option("en"),
}
"""Every input of every form, well filled in; a form takes those that it knows."""
WRONG_INPUTS = (
    {},
    _text("²"),
    _text("9" * 30),
    _text("a\0b"),
    _option(""),
    _options("²"),
    _options("9" * 30),
    {"type": "multi_users_select", "selected_users": ["a"]},
    {"type": "datetimepicker", "selected_date_time": 9 * 10**30},
    {"type": "datepicker", "selected_date": "9999-99-99"},
    {"type": "datepicker", "selected_date": "0001-01-01"},
    {"type": "timepicker", "selected_time": "99:99"},
)


def one_wrong(payload):
    """A real payload once for each declared field and each odd value in its place."""
    for *way, last in places(check_payload(payload)):
        for odd in ODD.values():
            made = copy.deepcopy(payload)
            holder = made
            for key in way:
                holder = holder[key]
            if odd is GONE:
                del holder[last]
            else:
                holder[last] = copy.deepcopy(odd)
            yield made


def places(payload):
    """The way to each field, outermost first."""
    inner = payload.items() if isinstance(payload, dict) else enumerate(payload)
    for key, value in inner:
        yield (key,)
        if isinstance(value, dict | list):
            yield from ((key, *rest) for rest in places(value))


def presses(press):
    """Every button there is with every value that none of them carries."""
    for (kind, route), value in itertools.product(ROUTES, VALUES):
        if kind is Kind.PRESS:
            for about in {"", value[:200]}:
                made = copy.deepcopy(press)
                made["actions"][0] |= {"action_id": f"{route}:{about}", "value": value}
                yield made


def commands(command):
    """Every command there is with words that nobody types."""
    for (kind, route), words in itertools.product(ROUTES, VALUES):
        if kind is Kind.COMMAND:
            name, _, verb = route.partition(" ")
            yield {**command, "command": name, "text": f"{verb} {words}"}


def submissions(submission):
    """Every form there is with wrong metadata, and with each of its inputs wrong.

    Each is a function that makes it: there are tens of thousands, and a test takes a few.
    """
    for kind, route in ROUTES:
        if kind is Kind.SUBMISSION:
            for metadata in METADATA:
                yield partial(form, submission, route, metadata, {})
            for name, element in itertools.product(INPUTS, WRONG_INPUTS):
                yield partial(form, submission, route, RIGHT, {name: element})


def form(submission, route, metadata, inputs):
    made = copy.deepcopy(submission)
    made["view"] |= {
        "callback_id": route,
        "private_metadata": metadata,
        "state": {"values": {name: {"value": e} for name, e in {**INPUTS, **inputs}.items()}},
    }
    return made
