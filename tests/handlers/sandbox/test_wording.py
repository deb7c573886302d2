"""Text on its way in: names become ids, and markup cannot be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.sandbox.validation.messages import checked_blocks
from handlers.sandbox.wording import as_rich_text
from tests.handlers.sandbox.world import (
    AMARA,
    GENERAL,
    LIAM,
    MINJI,
    SINA,
    TECHNOLOGY,
    manifest,
    with_app,
)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("assign A1 @min-ji", f"assign A1 <@{MINJI}>"),
        ("@liam, please", f"<@{LIAM}>, please"),
        ("thanks @liam.", f"thanks <@{LIAM}>."),
        ("@liam's", f"<@{LIAM}>'s"),
        ("@nobody here", "@nobody here"),
        ("@liamx", "@liamx"),
        ("me@liam", "me@liam"),
        (f"<@{AMARA}> and <@U0STRANGER>", f"<@{AMARA}> and &lt;@U0STRANGER&gt;"),
        ("in #general", f"in <#{GENERAL}|general>"),
        ("in #technology now", f"in <#{TECHNOLOGY}|> now"),
        ("in #nowhere", "in #nowhere"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("&amp;", "&amp;amp;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<https://a.b|x>", "&lt;<https://a.b>|x&gt;"),
        ("link https://a.b/c?d=e&f=g.", "link <https://a.b/c?d=e&amp;f=g>."),
        ("(https://a.b/c)", "(<https://a.b/c>)"),
    ],
)
async def test_a_command_that_asks_for_escaping_gets_ids_and_entities(typed, sent):
    async with with_app() as (world, app):
        await world.do("command", SINA, channel=GENERAL, command="/escaped", text=typed)
        assert app.payloads("slash_commands")[0]["text"] == sent


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("assign A1 @min-ji & <b>", "assign A1 @min-ji & <b>"),
        (f"assign A1 <@{MINJI}>", "assign A1 @min-ji"),
        (f"in <#{GENERAL}|general>", "in #general"),
        ("<@U0STRANGER>", "<@U0STRANGER>"),
    ],
)
async def test_a_command_that_does_not_gets_the_words_as_they_were_typed(typed, sent):
    async with with_app() as (world, app):
        await world.do("command", SINA, channel=GENERAL, command="/wg", text=typed)
        assert app.payloads("slash_commands")[0]["text"] == sent


async def test_a_persons_message_is_escaped_and_keeps_the_ids_that_the_page_chose():
    async with with_app() as (world, _):
        typed = f"<@{LIAM}> @liam <b> & https://a.b <!here>"
        await world.do("say", SINA, channel=GENERAL, text=typed)
        kept = (await world.seen(SINA, GENERAL))[-1]["text"]
    assert kept == f"<@{LIAM}> @liam &lt;b&gt; &amp; <https://a.b> &lt;!here&gt;"


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
