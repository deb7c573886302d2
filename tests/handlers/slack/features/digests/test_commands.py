"""/digest and its verbs, buttons and form, from the call to the words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, Refusal
from handlers.slack.features.digests import commands
from handlers.slack.request.response import ShowView
from tests.bot.use_cases.digests.posting import send
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    DIRECT,
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
        (commands.press_post_now, "{} 2026-11-30 1 0"),
        (commands.press_post_held, "{} 2026-11-30 1 0"),
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
    assert "Technology: digest, 16 to 23 November 2026" in said
    assert "A1 Write it" in said
    assert "1 practice awaits review" in said
    assert "No weekly digest is set." in said
    group = str(network.tech.id)
    assert buttons(answer) == {"digest.post": f"{group} 0", "digest.weekly": group}
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
    again = commands.press_post(pressed(network, AMARA, f"{network.tech.id} 0"))
    assert again.replace
    assert "A digest of Technology is on its way" in words(again)
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


@pytest.fixture
def three_posted(network):
    """G1 and G3 of Technology, G2 for members only; A1 in G1 is for members by now."""
    for number, day in ((1, 0), (2, 8), (3, 16)):
        at = NOW + day * DAY
        title = f"Libraries {number}"
        add = network.work.actions.add
        add(action(number, network.tech.id, created_at=at - DAY, title=title))
        commands.run_post(typed(network, AMARA, now=at))
        send(network, at, members_only=number == 2)
    first = network.work.actions.get(network.reader(AMARA), 1)
    network.work.actions.change(replace(first, audience=Audience.MEMBERS))
    return network


def test_a_digest_is_shown_again_to_whoever_may_see_it(three_posted):
    said = words(commands.run_show(typed(three_posted, LIAM, "G1")))
    assert "Technology: digest G1, 16 to 23 November 2026" in said
    assert "Posted on Monday 23 November 2026, 10:00 (Europe/London, UTC+0)." in said
    assert "A1 Libraries 1" in said
    narrow = words(commands.run_show(typed(three_posted, NORA, "g1")))
    assert "Technology: digest G1" in narrow
    assert "Libraries 1" not in narrow
    assert "A2 Libraries 2" in words(commands.run_show(typed(three_posted, LIAM, "G2")))
    for reference in ("G2", "G99"):
        with pytest.raises(NotFound, match=f"can't find {reference} in a group you belong to"):
            commands.run_show(typed(three_posted, NORA, reference))


def test_a_list_shows_and_finds_only_what_the_reader_may_see(three_posted):
    said = words(commands.run_list(typed(three_posted, LIAM)))
    assert [said.find(f"digest G{n}") for n in (3, 2, 1)] == sorted(
        said.find(f"digest G{n}") for n in (3, 2, 1)
    )
    narrow = commands.run_list(typed(three_posted, NORA))
    assert "2 digests, the newest first" in words(narrow)
    assert buttons(narrow) == {"digest.show:3": "3", "digest.show:1": "1"}
    shown = commands.press_show(pressed(three_posted, NORA, "3"))
    assert "A3 Libraries 3" in words(shown)
    # Nora may not see A1 any more, and so its words find nothing for her.
    found = words(commands.run_list(typed(three_posted, NORA, "library")))
    assert "1 digest with “library”, the newest first" in found
    assert "digest G3" in found
    assert "3 digests with" in words(commands.run_list(typed(three_posted, LIAM, "library")))
    assert "No digest with “school”" in words(
        commands.run_list(typed(three_posted, LIAM, "school"))
    )


def test_what_was_not_sent_is_not_shown(network):
    commands.run_post(typed(network, AMARA))
    send(network, NOW, state=State.UNCERTAIN)
    with pytest.raises(NotFound):
        commands.run_show(typed(network, AMARA, "G1"))
    assert "No digest was posted here" in words(commands.run_list(typed(network, AMARA)))
