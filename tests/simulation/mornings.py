"""What each morning message must say: what waits for an answer, and who gets a message."""

from datetime import time, timedelta

from tests.simulation.lines import Post
from tests.simulation.words import and_words, day_words, moment_words
from tests.simulation.world import DAY, instant, is_day_off, local, names_of, people

NINE = time(9)


def mornings(meetings, begins, ends_at):
    """At nine on each working day of each person, where there is something to say."""
    found = []
    for person in people().values():
        own = [m for m in meetings if person.handle in m.group.invited(m.members_only)]
        day = local(begins, person.zone).date()
        while own and day <= local(ends_at, person.zone).date():
            if not _off(day, person):
                at = instant(day, NINE, person.zone)
                if begins < at and (lines := _lines(person, own, day, at)):
                    found.append(Post(at, person.handle, lines))
            day += DAY
    return found


def _lines(person, meetings, day, at):
    ahead = [m for m in meetings if m.created < at < m.cancelled and m.plan_at(at).start > at]
    ahead.sort(key=lambda m: (m.plan_at(at).start, m.number))
    waiting = [m for m in ahead if person.handle not in m.answers_at(at)]
    last = _next_working_day(day, person) + DAY
    near = [m for m in waiting if local(m.plan_at(at).start, person.zone).date() <= last]
    since = instant(_working_day_before(day, person), NINE, person.zone)
    sent = {m.number: who for m in waiting if (who := _who_sends(person, m, at, since, m in near))}
    asked = [m for m in near if m.number not in sent]
    named = [m for m in waiting if m.number in sent]
    several = len({m.group.name for m in (*asked, *named)}) > 1
    lines = [f"Your morning, {day_words(day)}"]
    if asked:
        lines.append(f"Dialogues that wait for your answer ({len(asked)})")
        lines += [line for m in asked for line in _item(m, person, at, "", several)]
    if named:
        lines.append(f"You are asked to come instead of a colleague ({len(named)})")
        for m in named:
            why = f" · {sent[m.number]} can't come and has named you"
            lines += _item(m, person, at, why, several)
    return tuple(lines) if asked or named else ()


def _item(meeting, person, at, why, several):
    when = moment_words(meeting.plan_at(at).start, person.zone)
    group = f" · {meeting.group.name}" if several else ""
    return [f"{meeting.reference} {meeting.title_at(at)}", f"{when}{why}{group}"]


def _who_sends(person, meeting, at, since, near):
    """Names; nobody, where it is old news and the dialogue still far away."""
    named = {h: when for h, (_, d, when) in meeting.answers_at(at).items() if d == person.handle}
    if not near and all(when < since for when in named.values()):
        return ""
    return and_words(names_of(sorted(named, key=named.get))) if named else ""


def _off(day, person):
    return is_day_off(day, person.organisation.country)


def _next_working_day(day, person):
    day += DAY
    while _off(day, person):
        day += DAY
    return day


def _working_day_before(day, person):
    day -= timedelta(days=1)
    while _off(day, person):
        day -= timedelta(days=1)
    return day
