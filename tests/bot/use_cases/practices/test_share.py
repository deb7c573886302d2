"""Sharing a practice: who may, what is kept, what is refused."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.countries_and_languages import COUNTRIES
from bot.domain.errors import NotAllowed, NotFound, NotValid
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.card import year_ahead
from bot.use_cases.practices.share import SharePractice, share_practice
from tests.bot.use_cases.practices.network import (
    AMARA,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    card_words,
)
from tests.journal import told_about


def share(network, user_id, **changes):
    group_id = changes.pop("group_id", network.tech.id)
    return share_practice(
        SharePractice(group_id=group_id, card=card_words(**changes)),
        Context(reader=network.reader(user_id), work=network.work, now=NOW),
    )


@pytest.mark.parametrize("user_id", [AMARA, LIAM, NORA, PAT])
def test_everyone_in_the_channel_may_share(network, user_id):
    kept = share(network, user_id)
    assert kept.status is PracticeStatus.SUBMITTED
    assert network.work.practices.get(network.reader(user_id), kept.number) == kept


def test_the_card_is_for_the_authors_organisation_and_counts_from_one(network):
    first, second = share(network, NORA), share(network, PAT)
    assert (first.reference, second.reference) == ("P1", "P2")
    assert first.organisation_id == network.organisations["NCMEC"].id
    assert second.organisation_id is None


def test_only_the_author_and_the_chairs_see_it_before_review(network):
    kept = share(network, NORA)
    seen_by = {
        user_id: network.work.practices.get(network.reader(user_id), kept.number) is not None
        for user_id in (NORA, AMARA, GRACE, LIAM, PAT)
    }
    assert seen_by == {NORA: True, AMARA: True, GRACE: True, LIAM: False, PAT: False}


def test_nothing_is_owed_before_review(network):
    share(network, NORA)
    assert network.owed() == []


def test_it_is_journalled(network):
    kept = share(network, NORA)
    assert told_about(network.work, kept.reference) == ((NOW, NORA, "shared", None),)


def test_people_outside_the_channel_may_not(network):
    with pytest.raises(NotAllowed, match=r"of Education can share a practice\. Chair: @liam"):
        share(network, NORA, group_id=network.teach.id)


def test_a_group_that_does_not_exist_is_not_found(network):
    with pytest.raises(NotFound):
        share(network, NORA, group_id=999)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": "  "}, "title", "missing"),
        ({"title": "x" * 151}, "title", "the limit is 150"),
        ({"summary": "x" * 281}, "summary", "the limit is 280"),
        ({"summary": ""}, "summary", "missing"),
        ({"what_was_done": "x" * 2001}, "what_was_done", "the limit is 2000"),
        ({"what_was_done": ""}, "what_was_done", "missing"),
        ({"topics": ("x" * 31,)}, "topics", "up to 30 characters"),
        ({"topics": tuple(f"t{n}" for n in range(11))}, "topics", "the limit is 10"),
        ({"countries": ("IE", "EI")}, "countries", "two-letter code"),
        ({"countries": ()}, "countries", "two-letter code"),
        ({"countries": tuple(COUNTRIES)[:21]}, "countries", "the limit is 20"),
        ({"language": "Irish"}, "language", "short tag"),
        ({"link": "javascript:alert(1)"}, "link", "https://"),
        ({"contact": "x" * 81}, "contact", "the limit is 80"),
        ({"review_by": date(2026, 11, 23)}, "review_by", "after today, Monday 23 November 2026"),
        ({"review_by": date(2031, 11, 24)}, "review_by", "Sunday 23 November 2031 at most"),
        ({"audience": Audience.MEMBERS}, "audience", "Only people of member organisations"),
    ],
)
def test_what_breaks_a_limit_is_refused_beside_its_field_and_nothing_is_kept(
    network, changes, field, words
):
    with pytest.raises(NotValid, match=words) as refused:
        share(network, NORA, **changes)
    assert refused.value.field == field
    everything = network.work.practices.awaiting_review(network.reader(GRACE), [network.tech.id])
    assert everything == ()
    assert network.work.numbers.take_next("P") == 1


def test_nobody_unassigned_shares_with_the_network(network):
    with pytest.raises(NotValid, match="on the roster"):
        share(network, PAT, audience=Audience.NETWORK)
    assert share(network, NORA, audience=Audience.NETWORK).audience is Audience.NETWORK


def test_longest_values_are_taken_as_typed(network):
    markup = "<!channel> `x` &lt; " + "é" * 130
    kept = share(network, LIAM, title=markup, summary="ß" * 280, what_was_done="ж" * 2000)
    assert kept.title == markup
    assert len(kept.title) == 150


def test_topics_are_kept_once_without_their_hashes(network):
    kept = share(network, NORA, topics=("#Schools", "schools", "  age   assurance ", ""))
    assert kept.topics == ("Schools", "age assurance")


def test_without_a_date_the_review_is_a_year_ahead(network):
    assert share(network, NORA, review_by=None).review_by == date(2027, 11, 23)


def test_a_year_after_a_leap_day_is_the_last_of_february():
    assert year_ahead(date(2028, 2, 29)) == date(2029, 2, 28)


def test_empty_link_and_contact_are_none(network):
    kept = share(network, NORA, link=" ", contact="")
    assert (kept.link, kept.contact) == (None, None)
