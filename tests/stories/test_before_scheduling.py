"""Conflicts with a time are said before it is scheduled, and never forbid it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.stories.evidence import free_day

TECH = "#technology"


def a_working_day(technology, ahead=20):
    """A Tuesday on which nobody has a holiday."""
    while (day := date.fromisoformat(free_day(technology, ahead))).weekday() != 1:
        ahead += 1
    return day


def invited(person, title):
    """The invitation in the channel, which all can read; None."""
    found = [m for m in person.reads(TECH) if title in m.words and not m.ephemeral]
    return found[-1] if found else None


def typed(person, title, day, at="14:00"):
    return person.types(TECH, f"/dialogue schedule {title} on {day:%d %b %Y} {at} in Europe/London")


def test_the_same_people_at_the_same_time(technology):
    amara, liam = technology.person("amara"), technology.person("liam")
    day = a_working_day(technology)
    assert "Scheduled D1" in typed(amara, "Age assurance", day).words
    asked = typed(liam, "Enforcement", day, "14:30")
    assert "D1, “Age assurance” of Technology, overlaps" in asked.words
    assert invited(amara, "Enforcement") is None, "nothing is kept yet"
    done = asked.press("Schedule it anyway") or asked.again()
    assert "Scheduled D2" in done.words
    assert "Scheduled D3" in typed(liam, "After both", day, "17:00").words


def test_a_public_holiday_of_a_member(technology):
    new_year = date(technology.now.year + 1, 1, 1)
    asked = typed(technology.person("liam"), "Looking ahead", new_year)
    assert "is a public holiday (" in asked.words
    assert "Arcom" in asked.words
    asked.press("Schedule it anyway")
    assert invited(technology.person("amara"), "Looking ahead")


def changed(modal, network, block_id, **filled):
    """Choose in one field, as Slack's client tells of it at once; the form as it is then."""
    modal.fill(**filled)
    values = modal.values()
    (element,) = [b["element"] for b in modal.view["blocks"] if b.get("block_id") == block_id]
    network.post(
        "/door/view/action",
        **{"as": modal.reader.id},
        view_id=modal.view["id"],
        block_id=block_id,
        action_id=element["action_id"],
        values=values,
        **values[block_id][element["action_id"]],
    )
    network.settle()
    return modal.reader.modal()


def test_the_form_shows_what_time_it_is_for_everyone_as_it_changes(technology):
    liam = technology.person("liam")
    day = a_working_day(technology)
    typed(technology.person("amara"), "Age assurance", day)
    liam.types(TECH, "/dialogue schedule")
    form = liam.modal().fill(title="Enforcement", zone="Europe/London")
    form = changed(form, technology, "date", date=day.isoformat(), time="14:00")
    assert "For everyone" in form.words
    there = datetime.combine(day, time(14), ZoneInfo("Europe/London"))
    assert f"{there.astimezone(ZoneInfo('Asia/Seoul')):%H:%M} in Seoul" in form.words
    assert "Out of hours:" in form.words
    assert "D1, “Age assurance”" in form.words
    form.fill(title="Enforcement", zone="Asia/Seoul", date=day.isoformat())
    form = changed(form, technology, "time", time="14:00")
    assert "14:00 in Seoul" in form.words
    assert form.submit() == {}
    liam.closes()
    assert liam.finds(TECH, "Enforcement", "14:00 (Asia/Seoul")


@pytest.mark.parametrize(
    ("repeats", "says"),
    [
        ("every 2 weeks", "every 2 weeks on Tuesday"),
        ("every 2 weeks, 5 times", "5 times"),
        ("every 3 weeks rotating 14:00 and 21:00", "21:00"),
    ],
)
def test_a_series_by_the_form(technology, repeats, says):
    liam = technology.person("liam")
    liam.types(TECH, "/dialogue schedule")
    form = liam.modal().fill(
        title="Exchange",
        date=a_working_day(technology).isoformat(),
        time="14:00",
        zone="Europe/London",
        repeats=repeats,
    )
    assert form.submit() == {}
    liam.closes()
    assert says in invited(liam, "Exchange").words


def test_a_rhythm_that_cannot_be_read_is_told_beside_its_field(technology):
    liam = technology.person("liam")
    liam.types(TECH, "/dialogue schedule")
    form = liam.modal().fill(
        title="Exchange",
        date=a_working_day(technology).isoformat(),
        time="14:00",
        zone="Europe/London",
        repeats="now and then",
    )
    assert set(form.submit()) == {"repeats"}
