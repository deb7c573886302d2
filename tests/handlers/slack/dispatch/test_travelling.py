"""How each answer travels, by what it answers: in the acknowledgement, or behind it."""

import pytest

from handlers.slack.dispatch.travelling import late_words, reply_blocks, to_wire
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
