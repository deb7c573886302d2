"""Which channels may carry what: closed unless everyone who can ever read it is entitled."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import (
    Audience,
    ChannelFacts,
    channel_carries,
    is_narrower,
    narrowest_audience,
)

ROOM = ChannelFacts(
    channel_id="C1", name="regulators", is_private=True, members=frozenset({"U1", "U2"})
)
MEMBERS = {"U1", "U2", "U3"}

audiences = st.sampled_from(list(Audience))
user_ids = st.sampled_from(["U1", "U2", "U3", "U4", "U5"])
people = st.frozensets(user_ids)
channels = st.builds(
    ChannelFacts,
    channel_id=st.just("C1"),
    name=st.just("regulators"),
    is_private=st.booleans(),
    is_shared=st.booleans(),
    members=people,
)


def test_from_narrow_to_wide():
    assert narrowest_audience(Audience.NETWORK, Audience.GROUP) is Audience.GROUP
    assert (
        narrowest_audience(Audience.GROUP, Audience.MEMBERS, Audience.NETWORK) is Audience.MEMBERS
    )
    assert narrowest_audience(Audience.NETWORK) is Audience.NETWORK


@given(one=audiences, other=audiences)
def test_narrower_is_another_that_is_the_narrowest_of_both(one, other):
    order = [Audience.MEMBERS, Audience.GROUP, Audience.NETWORK]
    assert is_narrower(one, other) == (order.index(one) < order.index(other))


@given(st.lists(audiences, min_size=1))
def test_what_derives_from_records_is_no_wider_than_any_of_them(found):
    together = narrowest_audience(*found)
    assert together in found
    assert all(narrowest_audience(together, one) is together for one in found)


def test_a_private_channel_of_members_carries_what_is_for_members():
    assert channel_carries(Audience.MEMBERS, ROOM, MEMBERS)


@pytest.mark.parametrize(
    ("changes", "member_people"),
    [
        ({"is_private": False}, MEMBERS),
        ({"is_shared": True}, MEMBERS),
        ({"members": frozenset({"U1", "U9"})}, MEMBERS),
        ({}, {"U1"}),
        ({}, set()),
    ],
)
def test_any_doubt_keeps_what_is_for_members_out(changes, member_people):
    channel = replace(ROOM, **changes)
    assert not channel_carries(Audience.MEMBERS, channel, member_people)
    assert channel_carries(Audience.GROUP, channel, member_people)
    assert channel_carries(Audience.NETWORK, channel, member_people)


@given(channels, people)
def test_nobody_in_the_channel_reads_what_is_not_for_them(channel, member_people):
    if channel_carries(Audience.MEMBERS, channel, member_people):
        assert channel.is_private
        assert not channel.is_shared
        assert channel.members <= member_people


@given(channels, people, user_ids)
def test_one_more_reader_never_opens_a_channel(channel, member_people, newcomer):
    more = replace(channel, members=channel.members | {newcomer})
    if channel_carries(Audience.MEMBERS, more, member_people):
        assert channel_carries(Audience.MEMBERS, channel, member_people)


@given(channels, people, user_ids)
def test_a_person_who_loses_their_standing_never_opens_a_channel(channel, member_people, lost):
    fewer = member_people - {lost}
    if channel_carries(Audience.MEMBERS, channel, fewer):
        assert channel_carries(Audience.MEMBERS, channel, member_people)
