"""/dialogue fairness: the year's score, its picture, and other years."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.fairness import Charge, Weights
from bot.use_cases.fairness.charge_past import charge_past
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, NORA, NOW, PAT, START, TECH, ZOE

PNG = b"\x89PNG\r\n\x1a\n"


def held(door, starts_at=START, **wish):
    """One that was scheduled in time and has taken place."""

    def write(town):
        town.schedule(starts_at=starts_at, title=f"At {starts_at}", **wish)
        charge_past(work=town.work, now=starts_at + timedelta(hours=2), weights=Weights())

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
    assert picture.draw().startswith(PNG)
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
    assert heard.wire.picture.draw().startswith(PNG)


def test_in_a_direct_message_it_asks_which_group(door):
    channel = door.directory.channels[TECH]
    direct = replace(channel, channel_id="D0ME", is_direct=True, members=frozenset({AMARA}))
    door.directory.channels["D0ME"] = direct
    held(door)
    assert "Which working group" in asked(door, AMARA, place="D0ME").words
