"""A picture follows its answer: uploaded and shown; whatever goes wrong, the answer stood alone."""

from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.client.files import NotUploaded
from handlers.slack.dispatch.file_reply import Pictures
from handlers.slack.kit.blocks import Picture
from handlers.slack.request.request import Call, Kind

ASKED = Call(
    kind=Kind.COMMAND,
    id="/dialogue find",
    workspace_id="T1",
    user_id="U1",
    key="k",
    channel_id="C1",
    response_url="http://127.0.0.1/r",
)
PICTURE = Picture(
    name="hours.png",
    title="Hours & <more>",
    says="What is <seen> & heard",
    draw=partial(bytes, b"PNG"),
)


@dataclass
class Uploads:
    """Takes files, or refuses them with a word of Slack's."""

    refuses: str | None = None
    taken: list = field(default_factory=list)

    async def upload(self, name, content, *, title, alt_text):
        if self.refuses:
            raise NotUploaded(self.refuses)
        self.taken.append((name, content, title, alt_text))
        return "F0PICTURE1"


@dataclass
class Screen:
    """Refuses a number of messages at first, as Slack does while it looks through a file."""

    refusals: int = 0
    shown: list = field(default_factory=list)
    said: list = field(default_factory=list)

    async def respond(self, _call, body):
        self.refusals -= 1
        if self.refusals >= 0:
            return False
        self.shown.append(body)
        return True

    async def say_privately(self, _call, body):
        self.said.append(body)
        return True


async def test_it_is_uploaded_for_nobody_and_shown_to_the_caller():
    uploads, screen = Uploads(), Screen()
    await Pictures(uploads, screen).show(PICTURE, ASKED)
    assert uploads.taken == [("hours.png", b"PNG", PICTURE.title, PICTURE.says)]
    (body,) = screen.shown
    assert body["response_type"] == "ephemeral"
    assert body["replace_original"] is False
    assert body["text"] == "What is &lt;seen&gt; &amp; heard"
    assert body["blocks"] == [
        {
            "type": "image",
            "slack_file": {"id": "F0PICTURE1"},
            "title": {"type": "plain_text", "text": "Hours & <more>", "emoji": False},
            "alt_text": "What is <seen> & heard",
        }
    ]
    checked_blocks(body["blocks"])


@pytest.mark.parametrize("code", ["missing_scope", "ratelimited", "TimeoutError"])
async def test_where_it_is_not_taken_nothing_more_is_said(code, caplog):
    screen = Screen()
    await Pictures(Uploads(refuses=code), screen).show(PICTURE, ASKED)
    assert screen.shown == screen.said == []
    assert caplog.records[-1].error == code


async def test_while_slack_looks_through_it_it_is_tried_again():
    screen = Screen(refusals=2)
    await Pictures(Uploads(), screen, pauses=(0, 0)).show(PICTURE, ASKED)
    assert len(screen.shown) == 1
    assert screen.said == []


async def test_where_the_response_url_never_takes_it_a_method_is_tried_once():
    screen = Screen(refusals=9)
    await Pictures(Uploads(), screen, pauses=(0, 0)).show(PICTURE, ASKED)
    assert screen.shown == []
    assert len(screen.said) == 1


async def test_one_whose_process_is_killed_is_left_out():
    uploads, screen = Uploads(), Screen()
    killed = partial(eval, "__import__('os').kill(__import__('os').getpid(), 9)")
    await Pictures(uploads, screen).show(replace(PICTURE, draw=killed), ASKED)
    assert uploads.taken == screen.shown == screen.said == []
