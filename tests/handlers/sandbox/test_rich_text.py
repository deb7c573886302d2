"""What people typed, as the blocks that Slack sends with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.sandbox.rich_text import as_rich_text
from handlers.sandbox.validation.messages import checked_blocks
from tests.handlers.sandbox.world import SINA, TECHNOLOGY, manifest, with_app


def text(words, **style):
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def section(*parts):
    return {"type": "rich_text_section", "elements": list(parts)}


@pytest.mark.parametrize(
    ("typed", "elements"),
    [
        ("plain &amp; simple", [section(text("plain & simple"))]),
        ("a *b* _c_ ~d~ `e`", None),
        (
            "<@U0SINA0001> in <#C0TECHNOL1|technology>",
            [
                section(
                    {"type": "user", "user_id": "U0SINA0001"},
                    text(" in "),
                    {"type": "channel", "channel_id": "C0TECHNOL1"},
                )
            ],
        ),
        (
            "<https://a.example/?q=1&amp;r=2|here> :tada:",
            [
                section(
                    {"type": "link", "url": "https://a.example/?q=1&r=2", "text": "here"},
                    text(" "),
                    {"type": "emoji", "name": "tada"},
                )
            ],
        ),
        (
            "before\n&gt; said\n&gt; more\nafter",
            [
                section(text("before\n")),
                {"type": "rich_text_quote", "elements": [text("said\nmore")]},
                section(text("after")),
            ],
        ),
        (
            "```x *y*```",
            [{"type": "rich_text_preformatted", "elements": [text("x *y*")], "border": 0}],
        ),
        ("snake_case 2*3*4", [section(text("snake_case 2*3*4"))]),
    ],
    ids=["plain", "marks", "mentions", "link", "quote", "code", "no mark"],
)
def test_parts(typed, elements):
    made = as_rich_text(typed, block_id="x")["elements"]
    if elements is None:
        styles = [part.get("style") for part in made[0]["elements"] if "style" in part]
        assert styles == [{"bold": True}, {"italic": True}, {"strike": True}, {"code": True}]
    else:
        assert made == elements


@given(st.text("ab *_~`<>@#!|:&;\n", max_size=60).filter(str.strip))
def test_slack_would_take_it_and_no_word_is_lost(typed):
    block = as_rich_text(typed, block_id="x")
    if block["elements"]:
        checked_blocks([block])
    parts = str(block)
    assert all(parts.count(letter) >= typed.count(letter) for letter in "ab")


async def test_the_app_gets_it_with_a_persons_message_and_the_store_does_not():
    able = manifest()
    able["settings"]["event_subscriptions"]["bot_events"] += ["message.channels", "message.groups"]
    async with with_app(app_manifest=able) as (world, app):
        await world.do("say", SINA, channel=TECHNOLOGY, text="*Now* please")
        await app.wait_for(1, "events_api")
        [event] = app.events("message")
        shown = (await world.seen(SINA, TECHNOLOGY))[-1]
    assert event["blocks"][0]["elements"] == [section(text("Now", bold=True), text(" please"))]
    assert "blocks" not in shown
