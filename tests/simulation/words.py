"""How moments, lengths and rhythms are told to people, spelled by the calculation itself."""

from datetime import timedelta

from tests.simulation.world import is_out_of_hours, local

_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", -1: "last"}


def day_words(day):
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def moment_words(moment, zone):
    there = local(moment, zone)
    offset = int(there.utcoffset() / timedelta(minutes=1))
    hours, minutes = divmod(abs(offset), 60)
    sign = "-" if offset < 0 else "+"
    distance = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
    named = zone if zone == "UTC" else f"{zone}, {distance}"
    return f"{day_words(there.date())}, {there:%H:%M} ({named})"


def length_words(minutes):
    """ "1 hour 30 minutes"; whole days and weeks as such."""
    for size, noun in ((10_080, "week"), (1_440, "day")):
        if minutes % size == 0:
            return _counted(minutes // size, noun)
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour")] if hours else []
    return " ".join([*parts, *([_counted(rest, "minute")] if rest else [])])


def and_words(words):
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def rhythm_words(rhythm, day):
    """`rhythm`: (weeks between, None), (months between, ordinal), or None for every day.

    `day` is one of its dates.
    """
    if rhythm is None:
        return "every day"
    every, ordinal = rhythm
    noun = "week" if ordinal is None else "month"
    often = f"every {noun}" if every == 1 else f"every {every} {noun}s"
    nth = "" if ordinal is None else f"the {_ORDINALS[ordinal]} "
    return f"{often} on {nth}{day:%A}"


def slots_words(slots):
    """A zone that neighbours share is said once, behind the last of them."""
    said = []
    for index, (clock, zone) in enumerate(slots):
        shared = index + 1 < len(slots) and slots[index + 1][1] == zone
        said.append(f"{clock:%H:%M}" if shared else f"{clock:%H:%M} ({zone})")
    return and_words(said) + (" in turn" if len(slots) > 1 else "")


def out_of_hours_words(moment, organisations):
    """The cities alone: how each is put into words is proved elsewhere."""
    cities = {o.zone.split("/")[-1].replace("_", " ") for o in organisations
              if is_out_of_hours(moment, o)}  # fmt: skip
    return [f"Out of hours: {', '.join(sorted(cities))}"] if cities else []


def _counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
