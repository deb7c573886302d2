"""/fairness find and score, as people type and page them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.fairness import Charge, Weights
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.zones import to_wall
from bot.use_cases.context import Context
from bot.use_cases.fairness.totals import charge_past
from tests.bot.use_cases.dialogues.town import AMARA, BOARD, LIAM, NORA, NOW, PAT, START, TECH, ZOE
from tests.handlers.slack.features.fairness.scenes import drawn

FIND = "find 60m in the next 3 weeks"


PNG = b"\x89PNG\r\n\x1a\n"


def local(seconds, zone):
    return to_wall(datetime.fromtimestamp(seconds, UTC), zone)


def find(door, user_id="U0LIAM", typed=FIND, place=TECH):
    return door.say(user_id, f"/dialogue {typed}", place)


def chosen(heard, number=1):
    return heard.buttons[f"fairness.schedule:{number}"]


def test_each_slot_says_when_and_who_pays(door):
    words = find(door).words
    assert words.splitlines()[:3] == [
        "Times for 1 hour, the fairest first",
        "For the whole group of Technology, until Monday 14 December 2026: 4 organisations would "
        "be invited.",
        "Ranked by who would have paid most in 2026, then by what it costs all together.",
    ]
    assert "1. <!date^" in words
    assert "(Europe/London, UTC+0)" in words
    assert "• Ofcom, 22:00–23:00 in London: night, 6 points (now 0, then 6)" in words
    assert "00–06: 8, 06–07: 6" in words


def test_the_weekday_is_said_where_it_is_not_the_groups(door):
    words = find(door).words
    assert "in Seoul on Wednesday: early, " in words


def test_totals_before_and_after(door):
    door.change(
        lambda town: (
            town.schedule(starts_at=START + timedelta(days=200), title="Held"),
            town.work.charges.keep_charges(
                Charge(number=1, organisation_id=o.id, group_id=town.tech.id, year=2026, points=20)
                for o in town.work.organisations.all()
                if o.name != "Ofcom"
            ),
        )
    )
    words = find(door).words
    assert "Ofcom" in words
    assert "points (now 0, then " in words
    assert "(now 20, then " in words or "KCSC" not in words


def test_its_picture_is_drawn_and_described(door):
    picture = find(door).wire.picture
    assert drawn(picture).startswith(PNG)
    assert picture.says.startswith("The hours of the day by organisation, one row for each.")
    assert "framed: 22:00–23:00" in picture.title
    assert (
        "Ofcom, 22:00–23:00 in London: night, 6 points; KCSC, 07:00–08:00 in Seoul on Wednesday"
        in picture.says
    )


def test_the_button_opens_the_form_with_that_start(door):
    heard = find(door, typed="find 90m in the next 3 weeks for members")
    label, value = chosen(heard)
    assert label == "Schedule this"
    form = door.press("U0LIAM", "fairness.schedule:1", value)
    inputs = form.inputs
    at = json.loads(value)["at"]
    wall = inputs["date"]["initial_date"] + "T" + inputs["time"]["initial_time"]
    assert inputs["zone"]["initial_option"]["value"] == "Europe/London"
    assert wall == f"{local(at, 'Europe/London'):%Y-%m-%dT%H:%M}"
    assert inputs["minutes"]["initial_option"]["value"] == "90"
    assert inputs["audience"]["initial_option"]["value"] == "members"


def test_each_person_gets_the_form_in_their_own_zone(door):
    _, value = chosen(find(door))
    inputs = door.press("U0MINJI", "fairness.schedule:1", value).inputs
    assert inputs["zone"]["initial_option"]["value"] == "Asia/Seoul"
    at = json.loads(value)["at"]
    assert inputs["time"]["initial_time"] == f"{local(at, 'Asia/Seoul'):%H:%M}"


def test_an_observer_may_look_and_not_schedule(door):
    heard = find(door, "U0NORA")
    assert "the fairest first" in heard.words
    assert not heard.buttons
    _, value = chosen(find(door))
    refused = door.press("U0NORA", "fairness.schedule:1", value)
    assert "Only a member of Technology can schedule a dialogue" in refused.words


def test_a_slot_that_is_past_by_now_is_refused(door):
    _, value = chosen(find(door))
    door.now = NOW + timedelta(weeks=4)
    assert "is past by now" in door.press("U0LIAM", "fairness.schedule:1", value).words


@pytest.mark.parametrize("value", ["nonsense", "{}", ""])
def test_a_button_that_nobody_made_changes_nothing(door, value):
    assert "can't read this button" in door.press("U0LIAM", "fairness.schedule:1", value).words


def test_what_is_not_understood_comes_back(door):
    heard = find(door, typed="find something nice")
    assert "I can't read “something nice” in this" in heard.words
    assert "/dialogue find something nice" in heard.words


def test_a_year_that_ends_within_the_span_is_spoken_of(door):
    words = find(door, typed="find in the next 8 weeks").words
    assert "The score starts again from 0 on 1 January; here all count towards 2026." in words


def test_a_span_that_is_full_says_so(door):
    door.change(
        lambda town: [
            town.schedule(
                starts_at=NOW + timedelta(hours=n), minutes=24 * 60, title=f"Long {n}", now=NOW
            )
            for n in range(6, 100, 23)
        ]
    )
    heard = find(door, typed="find 60m in the next 3 days")
    assert "Every hour of it is taken" in heard.words
    assert heard.wire.picture is None


def test_thirty_organisations_with_long_names_still_fit(door):
    crowded = set()

    def crowd(town):
        zones = "Pacific/Fiji Asia/Seoul America/Los_Angeles Asia/Kathmandu Europe/Dublin".split()
        for number in range(30):
            organisation = town.work.organisations.add(
                name=f"{number} " + "هيئة تنظيم الاتصالات " * 3 + "x" * 12,
                kind=OrganisationKind.MEMBER,
                country="FJ",
                zone=zones[number % 5],
            )
            user_id = f"U0CROWD{number:02}"
            town.work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id), NOW)
            town.work.people.assign(user_id, organisation.id)
            crowded.add(user_id)
        here = door.directory.channels[TECH]
        door.directory.channels[TECH] = replace(here, members=here.members | crowded)

    door.change(crowd)
    heard = find(door, typed="find 5h in the next 3 weeks")
    assert "34 organisations would be invited" in heard.words
    assert "more organisations, " in heard.words
    assert "Now 8, then 16: the points" in heard.wire.ack["text"], "also for screen readers"
    assert len(json.dumps(heard.wire.ack)) < 40_000
    assert drawn(heard.wire.picture).startswith(PNG)
    assert len(heard.wire.picture.says) > 1_000


def test_in_a_channel_of_members_only_members_are_weighed(door):
    words = find(door, place=BOARD).words
    assert "For members only of Board" in words
    assert "2 organisations" in words


def held(door, starts_at=START, **wish):
    """One that was scheduled in time and has taken place."""

    def write(town):
        town.schedule(starts_at=starts_at, title=f"At {starts_at}", **wish)
        charge_past(Context.system(town.work, starts_at + timedelta(hours=2)), weights=Weights())

    door.change(write)


def asked(door, user_id=LIAM, words="", place=TECH):
    return door.say(user_id, f"/dialogue fairness {words}".strip(), place)


def test_nobody_has_paid_yet(door):
    heard = asked(door)
    assert "No dialogue of Technology that you can see has taken place in 2026." in heard.words
    assert heard.wire.picture is None


def test_the_score_by_organisation_with_what_the_weights_are(door):
    held(door)
    held(door, START + timedelta(days=7, hours=8))
    heard = asked(door)
    assert heard.words.splitlines()[:6] == [
        "Whose hours in 2026: Technology",
        "2 dialogues have taken place. Points for unsocial hours, who paid most first:",
        "• 11 KCSC, 2 dialogues",
        "• 8 eSafety, 2 dialogues",
        "• 6 Ofcom, 2 dialogues",
        "• 1 NCMEC, 2 dialogues",
    ]
    assert "Points by local hour: 00–06: 8" in heard.words


def test_the_weights_are_those_of_the_settings(door):
    door.desk.weights = Weights(hours=(9,) * 7 + (0,) * 15 + (9, 9), day_off=5)
    assert "00–07: 9, 07–22: 0, 22–24: 9; a weekend or public holiday: 5 more" in asked(door).words


def test_its_picture_says_what_it_shows(door):
    held(door)
    picture = asked(door).wire.picture
    assert drawn(picture).startswith(PNG)
    assert picture.says == (
        "Points for unsocial hours in 2026, one bar for each: KCSC 8, eSafety 8, NCMEC 0, Ofcom 0."
    )


def test_another_year_is_typed_or_pressed(door):
    held(door, datetime(2027, 1, 12, 14, tzinfo=UTC))
    assert "has taken place in 2026" in asked(door).words
    label, value = asked(door).buttons["fairness.year:2027"]
    assert label == "2027"
    assert "• 8 KCSC" in asked(door, words="2027").words
    pressed = door.press(LIAM, "fairness.year:2027", value)
    assert "• 8 KCSC" in pressed.words
    assert pressed.wire.respond["replace_original"] is True
    assert pressed.wire.picture is not None
    assert not pressed.buttons, "there is no other year to go to"


def test_an_observer_sees_only_what_is_made_of_dialogues_for_all(door):
    held(door, audience=Audience.MEMBERS)
    assert "• 8 KCSC, 1 dialogue" in asked(door, AMARA).words
    for user_id in (NORA, PAT):
        words = asked(door, user_id).words
        assert "that you can see has taken place" in words
        assert "8 KCSC" not in words


def test_who_is_not_in_the_channel_is_refused(door):
    held(door)
    assert "Only someone in the channel of Technology can" in asked(door, ZOE).words
    value = f"2026 {TECH}"
    assert "Only someone in the channel" in door.press(ZOE, "fairness.year:2026", value).words
    assert "can't find" in door.press(LIAM, "fairness.year:2026", "2026 C0NOWHERE").words


def test_another_word_is_no_year(door):
    heard = asked(door, words="last year")
    assert "I can't read “last year” as a year" in heard.words
    assert "/dialogue fairness last year" in heard.words


def test_hundreds_of_organisations_still_fit(door):
    def crowd(town):
        kind = town.work.organisations.all()[0]
        dialogue = town.schedule(title="Large")
        for number in range(300):
            made = town.work.organisations.add(
                name=f"{number:03} " + "ب" * 70, kind=kind.kind, country="EG", zone="Africa/Cairo"
            )
            town.work.charges.keep_charges(
                [
                    Charge(
                        number=dialogue.number,
                        organisation_id=made.id,
                        group_id=town.tech.id,
                        year=2026,
                        points=number,
                    )
                ]
            )

    door.change(crowd)
    door.now = NOW + timedelta(days=30)
    heard = asked(door)
    assert "• 299 \u200e\u2068299 بب" in heard.words
    assert "and 264 more organisations" in heard.wire.ack["text"], "also for screen readers"
    assert drawn(heard.wire.picture).startswith(PNG)


def test_in_a_direct_message_it_asks_which_group(door):
    channel = door.directory.channels[TECH]
    direct = replace(channel, channel_id="D0ME", is_direct=True, members=frozenset({AMARA}))
    door.directory.channels["D0ME"] = direct
    held(door)
    assert "Which working group" in asked(door, AMARA, place="D0ME").words
