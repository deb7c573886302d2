"""Markup in what people type is kept as typed, shown literally, and pings nobody."""

import sqlite3
from contextlib import closing

import pytest

from tests.stories.evidence import day, literals, pings
from tests.stories.town import DIRECT, TECH, share, technology

TITLES = {
    "broadcast": "Talk <!channel> <!here> @channel @everyone first",
    "person": "Talk <@U0NOBODY99> and <!subteam^S123|team>",
    "entity": "Codes &lt;b&gt; &amp; fines & <b>fees</b>",
    "style": "Talk *bold* _slanted_ ~struck~ `code` ```block```",
    "emoji": "Talk :fire: :+1::skin-tone-3: 🔥",
    "right to left": "أمان \u202eالأطفال\u202c على الإنترنت",
    "link": "Talk <https://example.org|free money> <mailto:a@example.org|b>",
    "date": "Talk <!date^1392734382^{date_long}|long ago>",
}


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("markup")) as running:
        yield running


def kept(network, table, column="title"):
    file = network.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [value for (value,) in connection.execute(f"SELECT {column} FROM {table}")]


def everything(network, *handles):
    """All that these people read of the app in the channel and in their direct messages."""
    bot = network.get("/door/workspace")["app"]["bot_user_id"]
    people = [network.person(handle) for handle in handles]
    read = [m for p in people for place in (TECH, DIRECT) for m in p.reads(place)]
    return [message for message in read if message.raw["user"] == bot]


@pytest.mark.parametrize("name", TITLES)
def test_a_typed_title_is_kept_as_typed_shown_literally_and_pings_nobody(network, name):
    title, liam = TITLES[name], network.person("liam")
    confirmed = liam.schedules(TECH, f"{title} on {day(network, 9)} 14:00")
    assert confirmed.words.startswith("Scheduled D")
    assert title in kept(network, "dialogues")
    announced = liam.reads(TECH)[-1]
    assert not announced.ephemeral
    for message in (confirmed, announced):
        assert title in literals(message)
        assert title in message.words, "escaped once, so that undoing it once gives the title"
        assert pings(message) == []


@pytest.mark.parametrize("name", TITLES)
def test_an_action_with_markup_is_listed_literally(network, name):
    title, liam = TITLES[name], network.person("liam")
    confirmed = liam.types(TECH, f"/action add {title} by {day(network, 5)}")
    assert title in kept(network, "actions")
    listed = liam.types(TECH, "/action list")
    for message in (confirmed, listed):
        assert any(title in words for words in literals(message))
        assert title in message.words
        assert pings(message) == []


def test_line_breaks_from_a_form_stay_and_break_nothing(network):
    liam = network.person("liam")
    liam.types(TECH, "/dialogue schedule")
    title = "First line\nsecond <!channel>\n> no quote\n```no block```"
    errors = liam.modal().fill(title=title, date=day(network, 33), time="14:00").submit()
    assert errors == {}
    liam.closes()
    assert title in kept(network, "dialogues")
    announced = liam.reads(TECH)[-1]
    assert title in literals(announced)
    assert title in announced.words
    assert pings(announced) == []


def test_a_mention_in_a_title_becomes_a_name_that_pings_nobody(network):
    liam = network.person("liam")
    confirmed = liam.schedules(TECH, f"Lunch with @amara and @denise on {day(network, 34)} 14:00")
    assert "Lunch with @Amara Okonkwo and @Denise Castellano" in kept(network, "dialogues")
    for message in (confirmed, liam.reads(TECH)[-1]):
        assert "Lunch with @Amara Okonkwo and @Denise Castellano" in literals(message)
        assert pings(message) == []


def test_what_could_not_be_read_comes_back_with_its_markup_literal(network):
    liam = network.person("liam")
    for typed in ("/wg <!channel> &lt; `x` :fire:", "/dialogue schedule <!here> *no date* @amara"):
        answer = liam.types(TECH, typed)
        assert network.spelled(typed) in literals(answer)
        assert pings(answer) == []


def test_a_card_full_of_markup_is_reviewed_and_published_literally(network):
    aoife, amara = network.person("aoife"), network.person("amara")
    card = {
        "title": TITLES["broadcast"],
        "summary": TITLES["entity"],
        "what_was_done": "One\n<!channel>\n`two`",
        "topics": ["<!here>", "*stars*"],
        "contact": "<@U0AMARA001> & friends",
    }
    assert share(aoife, **card) == {}
    assert kept(network, "practices") == [card["title"]]
    assert kept(network, "practices", "summary") == [card["summary"]]
    queue = amara.types(TECH, "/practice queue")
    assert card["title"] in queue.words
    queue.press("Publish")
    published = amara.finds(TECH, card["title"], card["summary"])
    assert not published.ephemeral
    for message in (queue.again(), published):
        assert pings(message) == []


def test_reasons_and_notes_are_literal_too(network):
    liam, amara = network.person("liam"), network.person("amara")
    scheduled = liam.schedules(TECH, f"Cancelled soon on {day(network, 35)} 14:00")
    number = scheduled.words.split()[1]
    liam.types(TECH, f"/dialogue cancel {number} because <!channel> &lt;late&gt;")
    notice = amara.finds(TECH, "Cancelled: Cancelled soon", "It will not take place")
    assert not notice.ephemeral
    assert "<!channel> &lt;late&gt;" in notice.words

    logged = liam.types(TECH, "/action add Weigh the fines @liam")
    number = next(w for w in logged.words.split() if w.startswith("A") and w[1:].isdigit())
    assert pings(liam.types(TECH, f"/action drop {number} because <!here> `no`")) == []
    assert "<!here> `no`" in liam.types(TECH, f"/action show {number}").words


def test_a_group_whose_name_is_markup_is_named_literally(network):
    sina = network.person("sina")
    sina.types("#regulators-only", "/wg setup")
    assert sina.modal().fill(name="<!channel> & Co", zone="Europe/London").submit() == {}
    sina.closes()
    assert "<!channel> & Co" in literals(sina.types("#regulators-only", "/wg"))


def test_nobody_is_pinged_by_reminders_and_morning_messages_either(network):
    network.advance(days=4)
    amara = network.person("amara")
    assert amara.finds(TECH, "In 1 week: ", TITLES["broadcast"])
    assert amara.finds(DIRECT, TITLES["entity"])
    for message in everything(network, "liam", "amara", "denise"):
        assert pings(message) == [], message.words
    sent = network.ground.sandbox.arrived
    assert len(sent) > 20
    assert not [a.text for a in sent if "<!channel" in a.text or "<!here" in a.text]
