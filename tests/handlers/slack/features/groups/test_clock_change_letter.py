"""The warning before a clock change, with hundreds of shifts and names of either direction."""

from datetime import UTC, date, datetime

from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue
from bot.domain.group_notifications import ClockChange, SeriesShift
from bot.domain.person import Organisation, OrganisationKind
from bot.domain.recurrence_shift import ClockShift
from handlers.slack.features.groups.notifications import clock_change
from tests.handlers.slack.features.groups.scenes import words
from tests.handlers.slack.features.groups.test_notifications import GROUP

ON = date(2027, 3, 28)
FIRST = Dialogue(
    number=9,
    group_id=1,
    title="CSAM roundtable",
    wall=datetime(2027, 3, 31, 9, 0),
    zone="Europe/London",
    starts_at=datetime(2027, 3, 31, 8, 0, tzinfo=UTC),
    minutes=60,
    audience=Audience.GROUP,
    created_by="U0LIAM",
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)


def shift(name, before, after, *, earlier):
    organisation = Organisation(
        id=1, name=name, kind=OrganisationKind.MEMBER, country="KR", zone="Asia/Seoul"
    )
    return ClockShift(organisation=organisation, before=before, after=after, earlier=earlier, on=ON)


def told(*shifts):
    series = SeriesShift(dialogue=FIRST, shifts=shifts)
    return words(clock_change(ClockChange(group=GROUP, on=ON, series=(series,))))


def test_it_says_from_what_to_what_for_whom_since_when():
    said = told(shift("KCSC", "18:00", "17:00", earlier=True))
    assert said.startswith("Clocks change on Sunday 28 March 2027\n")
    assert "CSAM roundtable (D9)\n09:00 in Europe/London; from " in said
    assert said.endswith("• KCSC: now 18:00, then 17:00: earlier by the clock")


def test_later_is_said_as_such():
    assert told(shift("KCSC", "17:00", "18:00", earlier=False)).endswith("later by the clock")


def test_a_name_from_right_to_left_does_not_turn_the_arrow():
    said = told(shift("هيئة الاتصالات", "18:00", "17:00", earlier=True))
    assert "• \u200e\u2068هيئة الاتصالات\u2069: now 18:00, then 17:00: earlier" in said


def test_of_hundreds_the_rest_is_counted():
    many = [shift(f"Body {n}", "18:00", "17:00", earlier=True) for n in range(300)]
    said = told(*many)
    assert said.count(", then ") == 30
    assert "and 270 more" in said
