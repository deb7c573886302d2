"""A place is closed or open again: who is told, with what waits, and which block is meant."""

from datetime import timedelta

from bot.domain.group_notifications import Addressee
from bot.domain.notifications import Gone
from tests.bot.use_cases.groups.hall import AMARA, NOW, SINA


def test_a_closed_channel_is_told_with_what_waits(hall, group):
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    said = hall.notice("group.blocked", f"C0TECH@{NOW.isoformat()}")
    assert (said.chair, said.why, said.to) == (None, "is_archived", Addressee.CHAIR)
    assert "waits for as long as it is useful" in said.words
    assert "I try again by myself: with the first message that is due after Mon" in said.words


def test_the_secretariat_hears_of_a_chair_who_cannot_be_written_to(hall, group):
    hall.work.recipients.block(AMARA, error="messages_tab_disabled", now=NOW)
    said = hall.notice("group.blocked", f"{AMARA}@{NOW.isoformat()}", to=SINA)
    assert (said.chair, said.why) == ("@amara", "messages_tab_disabled")
    assert said.to is Addressee.SECRETARIAT


def test_an_earlier_block_than_the_present_one_is_not_told(hall, group):
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    earlier = f"C0TECH@{(NOW - timedelta(days=1)).isoformat()}"
    assert hall.notice("group.blocked", earlier) == Gone("reachable again")


def test_a_place_that_is_open_again_is_told_while_it_is(hall, group):
    occurrence = f"C0TECH@{NOW.isoformat()}"
    said = hall.notice("group.reopened", occurrence).words
    assert said.startswith("I can post in the channel of Technology again.")
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    assert hall.notice("group.reopened", occurrence) == Gone("closed again")


def test_what_can_be_reached_again_is_not_told(hall, group):
    assert hall.notice("group.blocked", "C0TECH@now") == Gone("reachable again")
