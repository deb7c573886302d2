"""An agenda grows, is arranged, opens the thread at the start; what is left over is carried on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

TECH, TITLE = "#technology", "Age assurance"


@pytest.fixture
def fortnightly(technology):
    """D1 and its series, from three days ahead at 14:00 London time; the first start."""
    day = (technology.now + timedelta(days=3)).date()
    sentence = f"{TITLE} every 2 weeks at 14:00 for 60m starting {day:%d %b %Y}"
    answer = technology.person("amara").schedules(TECH, sentence)
    assert "D1" in answer.words
    return datetime(day.year, day.month, day.day, 14, tzinfo=ZoneInfo("Europe/London"))


def suggested(person, words):
    return person.types(TECH, f"/dialogue agenda D1 {words}").words


def test_from_the_suggestion_to_what_is_carried_over(technology, fortnightly):
    amara, liam, denise = (technology.person(h) for h in ("amara", "liam", "denise"))
    assert "is suggested; a chair decides" in suggested(liam, "Test results 40m")
    assert "40 minutes" in suggested(liam, "Test results 40m")
    technology.restart()
    assert "is on the agenda" in suggested(amara, "Opening 5m")
    denise.finds(TECH, TITLE).press("Suggest agenda item")
    form = denise.modal()
    assert form.fill(title="Figures from the hotline", minutes="25").submit() == {}
    denise.closes()

    shown = amara.types(TECH, "/dialogue agenda D1")
    assert shown.words.count("Test results") == 1, "typed twice, it is there once"
    shown.press("Arrange…")
    arrange = amara.modal()
    places = {b["label"]["text"]: b["block_id"] for b in arrange.view["blocks"] if "label" in b}
    chosen = {"Figures from the hotline": "1", "Test results": "2", "Opening": "out"}
    assert arrange.fill(**{places[title]: place for title, place in chosen.items()}).submit() == {}
    assert "5 minutes too long" in "\n".join([amara.modal().words])
    amara.closes()

    invitation = denise.finds(TECH, TITLE, "Figures from the hotline")
    assert invitation.words.index("Figures") < invitation.words.index("Test results")
    invitation.press("Going")

    technology.advance_to(fortnightly + timedelta(minutes=1))
    root = liam.finds(TECH, "Now: Age assurance")
    assert "Figures from the hotline (25 minutes" in root.words
    assert "Expected: 1 person" in root.words
    late = suggested(liam, "Too late 5m")
    assert "its agenda is closed" in late

    technology.advance(minutes=50)
    assert "Ten minutes left: Age assurance" in amara.words("@convenor")[-1]
    technology.advance(minutes=15)
    asked = amara.finds("@convenor", "Who was there?")
    asked.press("Carry over…")
    carry = amara.modal()
    (block,) = [b for b in carry.view["blocks"] if b["type"] == "input"]
    tests = next(o["value"] for o in block["element"]["options"] if "Test" in o["text"]["text"])
    assert carry.fill(items=[tests]).submit() == {}
    amara.closes()
    assert "Test results (40 minutes" in amara.types(TECH, "/dialogue agenda D2").words
    confirmed = asked.press("Confirm") or asked.again()
    assert "2 people of 2 organisations" in confirmed.words, "the chair was there too"
    assert liam.finds("@convenor", "Who was there?") is None


def test_who_may_not_arrange_or_see_it(technology, fortnightly):
    liam, denise = technology.person("liam"), technology.person("denise")
    suggested(liam, "Test results 40m")
    assert "Arrange…" not in liam.types(TECH, "/dialogue agenda D1").labels()
    members = technology.person("amara")
    later = (technology.now + timedelta(days=9)).strftime("%d %b %Y")
    answer = members.schedules(TECH, f"Enforcement on {later} 10:00 for members")
    reference = answer.words.split("Scheduled ")[1].split()[0]
    for words in (f"{reference}", f"{reference} Sneaky 5m"):
        refused = denise.types(TECH, f"/dialogue agenda {words}")
        assert f"I can't find {reference}" in refused.words


def test_members_only_opens_no_thread_where_others_read(technology):
    amara, liam, denise = (technology.person(h) for h in ("amara", "liam", "denise"))
    later = technology.now + timedelta(days=2)
    amara.schedules(TECH, f"Enforcement on {later:%d %b %Y} 10:00 for members")
    technology.advance_to(later.replace(hour=10, minute=1, second=0, microsecond=0))
    for person in (liam, denise):
        assert person.finds(TECH, "Now: Enforcement") is None
        assert person.finds("@convenor", "Now: Enforcement") is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Please say which dialogue"),
        ("D1 15m", "A title is missing"),
        ("D1 Test results 90m", "from 1 minute to that"),
        ("D99 Test results", "I can't find D99"),
    ],
)
def test_what_cannot_be_put_on_it(technology, fortnightly, typed, says):
    assert says in technology.person("liam").types(TECH, f"/dialogue agenda {typed}").words
