"""What a listener is given: the group that is meant, who is here, and which channels are closed."""

from dataclasses import replace

import pytest

from bot.domain.errors import Refusal
from bot.domain.group import Unreadable
from bot.use_cases.drift.note_reading import note_reading
from handlers.slack.request.context import Route, Scene, WhichGroup
from handlers.slack.request.request import Call, Kind
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    FAR,
    MINJI,
    NOW,
    PRIVATE,
    PUBLIC,
    SINA,
    TANIS,
)

DIRECT = replace(PRIVATE, channel_id="D0ME", is_direct=True, members=frozenset({MINJI, APP}))


def scene(hall, user_id=MINJI, channel=PRIVATE, raw=""):
    call = Call(
        kind=Kind.COMMAND, id="/wg", workspace_id="T1", user_id=user_id, key="k", raw=raw,
        channel_id=channel.channel_id if channel else "C0ELSE",
    )  # fmt: skip
    return Scene(
        call=call,
        work=hall.work,
        now=NOW,
        person=hall.work.people.get(user_id),
        reader=hall.reader(user_id),
        group=hall.work.groups.by_channel(channel.channel_id) if channel else None,
        channel=channel,
        presence=hall.channels,
        facts=hall.facts,
        bot_user_id=APP,
    )


def educate(hall):
    """A second group, in which Min-ji is too."""
    hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({MINJI, SINA}))
    return hall.set_up(channel=hall.channels[PUBLIC.channel_id], name="Education").group


def test_the_group_of_the_channel_is_meant(hall):
    assert scene(hall).needs_group() == hall.group
    assert scene(hall).groups_here() == (hall.group,)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (None, "I can't see who is in this channel. If I am not in it, please type /invite"),
        (PUBLIC, "This channel is not a working group yet. The secretariat sets it up"),
    ],
    ids=["unseen", "no group"],
)
def test_where_there_is_none_it_says_what_to_do(hall, channel, words):
    with pytest.raises(Refusal) as refused:
        scene(hall, channel=channel).needs_group()
    assert refused.value.words.startswith(words)


def test_in_a_direct_message_ones_only_group_is_meant_and_of_several_it_is_asked(hall):
    assert scene(hall, channel=DIRECT).needs_group() == hall.group
    with pytest.raises(Refusal, match="You are not in a working group yet"):
        scene(hall, FAR, DIRECT).needs_group()
    other = educate(hall)
    with pytest.raises(WhichGroup) as asked:
        scene(hall, channel=DIRECT).needs_group()
    assert set(asked.value.groups) == {hall.group, other}
    assert scene(hall, TANIS, DIRECT).needs_group() == hall.group, "in one of them alone"
    assert set(scene(hall, channel=DIRECT).groups_here()) == {hall.group, other}


def test_who_is_in_the_network_is_told_to_those_who_are_in_it(hall):
    assert scene(hall).rostered() == hall.work.organisations.all()
    assert scene(hall, "U0STRANGER", DIRECT).rostered() == ()
    assert len(scene(hall, SINA, DIRECT).rostered()) == 4


def test_a_mention_is_a_name_that_pings_nobody(hall):
    assert scene(hall, raw=f"members &lt;b&gt; <@{AMARA}>").words == "members <b> @amara"


def test_a_closed_channel_is_told_to_its_people_where_they_can_read_it(hall):
    note_reading(PRIVATE.channel_id, PRIVATE, work=hall.work, now=NOW)
    note_reading(PRIVATE.channel_id, Unreadable("channel_not_found"), work=hall.work, now=NOW)
    assert scene(hall, channel=DIRECT).closed_channels() == "", "it is seen in Slack again"
    del hall.channels[PRIVATE.channel_id]
    told = scene(hall, channel=DIRECT).closed_channels()
    assert told.startswith("I am not in the channel of Technology (#technology) any more")
    assert scene(hall, FAR, DIRECT).closed_channels() == ""
    assert scene(hall, channel=PUBLIC).closed_channels() == "", "others read along there"


@pytest.mark.parametrize(
    ("route", "raw", "title"),
    [
        ({"opens": "New action"}, "", "New action"),
        ({"opens": "New action"}, "Fines", "New action"),
        ({"opens": "New action", "opens_bare": True}, "", "New action"),
        ({"opens": "New action", "opens_bare": True}, "Fines", None),
        ({}, "", None),
    ],
)
def test_a_form_is_opened_at_once_where_words_do_not_do(hall, route, raw, title):
    assert Route(run=lambda _: None, **route).opening(scene(hall, raw=raw).call) == title
