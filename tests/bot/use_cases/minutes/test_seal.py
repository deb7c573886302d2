"""Sealed is sealed: one version, with the hash of just these bytes, and no second effect."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.minutes import canonical_bytes
from bot.use_cases.minutes.draft import begin_correction, set_chatham, write_notes
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, LIAM, NORA, TECH
from tests.bot.use_cases.minutes.desk import OVER, seal


@pytest.fixture
def drafted(desk):
    desk.says(LIAM, "decision: meet with Ofcom in May", 1)
    desk.draft()
    asyncio.run(desk.reader().read())
    return desk


def versions(desk, user_id):
    def read(town):
        dialogue = town.kept(1)
        return town.work.minutes.versions(town.reader(user_id), dialogue)

    return desk.look(read)


def test_the_hash_is_that_of_the_bytes_and_the_channel_gets_it(drafted):
    version = seal(drafted)
    assert version.sha256 == hashlib.sha256(canonical_bytes(version.body)).hexdigest()
    assert "- meet with Ofcom in May" in version.body
    owed = drafted.look(lambda town: town.of_recipients(TECH))
    assert [row.revision for row in owed if row.kind == "dialogue.minutes_sealed"] == [1]
    assert versions(drafted, NORA) == (version,)


def test_of_two_chairs_who_seal_one_is_told_who_was_faster(drafted):
    version, edits = drafted.minutes.version, drafted.minutes.edits
    seal(drafted)
    with pytest.raises(Refusal, match="@amara has sealed version 1"):
        seal(drafted, GRACE, version=version, edits=edits)
    assert len(versions(drafted, AMARA)) == 1


def test_what_changed_since_it_was_seen_is_not_sealed(drafted):
    seen = drafted.minutes.edits
    notes = {"general": "Late"}
    drafted.write(lambda town: write_notes(1, notes, town.by(AMARA, drafted.now)))
    with pytest.raises(Refusal, match="was changed since you looked at it"):
        seal(drafted, edits=seen)
    assert versions(drafted, AMARA) == ()


def test_nothing_changes_them_afterwards_but_a_new_version(drafted):
    first = seal(drafted)
    notes = {"general": "Late"}
    with pytest.raises(Refusal, match="are sealed"):
        drafted.write(lambda town: write_notes(1, notes, town.by(AMARA, drafted.now)))
    drafted.write(lambda town: begin_correction(1, "The month", town.by(AMARA, drafted.now)))
    second = seal(drafted)
    assert "- Corrects version 1: The month" in second.body
    assert versions(drafted, AMARA) == (first, second)
    assert first.sha256 != second.sha256


def test_only_who_runs_the_group_seals(drafted):
    with pytest.raises(NotAllowed, match="Only a chair of Technology can write its minutes"):
        seal(drafted, LIAM)


def test_the_audience_is_the_narrowest_inside(drafted):
    """An entry that was written for members keeps all of the minutes from observers."""

    def narrow(town):
        dialogue = town.kept(1)
        (line,) = town.work.minutes.lines_of(1)
        town.work.minutes.change_line(replace(line, audience=Audience.MEMBERS))
        return dialogue

    drafted.write(narrow)
    notes = {"general": "Late"}
    drafted.write(lambda town: write_notes(1, notes, town.by(AMARA, drafted.now)))
    version = seal(drafted)
    assert version.audience is Audience.MEMBERS
    assert versions(drafted, NORA) == ()
    assert versions(drafted, LIAM) == (version,)


def test_once_a_version_leaves_names_out_only_chairs_read_those_that_have_them(drafted):
    first = seal(drafted)
    for leaves_out in (True, False):
        drafted.write(lambda town: begin_correction(1, "Names", town.by(AMARA, drafted.now)))
        drafted.write(lambda town, out=leaves_out: set_chatham(1, out, town.by(AMARA, drafted.now)))
        last = seal(drafted)
        assert first not in versions(drafted, LIAM)
        assert versions(drafted, LIAM)[-1] == last
    assert [one.version for one in versions(drafted, LIAM)] == [2, 3]
    assert [one.version for one in versions(drafted, AMARA)] == [1, 2, 3]


def test_under_chatham_house_no_name_is_in_them(drafted):
    drafted.write(lambda town: set_chatham(1, True, town.by(AMARA, drafted.now)))
    version = seal(drafted)
    assert "Ofcom" not in version.body
    assert r"- meet with \[organisation\] in May" in version.body
    assert "names and organisations are left out" in version.body


@pytest.mark.parametrize(
    ("said", "notes", "suggested"),
    [
        ("info 1: three tests", {}, ["Two"]),
        ("decision: publish", {"Two": "Later"}, ["One"]),
        ("decision: publish", {}, []),
        ("info 1: three tests", {"Two": "Later"}, []),
    ],
    ids=["a line", "a note", "silent about all", "about both"],
)
def test_items_that_the_minutes_are_silent_about_are_suggested_again(desk, said, notes, suggested):
    following = desk.write(lambda town: make_series(town))
    desk.says(LIAM, said, 1)
    desk.draft()
    asyncio.run(desk.reader().read())
    ids = {item.title: str(item.id) for item in items_at(desk, 1)}
    by_id = {ids[title]: words for title, words in notes.items()}
    desk.write(lambda town: write_notes(1, by_id, town.by(AMARA, desk.now)))
    version = seal(desk)
    assert [(i.title, i.carried_from) for i in items_at(desk, following)] == [
        (title, 1) for title in suggested
    ]
    assert "carried over" not in version.body
    desk.write(lambda town: begin_correction(1, "A word", town.by(AMARA, desk.now)))
    again = seal(desk).body
    assert ("### 1. One" in again, "### 2. Two" in again) == (True, True), "the places stay"
    assert len(items_at(desk, following)) == len(suggested)


def make_series(town):
    """D1 becomes the first of two dates, with two items; the number of the second."""
    dates = town.schedule_series(AMARA, title="Weekly").dialogues
    first = town.kept(1)
    place = {"series_id": dates[0].series_id, "series_date": first.wall.date() - timedelta(days=1)}
    town.work.dialogues.change(replace(first, **place))
    for position, title in enumerate(("One", "Two"), 1):
        town.work.agendas.add(
            AgendaItem(
                id=0,
                dialogue=1,
                title=title,
                minutes=10,
                suggested_by=AMARA,
                status=ItemStatus.ACCEPTED,
                position=position,
                created_at=town.NOW,
                audience=first.audience,
            )
        )
    return next(one.number for one in dates if one.starts_at > OVER)


def items_at(desk, number):
    return desk.look(
        lambda town: town.work.agendas.of_dialogue(town.reader(GRACE), town.kept(number))
    )
