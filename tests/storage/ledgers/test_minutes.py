"""Minutes, their lines and versions, on both databases."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.markers import LineKind
from bot.domain.minutes import Line, Minutes, MinutesStatus
from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from tests.storage.records import NOW, dialogue, group, minutes_version


def settled(unit):
    one = unit.groups.add(group(channel_id="C1"))
    held = dialogue(number=1, group_id=one.id)
    unit.dialogues.add(held)
    made = Minutes(
        number=1,
        group_id=one.id,
        audience=Audience.GROUP,
        status=MinutesStatus.READING,
        threads=("C1 5.000001",),
        notes={"general": "Ünïcode"},
        asked_by="U1",
        asked_at=NOW,
    )
    unit.minutes.add(made)
    return held, made


def line(ts, place=0, **changes):
    fields = {
        "id": 0,
        "number": 1,
        "channel": "C1",
        "root": "9.000001",
        "ts": ts,
        "place": place,
        "kind": LineKind.INFO,
        "item": None,
        "text": "x",
        "author": "U1",
        "said_at": NOW,
        "audience": Audience.GROUP,
    }
    return Line(**{**fields, **changes})


def test_minutes_come_back_as_they_were_kept(unit):
    _, made = settled(unit)
    assert unit.minutes.of_dialogue(1) == made
    changed = replace(made, status=MinutesStatus.DRAFT, notes={"4": "Other"}, chatham=True)
    unit.minutes.change(changed)
    assert unit.minutes.of_dialogue(1) == changed
    assert unit.minutes.of_dialogue(2) is None


def test_a_reading_is_taken_by_one_until_its_lease_ends(unit):
    settled(unit)
    until = NOW + timedelta(minutes=2)
    assert unit.minutes.waits(NOW)
    assert unit.minutes.take_reading(NOW, until).number == 1
    assert not unit.minutes.waits(NOW)
    assert unit.minutes.take_reading(NOW, until) is None
    assert unit.minutes.take_reading(until, until + timedelta(minutes=2)).number == 1


def test_a_thread_that_a_chair_gave_is_known_until_they_are_sealed(unit):
    _, made = settled(unit)
    assert unit.minutes.with_thread(made.group_id, "C1 5.000001") == made
    assert unit.minutes.with_thread(made.group_id, "C1 6.000001") is None
    unit.minutes.change(replace(made, status=MinutesStatus.SEALED))
    assert unit.minutes.with_thread(made.group_id, "C1 5.000001") is None


def test_lines_come_in_order_of_what_was_said(unit):
    settled(unit)
    stamps = ["10.000002", "10.000001", "10.000003"]
    unit.minutes.add_lines([line(ts, place) for ts in stamps for place in (1, 0)])
    kept = unit.minutes.lines_of(1)
    assert [(one.ts, one.place) for one in kept] == [
        (ts, place) for ts in sorted(stamps) for place in (0, 1)
    ]
    assert unit.minutes.lines_at("C1", "10.000001") == kept[:2]
    thread = ("C1", "9.000001")
    assert unit.minutes.lines_between(1, thread, "10.000001", "10.000002") == kept[2:4]
    assert unit.minutes.lines_between(1, ("C1", "8.000001"), "", "10.000002") == ()
    unit.minutes.change_line(replace(kept[0], text="y", became="A1"))
    unit.minutes.forget_lines([kept[1].id])
    assert [one.text for one in unit.minutes.lines_of(1)] == ["y", "x", "x", "x", "x"]


def test_a_version_is_for_its_readers(unit):
    held, made = settled(unit)
    for number, audience in ((1, Audience.MEMBERS), (2, Audience.GROUP)):
        unit.minutes.seal(minutes_version(1, made.group_id, version=number, audience=audience))

    def seen(role):
        standing = OrganisationKind.MEMBER if role is Role.MEMBER else OrganisationKind.OBSERVER
        reader = Reader(user_id="U2", standing=standing, seats={made.group_id: role})
        return [one.version for one in unit.minutes.versions(reader, held)]

    assert (seen(Role.MEMBER), seen(Role.OBSERVER)) == ([1, 2], [2])
    assert unit.minutes.versions(Reader(user_id="U3"), held) == ()
