"""A group's weekly spotlight: set by a chair and shown to its channel, once a week."""

from datetime import timedelta

import pytest

from tests.stories.test_practice_to_publication import share


def spotlights(person):
    """What the channel was shown, the oldest first."""
    found = (m.words for m in person.reads("#technology"))
    return [words for words in found if "The good practice of the week" in words]


@pytest.fixture
def published(technology):
    """P1 for the group, P2 for members alone."""
    aoife, amara = technology.person("aoife"), technology.person("amara")
    share(aoife, title="Sextortion: a lesson")
    share(aoife, title="Chat rooms: a study for members", audience="members")
    for _ in range(2):
        queue = amara.types("#technology", "/practice queue")
        queue.press("Publish")
    return technology


def test_each_week_one_card_that_the_channel_may_see(published):
    amara, denise = published.person("amara"), published.person("denise")
    refused = denise.types("#technology", "/practice spotlight Wednesday 10:00")
    assert "Only a chair of Technology" in refused.words
    assert "is off" in amara.types("#technology", "/practice spotlight").words
    said = amara.types("#technology", "/practice spotlight Wednesday 10:00").words
    assert "every Wednesday at 10:00 (Europe/London)" in said
    published.advance(days=7)
    shown = spotlights(denise)
    assert len(shown) == 1
    assert "Sextortion: a lesson" in shown[0], "observers read the channel"
    assert "We use this" in denise.finds("#technology", "practice of the week").labels()
    published.advance(days=7)
    assert len(spotlights(denise)) == 1, "not the same one twice in a row"
    why = amara.types("#technology", "/wg why all").words
    assert "no published practice was left that it could show" in why
    assert "is off now" in amara.types("#technology", "/practice spotlight off").words


def test_a_new_card_comes_first_then_the_one_shown_longest_ago(published):
    amara, aoife = published.person("amara"), published.person("aoife")

    def publish(title):
        share(aoife, title=title)
        amara.types("#technology", "/practice queue").press("Publish")

    publish("Bridges for parents")
    amara.types("#technology", "/practice spotlight Wednesday 10:00")
    published.advance(days=21)
    publish("Films about dolphins")
    published.advance(days=21)
    lesson, bridges, dolphins = "Sextortion", "Bridges", "Films"
    shown = [words.split("\n")[1].split()[0].rstrip(":") for words in spotlights(amara)]
    assert shown == [lesson, bridges, lesson, dolphins, bridges, lesson]


def test_an_outage_over_the_hour_delays_it_and_a_longer_one_leaves_it_out(published):
    amara, denise = published.person("amara"), published.person("denise")
    amara.types("#technology", "/practice spotlight Wednesday 10:00")
    now = published.now
    ahead = timedelta(days=(2 - now.weekday()) % 7 or 7)
    wednesday = (now + ahead).replace(hour=10, minute=0, second=0, microsecond=0)
    published.leap_to(wednesday + timedelta(hours=5))
    published.settle_all()
    assert len(spotlights(denise)) == 1
    published.restart()
    published.settle_all()
    assert len(spotlights(denise)) == 1
