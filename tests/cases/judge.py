"""Compares what a command did with what its case wants; the head of each file explains the keys."""

import re
from datetime import date, timedelta

from bot.domain.delivery import State
from bot.domain.wording import spell_day, spell_weekday
from handlers.slack.features.fairness.parsing import read_slot
from tests.cases.outcome import wall


def problems(case, outcome):
    """A sentence for each key of `want` that is not so; KeyError for one that is not known."""
    found = []
    for key, wanted in case.want.items():
        got = CHECKS[key](outcome, wanted, case)
        if got is not True:
            found.append(f"{key}: wanted {wanted!r}, got {got!r}")
    return found


def _same(got, wanted):
    return True if got == wanted else got


# Questions and refusals ---------------------------------------------------------------------------


def _ask(outcome, wanted, case):
    if outcome.changed:
        return f"changed {outcome.changed}"
    if wanted is True:
        return bool(outcome.heard.buttons)
    readings = outcome.readings
    if len(readings) != len(wanted):
        return [label for label, _ in outcome.heard.buttons.values()]
    pairs = zip(readings, wanted, strict=True)
    if all(reading.means(want, case.typed) for reading, want in pairs):
        return True
    return [label for label, _ in outcome.heard.buttons.values()]


def _ask_with(outcome, wanted, case):
    if outcome.changed:
        return f"changed {outcome.changed}"
    if all(any(r.means(want, case.typed) for r in outcome.readings) for want in wanted):
        return True
    return [label for label, _ in outcome.heard.buttons.values()]


def _refuse(outcome, _wanted, _case):
    if outcome.changed:
        return f"changed {outcome.changed}"
    if outcome.heard.view is not None or not outcome.heard.words.strip():
        return "no refusal in words"
    return True if not outcome.readings else "a question"


def _nothing_stored(outcome, _wanted, _case):
    return True if not outcome.changed else outcome.changed


def _keeps_typed(outcome, _wanted, case):
    return True if outcome.keeps(case.typed) else outcome.given_back


def _says(outcome, wanted, _case):
    words = outcome.heard.words
    return True if wanted.casefold() in words.casefold() else words


# Dialogues ----------------------------------------------------------------------------------------


def _start(outcome, wanted, case):
    row = outcome.dialogue(case.typed)
    return _same(row and wall(row["starts_at"], case.want.get("zone", case.zone)), wanted)


def _ends(place):
    def check(outcome, wanted, case):
        starts = sorted(row["starts_at"] for row in outcome.new("dialogues"))
        zone = case.want.get("zone", case.zone)
        return _same(starts and wall(starts[place], zone), wanted)

    return check


def _moved(outcome, wanted, case):
    was = {row["number"]: row["starts_at"] for row in outcome.before["dialogues"]}
    rows = [r for r in outcome.altered("dialogues") if r["starts_at"] != was[r["number"]]]
    starts = sorted(row["starts_at"] for row in [*rows, *outcome.new("dialogues")])
    zone = case.want.get("zone", case.zone)
    return _same(starts and [wall(starts[0], zone), wall(starts[-1], zone)], wanted)


def _dates(outcome, wanted, _case):
    return _same(len(outcome.new("dialogues")), wanted)


def _end(outcome, wanted, _case):
    """`none`: the rule that was stored has no end."""
    (row,) = [s for s in outcome.after["series"] if s not in outcome.before["series"]]
    return _same("none" if not re.search("UNTIL|COUNT", row["rule"]) else row["rule"], wanted)


def _zone(outcome, wanted, case):
    if "weekly" in case.want:
        return _same(_group(outcome)["zone"], wanted)
    row = outcome.dialogue(case.typed)
    return _same(row and row["zone"], wanted)


def _minutes(outcome, wanted, case):
    if "from" in case.want:
        return _same({slot.minutes for slot in _slots(outcome)}, {wanted})
    row = outcome.dialogue(case.typed)
    return _same(row and row["minutes"], wanted)


def _audience(outcome, wanted, case):
    if "from" in case.want:
        return _same({str(slot.audience) for slot in _slots(outcome)}, {wanted})
    row = outcome.dialogue(case.typed) or outcome.action
    return _same(row and str(row["audience"]), wanted)


