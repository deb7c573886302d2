"""A file that is made in a thread: what is said meanwhile, and what where it can't be made."""

import asyncio
import threading
from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.dispatch.file_reply import FileSender
from handlers.slack.kit.blocks import Picture
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import MakeFile, SendFile, say_words

CALL = Call(kind=Kind.COMMAND, id="/wg records", workspace_id="T1", user_id="U1", key="k")
PLACE = ("D1", "1.0")
READY = SendFile(
    name="a.zip",
    content=b"a",
    title="A",
    words="A is here",
    said=say_words("It is there."),
    otherwise=say_words("Not sent."),
)


class Slack:
    """In the place of the replier and of the files: notes what they are asked for."""

    def __init__(self, trouble=None):
        self.said, self.sent, self.trouble = [], [], trouble
        self.heard = threading.Event()

    async def say_directly(self, call, words, place):
        self.said.append((words, place))
        if words.endswith("2 of 5"):
            self.heard.set()
        return PLACE

    async def upload(self, name, content, *, person, **_):
        if self.trouble:
            raise NotUploaded(self.trouble)
        self.sent.append((person, name, content))


def sent(slack, make, patience=0.001):
    sender = FileSender(slack, slack, patience)
    made = MakeFile(title="Records", make=make, otherwise=say_words("Not made."))
    return str(asyncio.run(sender.send(CALL, made)).respond)


def test_one_message_is_changed_while_it_is_made_and_at_its_end():
    slack = Slack()

    def make(tell):
        tell("2 of 5")
        assert slack.heard.wait(30)
        return READY

    assert "It is there." in sent(slack, make)
    assert slack.sent == [("U1", "a.zip", b"a")]
    first, *others = slack.said
    assert first[1] is None
    assert {place for _, place in others} == {PLACE}
    assert others[-1][0] == "Records: ready."


def test_nothing_is_said_where_it_is_quick():
    slack = Slack()
    assert "It is there." in sent(slack, lambda _: READY, patience=30)
    assert slack.said == []


@pytest.mark.parametrize("patience", [0.001, 30], ids=["told", "quiet"])
def test_what_cannot_be_made_is_answered(patience):
    slack = Slack()

    def make(tell):
        tell("2 of 5")
        if patience < 1:
            assert slack.heard.wait(30)
        raise RuntimeError("a fault")

    assert "Not made." in sent(slack, make, patience)
    assert slack.sent == []
    assert [words for words, _ in slack.said[-1:]] == (
        ["Records: I could not make it."] if patience < 1 else []
    )


def test_what_slack_does_not_take_is_answered():
    assert "Not sent." in sent(Slack("file_too_large"), lambda _: READY)


def test_files_are_made_one_after_another():
    slack, running, most = Slack(), [], []

    def make(_):
        running.append(1)
        most.append(len(running))
        running.pop()
        return READY

    async def several():
        sender = FileSender(slack, slack)
        made = MakeFile(title="Records", make=make, otherwise=say_words("Not made."))
        await asyncio.gather(*(sender.send(CALL, made) for _ in range(8)))

    asyncio.run(several())
    assert (len(slack.sent), max(most)) == (8, 1)


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

    upload_picture = SlackFiles.upload_picture
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
    await FileSender(uploads, screen).show_picture(PICTURE, ASKED)
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
    await FileSender(Uploads(refuses=code), screen).show_picture(PICTURE, ASKED)
    assert screen.shown == screen.said == []
    assert caplog.records[-1].error == code


async def test_while_slack_looks_through_it_it_is_tried_again():
    screen = Screen(refusals=2)
    await FileSender(Uploads(), screen, pauses=(0, 0)).show_picture(PICTURE, ASKED)
    assert len(screen.shown) == 1
    assert screen.said == []


async def test_where_the_response_url_never_takes_it_a_method_is_tried_once():
    screen = Screen(refusals=9)
    await FileSender(Uploads(), screen, pauses=(0, 0)).show_picture(PICTURE, ASKED)
    assert screen.shown == []
    assert len(screen.said) == 1


async def test_one_whose_process_is_killed_is_left_out():
    uploads, screen = Uploads(), Screen()
    killed = partial(eval, "__import__('os').kill(__import__('os').getpid(), 9)")
    await FileSender(uploads, screen).show_picture(replace(PICTURE, draw=killed), ASKED)
    assert uploads.taken == screen.shown == screen.said == []
