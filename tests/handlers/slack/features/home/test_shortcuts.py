"""What is found in a message, as of when it was written; what is not sure is left to the person."""

import pytest

from bot.domain.errors import Refusal
from handlers.slack.features.home import shortcuts
from handlers.slack.kit.shown import value_shown
from handlers.slack.request.request import Kind
from tests.bot.use_cases.groups.hall import AMARA, APP, GETHIN, NOW, PRIVATE
from tests.handlers.slack.features.groups.scenes import direct, inputs, scene, words

WEEK = 7 * 24 * 3600
LINK = "https://w.slack.com/archives/C0TECH/p1"


@pytest.fixture
def group(hall):
    return hall.set_up(chairs=(AMARA,)).group


def chosen(hall, text, *, user_id=AMARA, channel=PRIVATE, ago=0, link=LINK, **message):
    """The scene of a shortcut on a message of Gethin's, `ago` seconds old."""
    ts = f"{NOW.timestamp() - ago:.6f}"
    said = {"user": GETHIN, "text": text, "ts": ts, **message}
    return scene(
        hall,
        user_id,
        channel=channel,
        kind=Kind.SHORTCUT,
        raw=text,
        message_ts=ts,
        event=said,
        link=link,
    )


def filled(answer):
    return {name: value_shown(element) for name, element in inputs(answer).items()}


@pytest.mark.parametrize(
    ("text", "ago", "title", "owner", "due_on"),
    [
        ("Send it by Friday", 0, "Send it", None, "2026-12-11"),
        ("Send it by Friday", WEEK, "Send it by Friday", None, None),
        ("Send it by 3/4", 0, "Send it by 3/4", None, None),
        (f"<@{AMARA}>: send it &amp; wait", 0, "send it & wait", [AMARA], None),
        (
            f"Hello.\n• Ask <@{GETHIN}> to send it, <@{AMARA}>",
            0,
            "Ask @gethin to send it",
            [GETHIN, AMARA],
            None,
        ),
        (f"<@{APP}> send it", 0, "send it", None, None),
        ("Hello.\nCall them tomorrow", 0, "Call them", None, "2026-12-08"),
        ("X" * 400, 0, None, None, None),
        ("", 0, None, None, None),
    ],
    ids=[
        *("a day", "a day that is past by now", "a day that can be two", "an owner"),
        *("two people", "an app", "a later sentence", "too long", "no text"),
    ],
)
def test_what_is_found(hall, group, text, ago, title, owner, due_on):
    found = filled(shortcuts.log_from_message(chosen(hall, text, ago=ago)))
    assert (found["owners"], found["due_on"]) == (owner, due_on)
    if title is not None:
        assert found["title"] == title
    assert len(found["title"] or "") <= 150


def test_the_message_is_named_above_the_form(hall, group):
    assert "“Send it”" in words(shortcuts.log_from_message(chosen(hall, "Send it")))
    nothing = words(shortcuts.log_from_message(chosen(hall, "")))
    assert "The message has no text, so nothing is filled in." in nothing
    elsewhere = chosen(hall, "Send it", channel=direct(AMARA))
    assert "I leave no reply there" in words(shortcuts.log_from_message(elsewhere))
    unseen = chosen(hall, "Send it", channel=None, link="")
    assert "I can't see that channel" in words(shortcuts.share_from_message(unseen))


@pytest.mark.parametrize(
    "shortcut",
    [shortcuts.log_from_message, shortcuts.share_from_message],
    ids=["an action", "a card"],
)
def test_what_is_gone_fills_nothing(hall, group, shortcut):
    with pytest.raises(Refusal, match="not there any more"):
        shortcut(chosen(hall, "Send it", link=None))


def test_a_card_has_the_first_link_and_where_it_comes_from(hall, group):
    text = (
        "Talks for parents. See <https://a.example/x?a=1&amp;b=2|the page> and <https://b.example>"
    )
    card = filled(shortcuts.share_from_message(chosen(hall, text)))
    assert card["title"] == "Talks for parents."
    assert card["link"] == "https://a.example/x?a=1&b=2"
    assert card["what_was_done"].endswith(f"From {LINK}")
    long = filled(shortcuts.share_from_message(chosen(hall, "Word " * 900)))
    assert len(long["what_was_done"]) <= 2_000
    assert long["link"] == LINK
