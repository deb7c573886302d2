"""We use this and No longer: once for each organisation, seen by the card's readers, and told.

The author hears of those who begin to use a card: together, next morning, of each once.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotFound, NotValid, Refusal
from bot.domain.notifications import Gone
from bot.domain.practice import NO_USE, PracticeAdopted, PracticeStatus, Usage
from bot.use_cases.practices.adopt import (
    NOTE,
    adopt_practice,
    adoption_news,
    end_adoption,
    save_practice,
    use_of,
    who_uses,
)
from bot.use_cases.practices.review import owed_for_review
from tests.bot.use_cases.practices.network import AMARA, DAY, LIAM, MINJI, NORA, NOW, PAT
from tests.journal import told_about
from tests.network import HOUR


def use(network, user_id, note="", *, number=1, now=NOW):
    return adopt_practice(number, note, network.by(user_id, now))


def stop(network, user_id, *, now=NOW):
    return end_adoption(1, network.by(user_id, now))


def test_it_is_recorded_once_for_an_organisation_by_whoever_was_first(network, put):
    card = put()
    assert use(network, LIAM, "In two schools").just_now
    again = use(network, LIAM, "Another note", now=NOW + HOUR)
    assert not again.just_now
    assert (again.adoption.note, again.adoption.adopted_at) == ("In two schools", NOW)
    use(network, AMARA)
    use(network, MINJI)
    assert use_of(card, network.by(PAT)).usage == Usage(organisations=3, countries=3)
    users = who_uses(1, network.by(PAT), limit=10)
    names = [users.organisations[one.organisation_id][0] for one in users.adoptions]
    assert names == ["Ofcom", "eSafety", "KCSC"]
    assert [entry[1:] for entry in told_about(network.work, "P1")] == [
        (LIAM, "uses", "Ofcom"),
        (AMARA, "uses", "eSafety"),
        (MINJI, "uses", "KCSC"),
    ]


def test_countries_are_counted_once(network, put):
    card = put()
    other = network.work.organisations.add(
        name="BBFC", kind="member", country="GB", zone="Europe/London"
    )
    network.work.people.assign(MINJI, other.id)
    use(network, LIAM)
    use(network, MINJI)
    assert use_of(card, network.by(PAT)).usage == Usage(organisations=2, countries=1)


def test_who_has_no_organisation_or_may_not_see_the_card_is_told_so(network, put):
    put()
    with pytest.raises(Refusal, match="belong to no organisation"):
        use(network, PAT)
    put(2, audience=Audience.MEMBERS, author=LIAM)
    with pytest.raises(NotFound):
        use(network, NORA, number=2)
    put(3, status=PracticeStatus.SUBMITTED, author=LIAM)
    with pytest.raises(Refusal, match="not published"):
        use(network, LIAM, number=3)
    with pytest.raises(NotValid) as refused:
        use(network, LIAM, "x" * (NOTE + 1))
    assert refused.value.field == "note"


def test_no_longer_takes_it_back_and_what_was_stays_on_record(network, put):
    card = put()
    use(network, LIAM)
    ended = stop(network, LIAM, now=NOW + DAY)
    assert ended.just_now
    assert not stop(network, LIAM, now=NOW + DAY).just_now
    assert use_of(card, network.by(PAT)).usage == NO_USE
    assert use(network, LIAM, "Again", now=NOW + 2 * DAY).just_now
    assert who_uses(1, network.by(PAT), limit=9).adoptions[0].note == "Again"
    did = [did for _, _, did, _ in told_about(network.work, "P1")]
    assert did == ["uses", "no longer uses", "uses"]


def test_a_card_that_opens_later_does_not_open_the_notes_of_before(network, put):
    card = put(audience=Audience.MEMBERS, author=LIAM)
    use(network, MINJI, "For members' eyes")
    wider = replace(card, audience=Audience.NETWORK)
    network.work.practices.change(wider)
    use(network, AMARA, "For all")
    assert use_of(wider, network.by(NORA)).usage.organisations == 1
    assert [one.note for one in who_uses(1, network.by(NORA), limit=9).adoptions] == ["For all"]
    assert who_uses(1, network.by(LIAM), limit=9).total == 2


def test_what_was_posted_follows(network, put):
    card = put()
    network.work.deliveries.owe(owed_for_review(card, [network.tech], NOW), NOW)
    (claimed,) = (
        row
        for row in network.work.queue.claim_due(NOW, lease_until=NOW + HOUR, limit=9)
        if row.kind == "practice.card"
    )
    assert network.work.queue.begin_post(claimed, NOW, lease_until=NOW + HOUR)
    network.work.queue.settle_row(
        claimed, "sent", NOW, posted_channel="C0TECH", posted_ts="1700000000.000100"
    )
    use(network, LIAM)
    (row,) = network.owed("practice.card")
    assert row.stale


def saved(network, user_id):
    found, total = network.work.practices.saved_by(network.reader(user_id))
    assert total == len(found)
    return [practice.number for practice in found]


def save(network, user_id, number, *, keep=True, now=NOW):
    return save_practice(number, network.by(user_id, now), keep=keep).just_now


def test_the_latest_saved_comes_first_and_nobody_else_has_it(network, put):
    put(1), put(2)
    assert save(network, NORA, 2)
    assert not save(network, NORA, 2)
    assert save(network, NORA, 1, now=NOW + DAY)
    assert (saved(network, NORA), saved(network, LIAM)) == ([1, 2], [])
    assert save(network, NORA, 1, keep=False)
    assert not save(network, NORA, 1, keep=False)
    assert saved(network, NORA) == [2]


def test_what_its_reader_may_not_see_any_more_is_not_listed(network, put):
    card = put(1)
    save(network, NORA, 1)
    network.work.practices.change(replace(card, audience=Audience.MEMBERS))
    assert saved(network, NORA) == []
    with pytest.raises(NotFound):
        save(network, NORA, 1)


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