def _link(outcome, wanted, case):
    row = outcome.dialogue(case.typed)
    return _same(row and row["link"], wanted)


def _title(outcome, wanted, case):
    row = outcome.dialogue(case.typed) or outcome.action
    return _same(row and row["title"], wanted)


# /dialogue find -----------------------------------------------------------------------------------


def _slots(outcome):
    offered = outcome.heard.buttons.items()
    return [read_slot(value) for name, (_, value) in offered if name.startswith("fairness.")]


def _from(outcome, wanted, case):
    """No slot is earlier, and the answer says so, except where nothing can be earlier."""
    first = date.fromisoformat(wanted)
    earliest = case.now.date() + timedelta(days=1)
    if first != earliest and spell_day(first) not in outcome.heard.words:
        return outcome.heard.words
    days = [slot.starts_at.astimezone(case.now.tzinfo).date() for slot in _slots(outcome)]
    return True if days and min(days) >= first else min(days, default=None)


def _to(outcome, wanted, case):
    """The answer says how far it looked, and no slot is later."""
    last = date.fromisoformat(wanted)
    if spell_day(last) not in outcome.heard.words:
        return outcome.heard.words
    days = [slot.starts_at.astimezone(case.now.tzinfo).date() for slot in _slots(outcome)]
    return True if days and max(days) <= last else max(days, default=None)


# Actions ------------------------------------------------------------------------------------------


def _owner(outcome, wanted, _case):
    row = outcome.action
    return _same(row and outcome.owner(row), wanted)


def _owners(outcome, wanted, _case):
    return _same([outcome.owner(row) for row in outcome.new("actions")], wanted)


def _due(outcome, wanted, _case):
    row = outcome.action
    return _same(row and str(row["due_on"] or "none"), wanted)


def _due_of(outcome, wanted, _case):
    return _same({f"A{r['number']}": str(r["due_on"]) for r in outcome.altered("actions")}, wanted)


def _became(status):
    def check(outcome, wanted, _case):
        rows = outcome.altered("actions")
        return _same([f"A{r['number']}" for r in rows if str(r["status"]) == status], wanted)

    return check


def _note(outcome, wanted, _case):
    return _same({row["note"] for row in outcome.altered("actions")}, {wanted})


# Digests ------------------------------------------------------------------------------------------


def _group(outcome):
    (group,) = outcome.after["groups"]
    return group


def _weekly(outcome, wanted, _case):
    day = _group(outcome)["digest_weekday"]
    return _same(None if day is None else spell_weekday(day), wanted)


def _at_time(outcome, wanted, _case):
    return _same(f"{_group(outcome)['digest_time']:%H:%M}", wanted)


def _posted(outcome, wanted, _case):
    owed = [
        row
        for row in outcome.after["deliveries"]
        if row["kind"] == "digest.now" and row["state"] is State.OWED
    ]
    return _same(bool(owed), wanted)


# Practices ----------------------------------------------------------------------------------------


def _found(outcome, wanted, _case):
    return _same(sorted(set(re.findall(r"\bP\d+\b", outcome.heard.words))), wanted)


def _form_title(outcome, wanted, _case):
    view = outcome.heard.view
    return _same(view and outcome.heard.inputs["title"].get("initial_value"), wanted)


CHECKS = {
    "ask": _ask,
    "ask_with": _ask_with,
    "refuse": _refuse,
    "nothing_stored": _nothing_stored,
    "keeps_typed": _keeps_typed,
    "says": _says,
    "rhythm": _says,
    "start": _start,
    "first": _ends(0),
    "last": _ends(-1),
    "moved": _moved,
    "dates": _dates,
    "end": _end,
    "zone": _zone,
    "minutes": _minutes,
    "audience": _audience,
    "link": _link,
    "title": _title,
    "from": _from,
    "to": _to,
    "owner": _owner,
    "owners": _owners,
    "due": _due,
    "due_of": _due_of,
    "done": _became("done"),
    "dropped": _became("dropped"),
    "reopened": _became("open"),
    "note": _note,
    "reason": _note,
    "weekly": _weekly,
    "at_time": _at_time,
    "posted": _posted,
    "found": _found,
    "form_title": _form_title,
}
