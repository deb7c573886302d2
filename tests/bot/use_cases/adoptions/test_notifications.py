"""The author hears of those who begin to use a card: together, next morning, of each once."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeAdopted, PracticeStatus, Usage
from bot.use_cases.adoptions.adopt import adoption_news
from tests.bot.use_cases.adoptions.test_adopt import stop, use
from tests.bot.use_cases.practices.network import DAY, LIAM, MINJI, NORA, NOW
from tests.network import HOUR


def told(network, row):
    return adoption_news(row, network.by(row.recipient))


def test_the_author_hears_of_a_day_s_organisations_in_one_message_next_morning(network, put):
    put()
    use(network, LIAM, "In two schools")
    use(network, MINJI, now=NOW + HOUR)
    (row,) = network.owed("practice.adopted")
    assert row.recipient == NORA
    assert row.due_at.isoformat() == "2026-11-23T14:00:00+00:00", "nine o'clock in New York"
    said = told(network, row)
    assert said.news == (("Ofcom", "In two schools"), ("KCSC", ""))
    assert said.usage == Usage(organisations=2, countries=2)


def test_no_organisation_is_news_twice_and_none_of_the_author_s_own(network, put):
    put()
    use(network, NORA)
    assert network.owed("practice.adopted") == []
    use(network, LIAM)
    stop(network, LIAM)
    (row,) = network.owed("practice.adopted")
    assert told(network, row) == Gone("not used any more")
    use(network, LIAM, now=NOW + 3 * DAY)
    assert network.owed("practice.adopted") == [row]
    use(network, MINJI, now=NOW + 3 * DAY)
    assert len(network.owed("practice.adopted")) == 2


def test_news_that_comes_after_the_day_s_message_is_taken_into_it(network, put):
    """The clock was set back: the day's message is out, and is brought up to date."""
    put()
    use(network, LIAM)
    (row,) = network.owed("practice.adopted")
    later = row.due_at + timedelta(minutes=1)
    (claimed,) = network.work.queue.claim_due(later, lease_until=later + HOUR, limit=1)
    assert network.work.queue.begin_post(claimed, later, lease_until=later + HOUR)
    network.work.queue.settle_row(
        claimed, "sent", later, posted_channel="D1", posted_ts="1700000000.000100"
    )
    use(network, MINJI, now=NOW + HOUR)
    (row,) = network.owed("practice.adopted")
    assert row.stale
    assert [name for name, _ in told(network, row).news] == ["Ofcom", "KCSC"]


def test_an_author_who_may_not_see_the_card_any_more_hears_nothing(network, put):
    card = put()
    use(network, LIAM)
    (row,) = network.owed("practice.adopted")
    assert isinstance(told(network, row), PracticeAdopted)
    network.work.practices.change(replace(card, audience=Audience.MEMBERS))
    assert told(network, row) == Gone("not theirs")
    network.work.practices.change(replace(card, status=PracticeStatus.RETURNED))
    assert told(network, row) == Gone("not published")
