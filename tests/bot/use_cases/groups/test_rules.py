"""Who may set up a group, where it can live, and who can chair it."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NextStep, NotAllowed, NotValid, Refusal
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    FAR,
    GRETA,
    PRIVATE,
    PUBLIC,
    RAHUL,
    STRANGER,
    TANIS,
    Hall,
    refused,
)


@pytest.mark.parametrize("by", [AMARA, TANIS, RAHUL, STRANGER])
def test_only_the_secretariat_sets_up(hall, by):
    words = refused(hall, NotAllowed, Hall.set_up, by=by).words
    assert words == "Only the secretariat can set up a working group. Secretariat: @sina."


def test_a_chair_is_told_that_settings_are_still_to_come(hall):
    hall.set_up(chairs=(AMARA,))
    refusal = refused(hall, NotAllowed, Hall.set_up, by=AMARA, name="Tech")
    assert refusal.words == (
        "Technology is set up already, and only the secretariat can change its set-up. "
        "Secretariat: @sina."
    )
    assert refusal.step is NextStep.CHANGE_SETTINGS


@pytest.mark.parametrize(
    ("channel", "step"),
    [
        (None, NextStep.SET_UP_IF_SEEN),
        (replace(PRIVATE, bot_present=False), NextStep.INVITE_APP_AND_SET_UP),
    ],
    ids=["unseen", "out"],
)
def test_without_the_bot_it_says_invite(hall, channel, step):
    assert refused(hall, Refusal, Hall.set_up, channel=channel).step is step


def test_a_direct_message_is_no_place_for_a_group(hall):
    direct = replace(PRIVATE, channel_id="D1", is_direct=True)
    assert refused(hall, Refusal, Hall.set_up, channel=direct).step is NextStep.SET_UP_IN_CHANNEL


@pytest.mark.parametrize(
    ("channel", "why"),
    [(PUBLIC, "is public"), (replace(PRIVATE, is_shared=True), "is shared with other workspaces")],
)
def test_nothing_is_for_members_only_where_others_read(hall, channel, why):
    refusal = refused(
        hall, NotValid, Hall.set_up, channel=channel, default_audience=Audience.MEMBERS
    )
    assert refusal.field == "default_audience"
    assert why in refusal.words
    assert "private channel" in refusal.words


@pytest.mark.parametrize(
    ("user_id", "words"),
    [
        (TANIS, "@tanis belongs to FOSI, an observer organisation."),
        (RAHUL, "@rahul belongs to no organisation yet"),
        (FAR, "@far is not in the channel of Technology."),
        (GRETA, "@greta has left this workspace."),
        (APP, "@app is an app."),
        (STRANGER, "I don't know this person."),
    ],
)
def test_who_cannot_chair(hall, user_id, words):
    refusal = refused(hall, NotValid, Hall.set_up, chairs=(AMARA, user_id))
    assert refusal.field == "chairs"
    assert words in refusal.words
