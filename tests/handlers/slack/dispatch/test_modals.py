"""Modals are opened, pushed or changed in place, and an answer without one still gets through."""

import asyncio

import pytest

from handlers.slack.dispatch.travelling import Modals
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Wire




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
