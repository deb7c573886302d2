"""Every limit of views at its edge."""

import pytest

from handlers.sandbox.refusal import Refused
from handlers.sandbox.validation.messages import checked_view
from tests.handlers.sandbox.validation.parts import mrkdwn, section
from tests.handlers.sandbox.world import modal, plain, text_input

VIEW_SIZES = [
    ("title", lambda n: modal(title=plain("x" * n)), 24),
    ("submit", lambda n: modal(submit=plain("x" * n)), 24),
    ("close", lambda n: modal(close=plain("x" * n)), 24),
    ("private_metadata", lambda n: modal(private_metadata="x" * n), 3000),
    ("callback_id", lambda n: modal(callback_id="x" * n), 255),
    ("external_id", lambda n: modal(external_id="x" * n), 255),
    ("blocks", lambda n: modal(*[{"type": "divider"}] * n), 100),
]


@pytest.mark.parametrize(
    ("made", "most"), [row[1:] for row in VIEW_SIZES], ids=[row[0] for row in VIEW_SIZES]
)
def test_a_limit_of_views_at_its_edge(made, most):
    assert checked_view(made(most), kind="modal")
    with pytest.raises(Refused) as refused:
        checked_view(made(most + 1), kind="modal")
    assert refused.value.error == "invalid_arguments"
    assert "[json-pointer:/view/" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ({**modal(), "submit": None}, "`submit` is required"),
        ({**modal(), "title": None}, "missing required field: title"),
        ({**modal(), "blocks": None}, "missing required field: blocks"),
        ({**modal(), "colour": "red"}, "additional property: colour"),
        ({**modal(), "type": "home"}, "unsupported view type: home"),
        ({**modal(), "title": mrkdwn("x")}, "unsupported text type"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (
            modal(text_input("a", focus_on_load=True), text_input("b", focus_on_load=True)),
            "`focus_on_load`",
        ),
        ("no view", "must be an object"),
    ],
)
def test_views_that_slack_refuses(view, words):
    with pytest.raises(Refused) as refused:
        checked_view(view, kind="modal")
    assert refused.value.error == "invalid_arguments"
    assert words in refused.value.messages[0]


def test_a_home_tab_has_no_title_and_needs_no_submit():
    assert checked_view({"type": "home", "blocks": [text_input()]}, kind="home")
    with pytest.raises(Refused) as refused:
        checked_view({"type": "home", "title": plain("x"), "blocks": []}, kind="home")
    assert "additional property: title" in refused.value.messages[0]


def test_a_view_of_more_than_250_kilobytes_is_too_large():
    wide = [section("😀" * 3000) for _ in range(21)]
    with pytest.raises(Refused, match="view_too_large"):
        checked_view(modal(*wide), kind="modal")
    assert checked_view(modal(*wide[:20]), kind="modal")
