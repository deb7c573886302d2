"""An action is logged in a sentence and comes back in its owner's morning, once, at nine there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.public_holidays import PublicHolidays

SYDNEY = ZoneInfo("Australia/Sydney")


def mornings(person):
    return [m for m in person.reads("@convenor") if "Your morning" in m.words]


def test_from_the_sentence_to_done_through_restarts(technology):
    amara, liam = technology.person("amara"), technology.person("liam")
    due = _working_day(technology.now + timedelta(days=5))
    logged = amara.types(
        "#technology", f"/action add Draft the summary of test results @liam by {due:%d %b %Y}"
    )
    assert "A1" in logged.words
    assert "until midnight, Sydney time" in logged.words, "the day ends with the owner's"
    technology.restart()
    technology.advance_to(datetime.combine(due, datetime.min.time(), SYDNEY) + timedelta(hours=8))
    before = len(mornings(liam))
    technology.restart()
    technology.advance(hours=2)
    today = mornings(liam)
    assert len(today) == before + 1
    at = datetime.fromtimestamp(float(today[-1].ts), UTC).astimezone(SYDNEY)
    assert (at.hour, at.minute) == (9, 0)
    assert "Due today" in today[-1].words
    assert "Draft the summary of test results" in today[-1].words

    today[-1].press("Done")
    assert "Done" not in " ".join(today[-1].again().labels())
    shown = amara.types("#technology", "/action show A1").words
    assert "Draft the summary of test results" in shown
    assert "done" in shown.lower()
    technology.advance(days=4)
    assert len(mornings(liam)) == before + 1


def test_overdue_begins_when_the_day_has_ended_with_its_owner(technology):
    amara = technology.person("amara")
    due = _working_day(technology.now + timedelta(days=4))
    amara.types("#technology", f"/action add Check the codes @liam by {due:%d %b %Y}")
    end = datetime.combine(due + timedelta(days=1), datetime.min.time(), SYDNEY)
    technology.advance_to(end - timedelta(minutes=2))
    assert "A1" not in amara.types("#technology", "/action list overdue").words
    technology.advance(minutes=4)
    assert "A1" in amara.types("#technology", "/action list overdue").words


def test_handing_over_and_snoozing_from_the_morning(technology):
    amara, liam, min_ji = (technology.person(h) for h in ("amara", "liam", "min-ji"))
    due = _working_day(technology.now + timedelta(days=4))
    for title in ("First thing", "Second thing"):
        amara.types("#technology", f"/action add {title} @liam by {due:%d %b %Y}")
    technology.advance_to(
        datetime.combine(due, datetime.min.time(), SYDNEY) + timedelta(hours=9, minutes=1)
    )
    message = mornings(liam)[-1]
    message.press("Tomorrow")
    again = message.again()
    again.press("Hand over")
    modal = liam.modal()
    field = next(b for b in modal.values() if "owner" in b or "person" in b)
    assert modal.fill(**{field: min_ji.id}).submit() == {}
    owned = amara.types("#technology", "/action list @min-ji").words
    assert "thing" in owned
    technology.restart()
    technology.advance(days=9)  # beyond any holidays of Korea's
    assert "thing" in mornings(min_ji)[-1].words


def test_a_word_about_a_given_action_has_its_buttons_and_says_what_became_of_it(technology):
    amara, liam = technology.person("amara"), technology.person("liam")
    noon = _working_day(technology.now + timedelta(days=1))
    technology.advance_to(_at(noon, 12))
    for title in ("Done elsewhere", "Snoozed here", "Done here"):
        amara.types("#technology", f"/action add {title} @liam by {noon:%d %b %Y}")
        technology.settle()
    elsewhere, here, done = (liam.finds("@convenor", t) for t in ("elsewhere", "Snoozed", "Done h"))
    assert [label for label in here.labels() if label != "A day…"] == [
        *("Done", "Tomorrow", "Next week", "Hand over")
    ]
    assert "Amara Okonkwo gave you an action." in here.words
    liam.types("#technology", "/action done A1")
    assert "Undo" in here.press("Tomorrow").labels()
    assert "Undo" in done.press("Done").labels()
    technology.settle()
    assert "Done by you." in elsewhere.again().words
    assert "Silent until" in here.again().words
    assert [m.again().labels() for m in (elsewhere, here, done)] == [["Reopen"], [], ["Reopen"]]


def test_three_hundred_actions_are_paged(technology):
    amara = technology.person("amara")
    for number in range(23):
        amara.types("#technology", f"/action add Item number {number}")
    listed = amara.types("#technology", "/action list")
    assert "23" in listed.words
    listed.press("Next")
    page = listed.again() or amara.reads("#technology")[-1]
    assert "11–20 of 23" in page.words


def _working_day(moment):
    """Of Liam's, who is in Australia."""
    day, holidays = moment.date(), PublicHolidays()
    while day.weekday() >= 5 or holidays.on("AU", day):
        day += timedelta(days=1)
    return day


def test_on_a_public_holiday_nobody_is_written_to_and_the_day_before_looks_further(technology):
    amara, liam = technology.person("amara"), technology.person("liam")
    today = technology.now.astimezone(SYDNEY).date()
    days = (today + timedelta(days=n) for n in range(7, 400))
    feast = next(d for d in days if d.weekday() == 4 and PublicHolidays().on("AU", d))
    technology.advance_to(_at(feast - timedelta(days=3), 12))
    amara.types("#technology", f"/action add Send the figures @liam by {feast:%d %b %Y}")
    technology.advance_to(_at(feast - timedelta(days=1), 12))
    eve = mornings(liam)
    assert "Send the figures" in eve[-1].words
    assert _sent_on(eve[-1]) < feast
    technology.advance_to(_at(feast, 20))
    assert [_sent_on(one) for one in mornings(liam)][-1] < feast, "nothing on the day itself"
    assert "A1" in amara.types("#technology", "/action list").words
    technology.advance_to(_at(feast + timedelta(days=6), 12))
    late = mornings(liam)[-1]
    assert _sent_on(late) > feast
    assert "Overdue" in late.words


def _at(day, hour):
    return datetime.combine(day, datetime.min.time(), SYDNEY) + timedelta(hours=hour)


def _sent_on(message):
    return datetime.fromtimestamp(float(message.ts), UTC).astimezone(SYDNEY).date()
