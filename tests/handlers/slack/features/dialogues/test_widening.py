"""The form of a dialogue that opens it to more people shows first what they will see."""

import pytest

from bot.domain.audience import Audience
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, NORA
from tests.handlers.slack.features.dialogues.door import kept


@pytest.fixture
def closed(door):
    """D1 for members, with a suggestion of Liam's."""
    door.say(LIAM, "/dialogue schedule Enforcement on 8 Dec 2026 14:00 for members")
    door.say(LIAM, "/dialogue agenda D1 What the regulator found 15m")
    return door


def asked(door, user_id=AMARA, text="/dialogue edit D1", **filled):
    form = door.say(user_id, text)
    return door.submit(user_id, form.view, audience="group", **filled)


def test_it_shows_what_opens_and_what_stays_and_saves_nothing(closed):
    before = kept(closed)
    shown = asked(closed, title="Enforcement, for all", link="https://meet.example/2")
    assert shown.wire.ack["response_action"] == "update"
    assert "You are about to open D1 to the whole group." in shown.words
    assert "Until now: members only." in shown.words
    assert "They will see its title, time, length and link, who scheduled it" in shown.words
    assert "1 item of the agenda stays closed to them" in shown.words
    assert "Nothing is saved yet." in shown.words
    assert shown.view["submit"]["text"] == "Open it"
    assert kept(closed) == before


def test_sent_once_more_it_opens_as_it_was_filled_in(closed):
    shown = asked(closed, title="Enforcement, for all", minutes="90")
    done = closed.submit(AMARA, shown.view)
    assert done.words.startswith("Changed D1\nEnforcement, for all")
    assert (kept(closed).audience, kept(closed).minutes) == (Audience.GROUP, 90)
    assert "What the regulator found" not in closed.say(NORA, "/dialogue agenda D1").words
    assert "Nothing is on the agenda yet." in closed.say(NORA, "/dialogue agenda D1").words
    members = closed.say(LIAM, "/dialogue agenda D1").words
    assert "What the regulator found (15 minutes, liam · members only)" in _bare(members)


def test_another_audience_after_all_is_saved_without_more_words(closed):
    shown = asked(closed, title="Another")
    closed.submit(AMARA, shown.view, audience="members")
    assert (kept(closed).audience, kept(closed).title) == (Audience.MEMBERS, "Another")


def test_what_was_suggested_meanwhile_is_shown_before_it_saves(closed):
    shown = asked(closed)
    closed.say(LIAM, "/dialogue agenda D1 Another finding 15m")
    again = closed.submit(AMARA, shown.view)
    assert "2 items of the agenda stay closed to them" in again.words
    assert kept(closed).audience is Audience.MEMBERS
    closed.submit(AMARA, again.view)
    assert kept(closed).audience is Audience.GROUP


def test_who_is_no_chair_any_more_is_refused_when_they_send_it(closed):
    """A member may open their own up to the group's default; somebody else's they may not."""
    shown = asked(closed)
    closed.change(lambda town: town.work.roles.end_terms(town.tech.id, AMARA, _yesterday(closed)))
    refused = closed.submit(AMARA, shown.view)
    assert "Only its owner" in str(refused.errors)
    assert kept(closed).audience is Audience.MEMBERS


def test_what_is_wrong_in_the_form_is_said_first(closed):
    assert "the limit is 150" in asked(closed, title="x" * 151).errors["title"]


def test_a_mark_that_nobody_was_shown_opens_nothing(closed):
    form = closed.say(AMARA, "/dialogue edit D1")
    forged = form.view | {"private_metadata": '{"number": 1, "told": "x"}'}
    assert "You are about to open D1" in closed.submit(AMARA, forged, audience="group").words
    odd = form.view | {"private_metadata": '{"number": 1, "told": ["x"]}'}
    refused = closed.submit(AMARA, odd, audience="group").wire.ack
    assert "can't read this button or form" in refused["errors"]["title"]
    assert kept(closed).audience is Audience.MEMBERS


def test_of_a_series_it_says_how_many_dates_open(door):
    door.say(
        LIAM,
        "/dialogue schedule Enforcement every 2 weeks at 14:00 starting 8 Dec 2026 "
        "until 19 Jan 2027 for members",
    )
    shown = asked(door, scope="whole")
    assert "open D1 and 3 other dates of its series to the whole group." in shown.words
    assert "link, the rule of its series, who scheduled it" in shown.words
    assert "closed to them" not in shown.words
    door.submit(AMARA, shown.view)
    assert {kept(door, n).audience for n in range(1, 5)} == {Audience.GROUP}


def _bare(words):
    """Without the marks that keep names of both directions in order."""
    return words.replace("\u2068", "").replace("\u2069", "").replace("\u200e", "")


def _yesterday(door):
    return door.now.date().replace(day=door.now.day - 1)
