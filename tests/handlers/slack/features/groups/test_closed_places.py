"""What a notice of a closed place says: which, why, what somebody must do, and what waits."""

from datetime import UTC, datetime

import pytest

from bot.domain.group import Group
from bot.domain.group_notifications import Addressee, PlaceClosedNotice
from handlers.slack.features.groups.notifications import RENDERERS
from handlers.slack.kit.fallback import fallback_text

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
GROUP = Group(id=1, channel_id="C1", name="Technology", zone="UTC", created_at=NOW)


def said(why, chair=None):
    notice = PlaceClosedNotice(
        group=GROUP, chair=chair, why=why, words="It waits.", to=Addressee.SECRETARIAT
    )
    return fallback_text(RENDERERS[PlaceClosedNotice](notice))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("is_archived", "It is archived. I go on by myself when it is unarchived."),
        ("channel_not_found", "Please type /invite @Convenor in it, and I go on."),
        ("not_in_channel", "Please type /invite @Convenor in it, and I go on."),
        ("restricted_action", "A Slack workspace admin must let Convenor post there"),
        ("restricted_action_read_only_channel", "must let Convenor post there"),
        ("team_access_not_granted", "An organisation admin must add Convenor"),
        ("channel_is_limited_access", "Access to it is limited. A Slack workspace admin must"),
        ("is_inactive", "It is not active."),
        ("some_new_word", "Please check its settings with a Slack workspace admin."),
    ],
)
def test_a_closed_channel_is_told_with_what_to_do(error, words):
    told = said(error)
    assert f"Slack does not let me post in the channel of Technology ({error}). " in told
    assert words in told
    assert told.endswith("It waits.")


def test_a_chair_who_cannot_be_written_to():
    told = said("messages_tab_disabled", "@amara")
    assert "Slack does not let me write to @amara, who chairs Technology" in told
    assert "The Messages tab of Convenor is switched off." in told


def test_a_chair_is_told_of_without_advice_where_there_is_none():
    assert said("some_new_word", "@amara").endswith("Technology (some_new_word). It waits.")
