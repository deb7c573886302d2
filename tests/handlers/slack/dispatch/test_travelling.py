"""How each answer travels, by what it answers: in the acknowledgement, or behind it."""

import asyncio

import pytest

from handlers.slack.dispatch.travelling import Modals, late_words, reply_blocks, to_wire
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import (
    FieldErrors,
    PushView,
    Quiet,
    Reply,
    SendFile,
    ShowView,
    Suggest,
    Wire,
    say_words,
)

COMMAND, PRESS, SUBMISSION = Kind.COMMAND, Kind.PRESS, Kind.SUBMISSION
VIEW = {"type": "modal", "blocks": []}
SAID = say_words("Done.")


def call(kind, **fields):
    given = {"id": "/action add", "workspace_id": "T1", "user_id": "U1", "key": "k"}
    return Call(kind=kind, typed="/action add Fines", **given, **fields)


IN_A_MESSAGE = call(PRESS, response_url="https://slack.example/1")
IN_A_MODAL = call(PRESS, view_id="V1")


@pytest.mark.parametrize(
    ("asked", "travels"),
    [
        (call(COMMAND), {"ack"}),
        (IN_A_MESSAGE, {"respond"}),
        (IN_A_MODAL, {"view"}),
        (call(PRESS, view_id="V1", response_url="https://slack.example/1"), {"respond"}),
        (call(SUBMISSION, view_id="V1"), {"ack"}),
        (call(Kind.SHORTCUT, response_url="https://slack.example/1"), {"respond"}),
    ],
    ids=["command", "press", "press in a modal", "press in a modal of a message", "sent", "menu"],
)
def test_words_go_where_the_person_looks(asked, travels):
    wire = to_wire(asked, SAID)
    assert {name for name in ("ack", "respond", "view") if getattr(wire, name)} == travels
    shown = wire.view or wire.ack.get("view") or wire.respond or wire.ack
    assert fallback_text(shown["blocks"]) == "Done."
    assert shown.get("response_type", "ephemeral") == "ephemeral", "nobody else sees it"


@pytest.mark.parametrize("replace", [True, False])
def test_only_a_reply_that_says_so_takes_the_place_of_what_was_pressed(replace):
    assert to_wire(IN_A_MESSAGE, say_words("x", replace=replace)).respond["replace_original"] is (
        replace
    )


@pytest.mark.parametrize(
    ("asked", "answer", "opens"),
    [
        (call(COMMAND), ShowView(VIEW), "open"),
        (IN_A_MODAL, ShowView(VIEW), None),
        (IN_A_MODAL, PushView(VIEW), "push"),
        (IN_A_MESSAGE, PushView(VIEW), "open"),
    ],
)
def test_a_form_is_opened_updated_or_laid_on_top(asked, answer, opens):
    assert to_wire(asked, answer) == Wire(view=VIEW, opens=opens)


def test_in_answer_to_a_form_the_next_one_takes_its_place_in_the_acknowledgement():
    shown = to_wire(call(SUBMISSION, view_id="V1"), ShowView(VIEW))
    assert shown.ack == {"response_action": "update", "view": VIEW}
    assert (shown.view, shown.opens) == (None, None)


@pytest.mark.parametrize("form", [ShowView(VIEW), PushView(VIEW)], ids=["shown", "pushed"])
def test_a_message_opens_no_form_and_gets_its_words_back(form):
    wire = to_wire(call(Kind.EVENT, response_url=None), form)
    said = fallback_text(wire.respond["blocks"])
    assert said.startswith("That needs a form, and a message can't open one.")
    assert "/action add Fines" in said


def test_a_menu_offers_something_or_nothing_and_never_words():
    menu = call(Kind.OPTIONS)
    assert to_wire(menu, Suggest({"options": [1]})).ack == {"options": [1]}
    assert to_wire(menu, SAID).ack == {"options": []}


