"""What is told of who chairs: to the channel at its set-up, and to each new chair."""

from datetime import time

from tests.simulation.lines import Post
from tests.simulation.words import and_words, day_words, length_words
from tests.simulation.world import DAY, instant, is_day_off, local, people


def told_of_chairs(group, set_up_at):
    """`set_up_at`: when the group was set up, with its first chair, who is told then as well."""
    (first, _), *later = group.chairs
    found = [_introduction(group, first, set_up_at), _appointed(group, first, set_up_at)]
    return found + [_appointed(group, handle, named) for handle, named in later]


def _introduction(group, chair, at):
    ahead = and_words([length_words(minutes) for minutes in sorted(group.reminders, reverse=True)])
    lines = (
        f"This is the channel of {group.name}",
        f"Chair: @{people()[chair].name}.",
        f"• I announce each dialogue here, and remind you {ahead} before, in the channel.",
        "• I post no weekly digest. A chair can post one with /digest post.",
        "• On working mornings I send each of you what is due, by direct message.",
        "/wg help lists what you can type here.",
    )
    return Post(at, group.channel, lines)


def _appointed(group, handle, at):
    """A term is a year; it counts in the days of the group's zone."""
    day = local(at, group.zone).date()
    until = day_words(day.replace(year=day.year + 1))
    words = (
        f"You chair {group.name} from now on until {until}. You can publish practices, post and "
        "schedule digests, arrange agendas, and change any dialogue, action and role of the "
        "group. In your morning message I list the actions that nobody owns and those that are a "
        "week overdue. /wg help lists the commands."
    )
    return Post(_civil(at, people()[handle]), handle, (group.name, words))


def _civil(at, person):
    """Their working day from 9 to 22."""
    there = local(at, person.zone)
    day, off = there.date(), is_day_off(there.date(), person.organisation.country)
    if not off and time(9) <= there.time() < time(22):
        return at
    if off or there.time() >= time(22):
        day += DAY
        while is_day_off(day, person.organisation.country):
            day += DAY
    return instant(day, time(9), person.zone)
