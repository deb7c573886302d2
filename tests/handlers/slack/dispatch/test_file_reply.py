"""A file that is made in a thread: what is said meanwhile, and what where it can't be made."""

import asyncio
import threading

import pytest

from handlers.slack.client.files import NotUploaded
from handlers.slack.dispatch.file_reply import FileSender
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

    async def send_to_person(self, user_id, name, content, **_):
        if self.trouble:
            raise NotUploaded(self.trouble)
        self.sent.append((user_id, name, content))


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