def test_errors_files_and_silence():
    errors = to_wire(call(SUBMISSION, view_id="V1"), FieldErrors({"title": "Too long."}))
    assert errors.ack == {"response_action": "errors", "errors": {"title": "Too long."}}
    assert fallback_text(late_words(errors)) == "Too long."
    assert to_wire(IN_A_MESSAGE, Quiet()) == Wire()
    file = SendFile(name="x", content=b"", title="x", words="x", said=SAID, otherwise=SAID)
    assert to_wire(call(COMMAND), file) == Wire(file=file)


def test_what_nobody_may_keep_is_answered_otherwise_when_it_comes_again():
    secret = Reply(blocks=say_words("The address is 42.").blocks, again=say_words("As above."))
    wire = to_wire(call(COMMAND), secret)
    assert "42" in fallback_text(reply_blocks(wire))
    assert "42" not in wire.kept()
    assert fallback_text(reply_blocks(Wire.from_kept(wire.kept()))) == "As above."
    assert fallback_text(late_words(Wire())) == "Saved."
    assert fallback_text(reply_blocks(Wire())) == "Nothing to show."
    assert kit.rich(kit.line("Nothing to show.")) in reply_blocks(Wire())


class Slack:
    """The client and the replier in one: notes what is asked of either."""

    def __init__(self):
        self.asked, self.said = [], []

    def __getattr__(self, method):
        async def ask(**said):
            self.asked.append((method, said.get("view_id")))
            return {"view": {"id": "V9"}}

        return ask

    async def attempt(self, request):
        return await request

    async def respond(self, call, body):
        self.said.append(body["text"])


@pytest.fixture
def slack():
    return Slack()


@pytest.fixture
def modals(slack):
    return Modals(client=slack, replier=slack)


def press(**fields):
    given = {"id": "action.edit", "workspace_id": "T1", "user_id": "U1", "key": "k"}
    return Call(kind=Kind.PRESS, trigger_id="1.2", **given, **fields)


FROM_A_MESSAGE, FROM_A_MODAL = press(), press(view_id="V1", view_hash="h1")
FROM_HOME = press(view_id="V1", in_home=True)


@pytest.mark.parametrize(
    ("call", "method"),
    [
        pytest.param(FROM_A_MESSAGE, "views_open", id="from a message"),
        pytest.param(FROM_A_MODAL, "views_push", id="from a modal"),
        pytest.param(FROM_HOME, "views_open", id="from Home"),
    ],
)
async def test_an_empty_modal_stands_on_the_one_that_the_press_came_from(
    slack, modals, call, method
):
    assert await modals.open_empty(call, "Edit an action") == "V9"
    assert slack.asked == [(method, None)]


@pytest.mark.parametrize(
    ("opens", "asked"),
    [
        pytest.param(None, ("views_update", "V1"), id="in place"),
        pytest.param("open", ("views_open", None), id="opened"),
        pytest.param("push", ("views_push", None), id="pushed"),
    ],
)
async def test_a_view_is_shown_where_its_answer_says(slack, modals, opens, asked):
    await modals.show(FROM_A_MODAL, Wire(view=VIEW, opens=opens))
    assert slack.asked == [asked]


async def fill(modals, view_id, wire):
    work, opened = asyncio.Future(), asyncio.Future()
    work.set_result(wire)
    opened.set_result(view_id)
    await modals.fill(FROM_A_MESSAGE, work, opened)


async def test_a_modal_that_was_opened_is_filled(slack, modals):
    await fill(modals, "V9", Wire(view=VIEW))
    assert (slack.asked, slack.said) == ([("views_update", "V9")], [])


async def test_where_none_was_opened_the_answer_is_said(slack, modals):
    await fill(modals, None, Wire(respond={"text": "A104 is done already."}))
    await fill(modals, None, Wire(view=VIEW))
    assert slack.said == [
        "A104 is done already.",
        "Slack did not open the form in time. Please try again.",
    ]
    assert slack.asked == []
