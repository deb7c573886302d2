"""Sentences made of titles and dates, with what each of them means."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MONTHS = (
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TITLES = (
    "Age assurance",
    "CSAM roundtable",
    "Report on March figures",
    "Ages 13-17: access",
    "May Day harms",
    "Plan for Black Friday",
    "Training in 14 schools",
    "Article 28 of the DSA",
    "Version 3.11 of the codes",
    "Project X3",
    "Team weekly",
    "Sunday best practice",
    "10 times better",
    "Phase 2",
    "Lessons from Australia in 2025",
    "Second reading of the bill",
    "24/7 hotline",
    "Q&A with Ofcom",
    "The “by Friday” rule",
    "Night watch",
    "What every child needs",
    "Time to act",
    "Day one",
    "Minutes of the last meeting",
    "Safety by design",
    "Questions for members of parliament",
    "March consultation",
    "Pacific call",
    "Children in care",
    "Two weeks of streaming",
    "In the morning papers",
    "An hour of code",
    "Until now",
    "Mon Ami project",
    "Top 5",
    "50:50 boards",
)
TAILS = ("", " for 90m", " for members", " in Europe/Paris", " (45 min)", ", 2 hours")


@dataclass(frozen=True)
class Made:
    """A sentence and what its maker meant; `minutes` None: the usual length."""

    text: str
    title: str
    wall: datetime
    zone: str
    minutes: int | None


def ordinal(number):
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{last}"


def day_words(day, today, pick):
    """Words that name one day only."""
    ways = [
        f"on {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"on {MONTHS[day.month - 1]} {ordinal(day.day)}, {day.year}",
        f"on {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}",
        f"on the {ordinal(day.day)} of {MONTHS[day.month - 1]} {day.year}",
        f"on {day:%Y-%m-%d}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"in {(day - today).days} days",
        f"{(day - today).days} days from now",
    ]
    ahead = (day - today).days
    if 40 < ahead < 280:
        ways += [f"on {day.day} {MONTHS[day.month - 1]}", f"{day.day} {MONTHS[day.month - 1][:3]}"]
    if 1 < ahead < 7:
        ways += [f"on {WEEKDAYS[day.weekday()]}", WEEKDAYS[day.weekday()]]
    if 8 < ahead < 14:
        ways += [f"a week on {WEEKDAYS[day.weekday()]}", f"{WEEKDAYS[day.weekday()]} week"]
    if ahead == 1:
        ways += ["tomorrow"]
    nth = (day.day - 1) // 7
    if nth < 4:
        which = ("first", "second", "third", "fourth")[nth]
        named = f"{WEEKDAYS[day.weekday()]} of {MONTHS[day.month - 1]} {day.year}"
        ways.append(f"on the {which} {named}")
    return pick(ways)


def time_words(clock, pick):
    """Words that name one time, and the minutes that a range of them gives."""
    half = "am" if clock.hour < 12 else "pm"
    twelve = (clock.hour - 1) % 12 + 1
    ways = [
        (f"{clock:%H:%M}", None),
        (f"at {clock:%H:%M}", None),
        (f"at {twelve}:{clock:%M}{half}", None),
        (f"{clock.hour}h{clock:%M}", None),
        (f"at {clock:%H:%M} sharp", None),
    ]
    if clock.minute == 0:
        ways += [(f"{twelve}{half}", None), (f"at {twelve} {half}", None)]
    if clock.hour < 22:
        later = time(clock.hour + 1, clock.minute)
        ways += [(f"{clock:%H:%M}-{later:%H:%M}", 60), (f"from {clock:%H:%M} to {later:%H:%M}", 60)]
    return pick(ways)


def sentence(seed, now, zone):
    """The sentence of a number: always the same one."""
    rng = random.Random(seed)
    day = now.date() + timedelta(days=rng.choice([1, *range(2, 7), *range(9, 14), *range(41, 270)]))
    clock = time(rng.randrange(7, 23), rng.choice([0, 0, 15, 30, 45]))
    title = rng.choice(TITLES)
    if rng.random() < 0.3:
        title = f"{title} and {rng.choice(TITLES).lower()}"
    when, minutes = time_words(clock, rng.choice)
    tail = rng.choice(TAILS if minutes is None else TAILS[:1] + TAILS[2:4])
    text = f"{title} {day_words(day, now.date(), rng.choice)} {when}{tail}"
    length = {" for 90m": 90, " (45 min)": 45, ", 2 hours": 120}.get(tail, minutes)
    place = "Europe/Paris" if "Paris" in tail else zone
    return Made(text, title, datetime.combine(day, clock), place, length)


def span_day(made: Made) -> date:
    return made.wall.date()
