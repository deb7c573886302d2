"""What was read of a group's channel is kept, and of no other."""

from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.group import Group, Unreadable
from bot.use_cases.drift.note_reading import note_reading
from tests.databases import WORKSPACE
from tests.storage.records import NOW

FACTS = ChannelFacts(
    channel_id="C1", name="technology", is_private=True, members=frozenset({"U2", "U1"})
)


@pytest.fixture
def work(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        work.groups.add(Group(id=0, channel_id="C1", name="Technology", zone="UTC", created_at=NOW))
        yield work


def test_reading_is_kept_and_replaced(work):
    assert not note_reading("C1", FACTS, work=work, now=NOW)
    kept = work.channels.get("C1")
    assert (kept.members, kept.read_at, kept.readable) == (("U1", "U2"), NOW, True)

    later = NOW + timedelta(hours=1)
    assert note_reading("C1", Unreadable("channel_not_found"), work=work, now=later)
    gone = work.channels.get("C1")
    assert (gone.members, gone.unreadable_since, gone.why) == (
        ("U1", "U2"),
        later,
        "channel_not_found",
    )

    assert note_reading("C1", FACTS, work=work, now=later)
    assert work.channels.get("C1").readable


def test_channel_of_no_group_is_not_kept(work):
    assert not note_reading("C9", FACTS, work=work, now=NOW)
    assert work.channels.get("C9") is None


def test_channel_that_is_back_is_sent_to_again(work):
    note_reading("C1", Unreadable("channel_not_found"), work=work, now=NOW)
    work.recipients.block("C1", error="channel_not_found", now=NOW)
    note_reading("C1", FACTS, work=work, now=NOW)
    assert work.recipients.errors_of_blocked() == {}
