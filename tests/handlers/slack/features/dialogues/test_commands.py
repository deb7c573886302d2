"""Scheduling at the desk: by words, by form, asked back, again, refused."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DIRECT,
    LIAM,
    LOBBY,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    START,
    TECH,
    channel,
)
from tests.handlers.slack.features.dialogues.door import SCHEDULE, dialogues


def test_it_is_confirmed_with_everything_that_was_understood(door):
    heard = door.say(LIAM, f"{SCHEDULE} link <https://meet.example/a?b=c&amp;d>")
    (kept,) = dialogues(door)
    assert (kept.title, kept.starts_at, kept.minutes) == ("CSAM roundtable", START, 60)
    assert kept.link == "https://meet.example/a?b=c&d"
    assert heard.wire.ack["response_type"] == "ephemeral"
    assert heard.words == (
        "Scheduled D1\n"
        "CSAM roundtable\n"
        f"<!date^{int(START.timestamp())}^{{date_long}} at {{time}}|"
        "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)> (your time), 1 hour\n"
        "Link: <https://meet.example/a?b=c&amp;d|https://meet.example/a?b=c&amp;d>\n"
        "For the whole group, in Technology.\n"
        "Out of hours: 23:00 in Seoul (KCSC), 01:00 next day in Sydney (eSafety)."
    )
    assert heard.buttons["dialogue.show"] == ("Details", "D1")


def test_the_clock_of_the_dialogue_is_spelled_out_for_whom_it_is_another(door):
    spelled = "\nTuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
    door.say(LIAM, SCHEDULE)
    assert spelled not in door.say(LIAM, "/dialogue show D1").words
    assert spelled in door.say(MINJI, "/dialogue show D1").words


def test_dates_are_read_in_the_writers_own_zone(door):
    door.say(MINJI, "/dialogue schedule Roundtable on 8 Dec 23:00")
    (kept,) = dialogues(door)
    assert (kept.starts_at, kept.zone) == (START, "Asia/Seoul")


def test_markup_in_a_title_is_shown_literally(door):
    typed = "&lt;!channel&gt; <@U0AMARA|amara> `x` &amp;lt; *b* נושא 🙂"
    heard = door.say(LIAM, f"/dialogue schedule {typed} on 8 Dec 14:00")
    (kept,) = dialogues(door)
    assert kept.title == "<!channel> @amara `x` &lt; *b* נושא 🙂"
    assert "<!channel>" not in heard.words
    assert "<@" not in heard.words
    assert "&lt;!channel&gt; @amara `x` &amp;lt; *b* נושא 🙂" in heard.words


def test_the_same_request_again_has_one_effect_and_the_same_answer(door):
    first = door.say(LIAM, SCHEDULE, again="t-same")
    second = door.say(LIAM, SCHEDULE, again="t-same")
    assert second.wire == first.wire
    assert len(dialogues(door)) == 1


def test_the_same_title_within_a_minute_is_asked_about(door):
    door.say(LIAM, SCHEDULE)
    asked = door.say(LIAM, SCHEDULE)
    assert asked.words.startswith("You have just scheduled this title as D1, for Tuesday 8")
    assert "You typed:\n/dialogue schedule CSAM roundtable on 8 Dec 14:00 for 60m" in asked.words
    assert len(dialogues(door)) == 1
    words, value = asked.buttons["dialogue.again"]
    assert words == "Schedule it again"
    done = door.press(LIAM, "dialogue.again", value)
    assert done.words.startswith("Scheduled D2")
    assert done.wire.respond["replace_original"] is True
    twice = door.press(LIAM, "dialogue.again", value)
    assert twice.words.startswith("Scheduled D2")
    assert len(dialogues(door)) == 2


def test_words_too_long_for_a_button_are_asked_about_without_one(door):
    long = f"{SCHEDULE} link https://meet.example/{'x' * 1970}"
    door.say(LIAM, long)
    asked = door.say(LIAM, long)
    assert asked.words.startswith("You have just scheduled this title as D1")
    assert asked.buttons == {}


def test_a_minute_later_it_is_not(door):
    door.say(LIAM, SCHEDULE)
    door.now = NOW + 2 * MINUTE
    asked = door.say(LIAM, SCHEDULE)
    assert asked.words.startswith("Before I schedule this:\n• D1, “CSAM roundtable” of Technology")
    done = door.press(LIAM, "dialogue.anyway", asked.buttons["dialogue.anyway"][1])
    assert done.words.startswith("Scheduled D2")


def test_whatever_stands_against_it_the_same_twice_is_asked_about_first(door):
    door.say(AMARA, "/dialogue schedule Budget on 8 Dec 14:30 in Europe/London")
    _, value = door.say(LIAM, SCHEDULE).buttons["dialogue.anyway"]
    assert door.press(LIAM, "dialogue.anyway", value).words.startswith("Scheduled D2")
    asked = door.say(LIAM, SCHEDULE)
    assert asked.words.startswith("You have just scheduled this title as D2")
    assert "dialogue.anyway" not in asked.buttons
    assert len(dialogues(door)) == 2


def test_schedule_it_anyway_pressed_twice_asks_whether_a_second_one_is_meant(door):
    door.say(AMARA, "/dialogue schedule Budget on 8 Dec 14:30 in Europe/London")
    _, value = door.say(LIAM, SCHEDULE).buttons["dialogue.anyway"]
    done = door.press(LIAM, "dialogue.anyway", value)
    assert (done.words[:12], done.wire.respond["replace_original"]) == ("Scheduled D2", True)
    asked = door.press(LIAM, "dialogue.anyway", value)
    assert asked.words == (
        "You have just scheduled this title as D2, for Tuesday 8 December 2026, 14:00 "
        "(Europe/London, UTC+0). Do you want to schedule it again?"
    )
    assert asked.wire.respond["replace_original"] is False, "the confirmation stays"
    assert len(dialogues(door)) == 2
    again = door.press(LIAM, "dialogue.again", asked.buttons["dialogue.again"][1])
    assert again.words.startswith("Scheduled D3")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"/dialogue schedule {'x' * 151} on 8 Dec 14:00", "the limit is 150"),
        ("/dialogue schedule X on 8 Dec 14:00 for network", "Only a chair can open one"),
    ],
)
def test_nobody_is_asked_about_a_time_for_what_is_refused_anyway(door, text, part):
    door.say(AMARA, "/dialogue schedule Budget on 8 Dec 14:30 in Europe/London")
    heard = door.say(LIAM, text)
    assert part in heard.words
    assert "dialogue.anyway" not in heard.buttons


def test_an_ambiguous_date_is_asked_back_and_the_choice_goes_on(door):
    typed = "/dialogue schedule CSAM roundtable on 3/4 14:00 for 90m for members"
    asked = door.say(LIAM, typed)
    assert dialogues(door) == ()
    assert asked.words.endswith(f"You typed:\n{typed}")
    first, second = asked.buttons.values()
    assert first[0] == "Saturday 3 April 2027, 14:00 (Europe/London, UTC+1)"
    done = door.press(LIAM, "ask.choose:1", second[1])
    assert done.words.startswith("Scheduled D1")
    (kept,) = dialogues(door)
    assert f"{kept.wall:%Y-%m-%d %H:%M}" == "2027-03-04 14:00"
    assert (kept.title, kept.minutes) == ("CSAM roundtable", 90)
    assert kept.audience is Audience.MEMBERS


def test_a_time_that_comes_twice_is_asked_back_and_the_chosen_one_kept(door):
    asked = door.say(LIAM, "/dialogue schedule Night owls on 31 Oct 2027 01:30 in Europe/London")
    choices = list(asked.buttons.values())
    assert [words for words, _ in choices] == [
        "Sunday 31 October 2027, 01:30 (Europe/London, UTC+1)",
        "Sunday 31 October 2027, 01:30 (Europe/London, UTC+0)",
    ]
    door.press(LIAM, "ask.choose:1", choices[1][1])
    (kept,) = dialogues(door)
    assert kept.starts_at.isoformat() == "2027-10-31T01:30:00+00:00"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("/dialogue schedule CSAM roundtable", "I found no date in this."),
        ("/dialogue schedule X on 8 Nov 2026 14:00", "is in the past"),
        ("/dialogue schedule X on Friday 10:00 IST", "Asia/Kolkata"),
        ("/dialogue schedule X every hour", "A dialogue can come once a day at most."),
        (f"/dialogue schedule {'x' * 151} on 8 Dec 14:00", "the limit is 150"),
        ("/dialogue schedule X on 8 Dec 14:00 for network", "Only a chair can open one"),
    ],
)
def test_what_is_refused_changes_nothing_and_gives_the_typed_text_back(door, text, part):
    heard = door.say(LIAM, text)
    assert part in heard.words
    assert heard.words.endswith(f"You typed:\n{text}")
    assert dialogues(door) == ()
    assert door.look(lambda town: town.deliveries()) == []


def test_observers_are_told_who_can(door):
    for text in (SCHEDULE, "/dialogue schedule", "/dialogue schedule X on 3/4 10:00"):
        heard = door.say(NORA, text)
        assert heard.view is None
        assert heard.words.startswith(
            "Only a member of Technology can schedule a dialogue. Chair: @amara."
        )
    assert dialogues(door) == ()


def test_outside_a_working_group_it_says_what_to_do(door):
    door.directory.channels[LOBBY] = channel(LOBBY, {LIAM})
    door.directory.channels[DIRECT] = channel(DIRECT, {LIAM}, is_direct=True)
    assert "/wg setup" in door.say(LIAM, SCHEDULE, LOBBY).words
    assert "Which working group do you mean?" in door.say(LIAM, SCHEDULE, DIRECT).words
    assert "/invite @Convenor" in door.say(LIAM, SCHEDULE, "C0UNKNOWN").words
    assert dialogues(door) == ()


def test_for_members_in_a_mixed_channel_it_says_where_it_goes(door):
    heard = door.say(LIAM, f"{SCHEDULE} for members")
    assert "For members only, in Technology." in heard.words
    assert "Not everyone in its channel belongs to a member organisation." in heard.words
    assert "members get it by direct message" in heard.words


def test_for_members_in_a_public_channel_it_says_why_not_there(door):
    door.directory.channels[TECH] = replace(door.directory.channels[TECH], is_private=False)
    assert "Its channel is public" in door.say(LIAM, f"{SCHEDULE} for members").words


def test_a_member_lowered_to_observer_makes_a_channel_mixed(door):
    text = f"{SCHEDULE} for members"
    heard = door.say(LIAM, text, BOARD)
    assert "direct message" not in heard.words
    door.change(lambda town: town.work.roles.lower_person(town.board.id, LIAM, lowered=True))
    assert "direct message" in door.say(AMARA, text, BOARD).words
