"""How a series hangs together after it was parted: what it goes on as, and where it began."""

from bot.domain.audience import Audience
from bot.use_cases.dialogues.rules.series_links import (
    Scope,
    ended_at,
    from_here_on,
    next_of_series,
    opening_number,
    opens_series,
    whole_line,
)
from tests.bot.use_cases.dialogues.town import AMARA, DAY, LIAM, NORA, NOW, START, WEEK

LATER = Scope.LATER


def parted(town):
    """Three series that are one to people: from its third and from its fifth date on."""
    made = [town.schedule_series().series]
    made.append(town.move(3, START + 2 * WEEK + DAY, scope=LATER).series)
    made.append(town.move(5, START + 4 * WEEK + 2 * DAY, scope=LATER).series)
    return [series.id for series in made]


def ids(line):
    return [series.id for series in line]


def test_it_goes_on_as_what_was_made_of_it_and_began_as_what_it_was(town):
    first, second, third = parted(town)
    assert ids(from_here_on(first, work=town.work)) == [first, second, third]
    assert ids(from_here_on(second, work=town.work)) == [second, third]
    for one in (first, second, third):
        assert ids(whole_line(one, work=town.work)) == [first, second, third]
    assert from_here_on(99, work=town.work) == ()


def test_what_is_parted_nearer_to_its_beginning_comes_first(town):
    first = town.schedule_series().series.id
    late = town.move(5, START + 4 * WEEK + DAY, scope=LATER).series.id
    town.edit(2, title="Another title")
    early = town.move(2, START + WEEK + DAY, scope=LATER).series.id
    assert ids(from_here_on(first, work=town.work)) == [first, early, late]


def test_the_dialogue_that_announced_it_is_known_in_all_its_parts(town):
    line = parted(town)
    assert {opening_number(one, work=town.work) for one in line} == {1}
    assert [opens_series(town.kept(n), work=town.work) for n in (1, 2, 5)] == [True, False, False]
    alone = town.schedule(title="Alone")
    assert not opens_series(alone, work=town.work)


def test_the_end_of_what_it_goes_on_as_is_its_end(town):
    first, second, third = parted(town)
    assert ended_at(first, work=town.work) is None
    town.cancel(6, scope=LATER)
    assert [ended_at(one, work=town.work) for one in (first, second, third)] == [NOW] * 3
    town.cancel(4, scope=LATER, now=NOW + DAY)
    assert ended_at(first, work=town.work) == NOW + DAY


def test_next_dates_are_of_all_its_parts_as_far_as_the_reader_may_see(town):
    parted(town)
    town.cancel(4)
    town.edit(5, AMARA, audience=Audience.MEMBERS)
    for user_id, numbers in ((LIAM, [3, 5, 6]), (NORA, [3, 6, 7])):
        found = next_of_series(town.kept(2), town.reader(user_id), work=town.work)
        assert [dialogue.number for dialogue in found] == numbers
    alone = town.schedule(title="Alone")
    assert next_of_series(alone, town.reader(LIAM), work=town.work) == ()
