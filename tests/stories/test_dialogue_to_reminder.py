"""A dialogue is scheduled in a sentence, announced, answered, moved, and its reminders arrive."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

SENTENCE = "AI-generated CSAM roundtable on {} for 60m link https://example.org/room"


@pytest.fixture
def scheduled(technology):
    """A dialogue nine days ahead at 14:00 London time; its start, aware."""
    day = (technology.now + timedelta(days=9)).date()
    answer = technology.person("amara").schedules(
        "#technology", SENTENCE.format(f"{day:%d %b %Y} 14:00")
    )
    assert "Scheduled D1" in answer.words
    return datetime(day.year, day.month, day.day, 14, tzinfo=ZoneInfo("Europe/London"))


def reminders(person):
    return [w.splitlines()[0] for w in person.words("#technology") if w.startswith("In 1 ")]


def test_from_the_sentence_to_the_last_reminder_through_restarts(technology, scheduled):
    amara, liam, denise = (technology.person(h) for h in ("amara", "liam", "denise"))
    invitation = liam.finds("#technology", "AI-generated CSAM roundtable")
    assert "Chaired by Amara Okonkwo" in invitation.words
    assert not invitation.ephemeral
    assert "14:00 (Europe/London" in invitation.words

    assert "going" in invitation.press("Going").words.lower()
    technology.restart()
    denise.finds("#technology", "AI-generated CSAM roundtable").press("Maybe")
    assert {"Going 1", "Maybe 1"} <= set(invitation.again().labels())

    technology.advance_to(scheduled - timedelta(days=7, minutes=1))
    assert reminders(liam) == []
    technology.restart()
    technology.advance(minutes=2)
    assert reminders(liam) == ["In 1 week: AI-generated CSAM roundtable"]

    technology.advance_to(scheduled - timedelta(minutes=11))
    technology.restart()
    technology.advance(minutes=2)
    assert reminders(liam) == [
        "In 1 week: AI-generated CSAM roundtable",
        "In 1 day: AI-generated CSAM roundtable",
        "In 1 hour: AI-generated CSAM roundtable",
    ]
    for person in (liam, denise):
        private = person.finds("@convenor", "In 10 minutes", "AI-generated CSAM roundtable")
        assert "https://example.org/room" in str(private.raw["blocks"])
    assert amara.finds("@convenor", "In 10 minutes"), "she chairs, and was not asked to answer"

    technology.advance(days=1)
    over = [m for m in liam.reads("#technology") if m.words.startswith("In 1 ")]
    assert [m.labels() for m in over] == [["Details"]] * 3, "nobody can answer them any more"
    assert invitation.again().labels() == ["Details"]
    assert "It is over." in invitation.again().words


def test_the_reminders_come_at_their_moment(technology, scheduled):
    technology.advance_to(scheduled + timedelta(minutes=50))
    at = [
        datetime.fromtimestamp(float(m.ts), UTC)
        for m in technology.person("liam").reads("#technology")
        if m.words.startswith("In 1 ")
    ]
    wanted = [scheduled - timedelta(minutes=m) for m in (7 * 1440, 1440, 60)]
    assert len(at) == 3
    for real, due in zip(at, wanted, strict=True):
        assert timedelta(0) <= real - due < timedelta(seconds=30)


def test_moving_it_tells_the_channel_and_replaces_what_is_owed(technology, scheduled):
    amara, liam = technology.person("amara"), technology.person("liam")
    later = scheduled + timedelta(days=1, hours=1)
    moved = amara.types("#technology", f"/dialogue move D1 to {later:%d %b %Y} 15:00")
    assert "15:00 (Europe/London" in moved.words
    technology.restart()
    notice = liam.finds("#technology", "moved") or liam.finds("#technology", "Moved")
    assert "14:00 (Europe/London" in notice.words
    assert "15:00 (Europe/London" in notice.words
    technology.advance_to(scheduled - timedelta(minutes=30))
    assert len(reminders(liam)) == 1, "the week before, of the new date"
    technology.advance_to(later)
    assert len(reminders(liam)) == 3


def test_cancelling_it_leaves_no_reminder(technology, scheduled):
    amara, liam = technology.person("amara"), technology.person("liam")
    amara.types("#technology", "/dialogue cancel D1 because the report is late")
    technology.advance_to(scheduled + timedelta(hours=1))
    assert reminders(liam) == []
    notice = liam.finds("#technology", "the report is late")
    assert notice is not None
    assert "Going" not in " ".join(liam.reads("#technology")[1].labels())


def test_members_only_is_never_seen_by_an_observer(technology):
    amara, liam, denise = (technology.person(h) for h in ("amara", "liam", "denise"))
    day = (technology.now + timedelta(days=8)).date()
    amara.schedules("#technology", f"Enforcement plans on {day:%d %b %Y} 10:00 for members")
    technology.advance(days=9)
    assert liam.finds("@convenor", "Enforcement plans") is not None
    assert "Enforcement plans" not in " ".join(liam.words("#technology"))
    assert "Enforcement plans" not in " ".join(denise.words("#technology"))
    assert "Enforcement plans" not in " ".join(denise.words("@convenor"))
    assert "I can't find D1" in denise.types("#technology", "/dialogue show D1").words
    assert amara.finds("@convenor", "D1") is not None, "the chair hears why"


def test_it_is_scheduled_from_the_form_in_a_named_zone(technology):
    amara = technology.person("amara")
    assert amara.types("#technology", "/dialogue schedule") is None
    day = (technology.now + timedelta(days=30)).date()
    modal = amara.modal()
    fields = {"title": "Age assurance", "zone": "Asia/Seoul"}
    fields |= {"date": day.isoformat()} if "date" in modal.values() else {"day": day.isoformat()}
    assert modal.fill(**fields, time="15:00").submit() == {}
    assert "15:00 (Asia/Seoul" in amara.modal().words
    assert amara.finds("#technology", "Age assurance", "Asia/Seoul") is not None


def test_an_ambiguous_date_is_asked_back_and_a_press_finishes_it(technology):
    amara = technology.person("amara")
    year = technology.now.year + 1
    asked = amara.types("#technology", f"/dialogue schedule Budget on 03/04/{year} 10:00")
    assert amara.finds("#technology", "Scheduled") is None
    assert f"03/04/{year} 10:00" in asked.words, "the typed text comes back"
    asked.press("Saturday 3 April" if year == 2027 else asked.labels()[0][:12])
    assert "3 April" in amara.finds("#technology", "Scheduled").words
