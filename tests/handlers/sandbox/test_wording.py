"""Text on its way in: names become ids, and markup cannot be typed."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    GENERAL,
    LIAM,
    MINJI,
    SINA,
    TECHNOLOGY,
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
