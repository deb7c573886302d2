"""/digest and its verbs, buttons and form, from the call to the words."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, Refusal
from handlers.slack.features.digests import commands
from handlers.slack.request.response import ShowView
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    DIRECT,
    GRACE,
    LIAM,
    LOBBY,
    NORA,
    NOW,
    PAT,
    TECH,
    action,
    channel,
    practice,
)
from tests.handlers.slack.features.practices.scenes import (
    buttons,
    inputs,
    pressed,
    submitted,
    typed,
    words,
)

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def weekly(network, text="Monday 09:00", user_id=AMARA, **changes):
    return commands.run_weekly(typed(network, user_id, text, **changes))


def live(network, kind):
    return [row for row in network.owed(kind) if row.state is State.OWED]


@pytest.mark.parametrize(
    "command",
    [commands.run_preview, commands.run_post, commands.run_weekly, commands.run_off],
)
def test_digests_are_for_chairs(network, command):
    for user_id in (LIAM, NORA, PAT):
        with pytest.raises(NotAllowed, match="Chair: @amara"):
            command(typed(network, user_id, "Monday 09:00"))
    assert network.owed() == []
    assert network.work.groups.get(network.tech.id) == network.tech


@pytest.mark.parametrize(
    ("press", "value"),
    [
        (commands.press_post, "{}"),
        (commands.press_weekly, "{}"),
        (commands.press_hold, "{} 2026-11-30 1"),
    ],
)
def test_a_button_seen_by_others_is_not_theirs_to_press(network, press, value):
    with pytest.raises(NotAllowed):
        press(pressed(network, LIAM, value.format(network.tech.id)))
    with pytest.raises(Refusal, match="any more"):
        press(pressed(network, AMARA, value.format(999)))
    assert network.owed() == []


def test_a_digest_needs_a_group(network):
    with pytest.raises(Refusal, match="/wg setup"):
        commands.run_preview(typed(network, AMARA, place=LOBBY))


def test_in_a_direct_message_a_chairs_one_group_is_meant(network):
    said = words(commands.run_preview(typed(network, AMARA, place=DIRECT)))
    assert "Only you see this preview." in said


def test_the_preview_is_private_and_complete(network):
    network.work.actions.add(action(1, network.tech.id, created_at=NOW - DAY, title="Write it"))
    network.work.practices.add(practice(1, network.tech.id))
    answer = commands.run_preview(typed(network, AMARA))
    said = words(answer)
    assert "Only you see this preview. Nothing is posted yet." in said
    assert "Technology: week of 16 to 22 November 2026" in said
    assert "A1 Write it" in said
    assert "1 practice awaits review" in said
    assert "No weekly digest is set." in said
    group = str(network.tech.id)
    assert buttons(answer) == {"digest.post": group, "digest.weekly": group}
    assert network.owed() == []


def test_the_preview_is_what_the_channel_would_get(network):
    network.work.actions.add(
        action(1, network.tech.id, created_at=NOW - DAY, title="Secret", audience=Audience.MEMBERS)
    )
    assert "Secret" not in words(commands.run_preview(typed(network, AMARA)))
    network.presence[TECH] = channel(TECH, {AMARA, LIAM})
    assert "Secret" in words(commands.run_preview(typed(network, AMARA)))
    network.presence[TECH] = channel(TECH, {AMARA, LIAM}, is_private=False)
    assert "Secret" not in words(commands.run_preview(typed(network, AMARA)))


def test_posting_is_confirmed_and_a_second_press_posts_nothing_more(network):
    assert "I am posting the digest of Technology" in words(
        commands.run_post(typed(network, AMARA))
    )
    again = commands.press_post(pressed(network, AMARA, str(network.tech.id)))
    assert again.replace
    assert "asked for within the last minute already" in words(again)
    assert len(network.owed("digest.now")) == 1


def test_weekly_is_confirmed_with_its_next_date(network):
    said = words(weekly(network))
    assert "The digest of Technology is posted every Monday at 09:00 (Europe/London)." in said
    assert "Next: Monday 30 November 2026, 09:00 (Europe/London, UTC+0)." in said
    assert "Each chair gets a private preview two hours before" in said
    again = words(weekly(network))
    assert "was already set to be posted every Monday at 09:00" in again
    preview = words(commands.run_preview(typed(network, AMARA)))
    assert "Posted every Monday at 09:00 (Europe/London). Next: Monday 30 November" in preview


def test_weekly_within_two_hours_says_that_no_preview_comes_first(network):
    now = MONDAY - timedelta(hours=1)
    assert "less than two hours away" in words(weekly(network, now=now))


def test_weekly_alone_says_how_and_offers_the_form(network):
    answer = weekly(network, "")
    assert "/digest weekly Monday 09:00" in words(answer)
    assert buttons(answer) == {"digest.weekly": str(network.tech.id)}
    assert network.owed() == []


def test_weekly_in_other_words_changes_nothing(network):
    with pytest.raises(Refusal, match="Moonday"):
        weekly(network, "Moonday 09:00")
    assert network.work.groups.get(network.tech.id) == network.tech


def test_the_form_is_filled_with_what_is_set(network):
    weekly(network, "Friday 16:30")
    form = commands.press_weekly(pressed(network, AMARA, str(network.tech.id)))
    assert isinstance(form, ShowView)
    words(form)
    asked = inputs(form)
    assert asked["weekday"]["initial_option"]["value"] == "4"
    assert asked["at"]["initial_time"] == "16:30"
    fields = {"weekday": "1", "at": "10:00"}
    said = words(
        commands.submit_weekly(submitted(network, AMARA, fields, {"group": network.tech.id}))
    )
    assert "every Tuesday at 10:00 (Europe/London)" in said
    occurrences = [row.occurrence for row in live(network, "digest.weekly")]
    assert sorted(occurrences) == ["2026-11-24", "2026-12-01"]


def test_the_form_is_for_chairs(network):
    fields = {"weekday": "1", "at": "10:00"}
    with pytest.raises(NotAllowed):
        commands.submit_weekly(submitted(network, LIAM, fields, {"group": network.tech.id}))


def test_off_is_confirmed_with_the_way_back(network):
    weekly(network)
    assert "The weekly digest of Technology is off." in words(
        commands.run_off(typed(network, AMARA))
    )
    assert "has no weekly digest" in words(commands.run_off(typed(network, AMARA)))
    assert live(network, "digest.weekly") == []


def test_holding_from_the_preview_is_confirmed_in_its_place(network):
    weekly(network)
    value = f"{network.tech.id} 2026-11-30 2"
    at_eight = {"place": "D0AMARA", "now": MONDAY - timedelta(hours=1)}
    answer = commands.press_hold(pressed(network, AMARA, value, **at_eight))
    assert answer.replace
    said = words(answer)
    assert "This digest of Technology is held now." in said
    assert "due on Monday 30 November 2026, 09:00 (Europe/London, UTC+0)" in said
    assert "/digest post" in said
    assert "The next weekly one: Monday 7 December 2026, 09:00" in said
    other = commands.press_hold(pressed(network, GRACE, value, **at_eight))
    assert "was held already, by @amara" in words(other)
    mine = commands.press_hold(pressed(network, AMARA, value, **at_eight))
    assert "was held already, by you" in words(mine)
