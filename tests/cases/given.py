"""Sets up what a case says was there before, through the use cases that make it."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.practice import Practice, PracticeStatus, Public
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.domain.wording import spell_weekday
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.actions.settle import CompleteAction, complete_action
from bot.use_cases.context import Context
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from bot.use_cases.identify import identify_person
from tests.cases.door import IDS, PLACE, WRITER
from tests.databases import WORKSPACE

USUAL_DIALOGUE = "D1 is on Tue 2 Feb 2027 14:00 Europe/London, 60 minutes"
"""Of move.yaml, where `given` is left out."""
_DAY = r"(?:[A-Z][a-z]{2} )?(\d{1,2} [A-Z][a-z]{2} \d{4})"


def set_up(door, case):
    """Everything in `case.given`; words that are not understood are an error."""
    said = case.given or (USUAL_DIALOGUE if case.file == "move" else "")
    parts = [part.strip() for part in said.split(";") if part.strip()]
    with door.database.transaction(WORKSPACE) as work:
        if case.file == "search":
            _publish(work, door.now)
        for part in parts:
            for pattern, make in _KINDS:
                if match := re.fullmatch(pattern, part):
                    make(_Before(door, work), *match.groups())
                    break
            else:
                raise ValueError(f"I don't know how to set up “{part}”")


class _Before:
    """A day before: what the writer does then."""

    def __init__(self, door, work):
        self.work, self.presence, self.facts = work, door.directory.channels, door.directory.people
        self.now = door.now - timedelta(days=1)
        self.group = work.groups.by_channel(PLACE)
        own = self.facts[WRITER]
        _, reader = identify_person(
            WRITER, own, self.presence, work=work, now=self.now, secretariat=()
        )
        self.context = Context(reader, work, self.now, self.presence)


def _actions(before, first, last, status, owner, due):
    for number in range(int(first), int(last or first) + 1):
        wish = LogAction(
            group_id=before.group.id,
            title=f"Task {number}",
            owner=NOBODY if owner == "nobody" else Owner(user_id=IDS[owner.removeprefix("@")]),
            due_on=_day(due) if due else None,
        )
        made = log_action(wish, before.context, facts=before.facts).action
        assert made.number == number
        if status == "done":
            complete_action(CompleteAction(number, None), before.context)


def _dialogue(before, day, clock, zone, minutes):
    wall = datetime.combine(_day(day), time.fromisoformat(clock), tzinfo=ZoneInfo(zone))
    wish = ScheduleDialogue(title="Roundtable", starts_at=wall, zone=zone, minutes=int(minutes))
    made = schedule_dialogue(wish, before.context, group=before.group)
    assert made.number == 1


def _series(before, last, weekday, clock, zone, until, minutes):
    end = _day(until)
    first = before.now.date() + timedelta(days=1)
    while f"{first:%A}" != weekday:
        first += timedelta(days=1)
    wish = ScheduleSeries(
        title="Roundtable",
        first=first,
        rule=Rule(frequency=Frequency.WEEKLY, until=end),
        slots=(Slot(clock=time.fromisoformat(clock), zone=zone),),
        minutes=int(minutes),
    )
    made = schedule_series(wish, before.context, group=before.group)
    assert made.dialogues[-1].number == int(last)


def _date_of(before, number, day):
    """Only said to be plain: it follows from the series."""
    assert before.work.dialogues.get(before.context.reader, int(number)).wall.date() == _day(day)


def _weekly(before, weekday, clock):
    at = time.fromisoformat(clock)
    day = next(number for number in range(7) if spell_weekday(number) == weekday)
    changed = replace(before.group, digest_weekday=day, digest_time=at)
    before.work.groups.change(changed)


def _nothing(_before, *_said):
    """Said of the writer or the file, which are as they are."""


_KINDS = (
    (rf"A(\d+)(?: to A(\d+))? (?:is|are) (open|done), owner (\S+)(?:, due {_DAY})?", _actions),
    (rf"D1 is on {_DAY} (\d\d:\d\d) (\S+), (\d+) minutes", _dialogue),
    (
        rf"series D1 to D(\d+), every week on ([A-Z][a-z]+) (\d\d:\d\d) (\S+) until {_DAY}, "
        r"(\d+) minutes",
        _series,
    ),
    (rf"D(\d+) is on {_DAY}", _date_of),
    (r"the weekly digest is set to ([A-Z][a-z]+) (\d\d:\d\d)", _weekly),
    (r"the writer is in (\S+)", _nothing),
    (r"the file is saved as (\S+)", _nothing),
)


def encoding(case):
    """How a file of the case is saved."""
    match = re.search(r"saved as (\S+)", case.given)
    return match[1] if match else "utf-8"


def _day(typed):
    return datetime.strptime(typed, "%d %b %Y").date()  # noqa: DTZ007 - a day of no zone


def _publish(work, now):
    """The cards that the head of search.yaml describes."""
    organisations = {o.name: o.id for o in work.organisations.all()}
    group = work.groups.by_channel(PLACE)
    for number, (title, summary, done, public, topics, country, author, organisation) in enumerate(
        _CARDS, 1
    ):
        work.practices.add(
            Practice(
                number=number,
                group_id=group.id,
                title=title,
                summary=summary,
                what_was_done=done,
                publics=(Public(public),),
                topics=topics,
                countries=(country,),
                organisation_id=organisations[organisation],
                review_by=date(2027, 11, 29),
                status=PracticeStatus.PUBLISHED,
                author=IDS[author],
                created_at=now,
                settled_at=now,
            )
        )


_CARDS = (
    (
        "Parents’ evenings",
        "Éducation aux médias",
        "Ten evenings in ten libraries.",
        "parents and carers",
        ("média", "école"),
        "IE",
        "aoife",
        "Coimisiún na Meán",
    ),
    (
        "Straße sicher",
        "zwölf Abende",
        "Talks in each library of the town, then discussed.",
        "educators",
        ("naïve", "sextortion"),
        "DE",
        "aoife",
        "Coimisiún na Meán",
    ),
    (
        "Kids' quiz",
        "온라인 안전 퀴즈",
        "A quiz in class.",
        "children",
        ("퀴즈", "gaming"),
        "KR",
        "aoife",
        "Coimisiún na Meán",
    ),
    (
        "Lessons for teens",
        "Evening talks",
        "One talk a week; 100% of schools took part.",
        "young people",
        ("sextortion", "schools", "families"),
        "US",
        "denise",
        "National Center for Missing & Exploited Children",
    ),
)
