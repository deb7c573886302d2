"""Parts of blocks, valid unless told otherwise, and what is said of bad ones."""

import pytest

from handlers.sandbox.refusal import Refused
from handlers.sandbox.validation.messages import checked_blocks
from tests.handlers.sandbox.world import plain


def mrkdwn(words):
    return {"type": "mrkdwn", "text": words}


def section(words="x", **more):
    return {"type": "section", "text": mrkdwn(words), **more}


def field(element):
    return {"type": "input", "label": plain("L"), "element": element}


def option(value="v", words="t", **more):
    return {"text": plain(words), "value": value, **more}


def options(count):
    return [option(str(number)) for number in range(count)]


def groups(count, of=1):
    return [
        {"label": plain("g"), "options": [option(f"{group}.{one}") for one in range(of)]}
        for group in range(count)
    ]


def element(kind, **more):
    return {"type": kind, "action_id": "a", **more}


def confirm(**changed):
    return {
        "title": plain("t"),
        "text": plain("x"),
        "confirm": plain("c"),
        "deny": plain("d"),
        **changed,
    }


def image(**more):
    return {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "x", **more}


def refused(block):
    """What Slack says of a block that it refuses."""
    with pytest.raises(Refused) as refusal:
        checked_blocks([block])
    assert refusal.value.error == "invalid_blocks"
    (said, *_) = refusal.value.messages
    assert "[json-pointer:/blocks/0" in said
    answered = refusal.value.as_answer()["response_metadata"]["messages"]
    assert answered[0].startswith("[ERROR] ")
    return said
