"""A digest knows when it has nothing to say, and gives up what its reader may not see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.digest import Digest, DigestEntry, Listed, NeedsChair, OrganisationTally, Section
from tests.bot.use_cases.practices.network import NOW


def entry(reference):
    return DigestEntry(reference=reference, title="T", about="", audience=Audience.GROUP)


def digest(**changes):
    return Digest(since=NOW - timedelta(days=7), until=NOW, **changes)


def test_without_records_it_is_empty_whatever_waits_for_the_chair():
    assert digest().empty
    assert digest(needs=NeedsChair(awaiting_review=3, unowned=2, unanswered=1), left_out=4).empty
    assert digest(tallies=(OrganisationTally(name=None, open=3),)).empty


@pytest.mark.parametrize("section", Section)
def test_any_record_is_worth_a_digest(section):
    assert not digest(listed={section: Listed(entries=(entry("A1"),), total=1)}).empty


def test_what_may_not_be_seen_any_more_is_neither_shown_nor_counted():
    some = Listed(entries=(entry("A1"), entry("A2")), total=14)
    whole = digest(listed={Section.LOGGED: some})
    assert whole.references == ("A1", "A2")
    limited = whole.limited_to([("A2", "Its title of now"), ("A3", "Another")])
    left = replace(entry("A2"), title="Its title of now")
    assert limited[Section.LOGGED] == Listed(entries=(left,), total=13)
