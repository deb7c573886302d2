"""Opening a record to more readers: they are named first, with all that would open with it."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.audience import Audience
from bot.use_cases.audience_changes import Widens, demand_seen
from tests.network import action

MEMBERS, GROUP, NETWORK = Audience


@dataclass(frozen=True)
class Entry:
    audience: Audience
    words: str = "Calls went well."


CLOSED = action(7, 1, audience=MEMBERS)
OPEN = replace(CLOSED, audience=GROUP)
HIDDEN = [Entry(MEMBERS), Entry(GROUP)]


def opening(*changes, told="", entries=HIDDEN):
    """What the person is shown first; None where nothing is asked."""
    try:
        demand_seen(changes, told, lambda _: entries)
    except Widens as asked:
        return asked.opening
    return None


def test_it_names_the_records_from_where_to_where_and_counts_what_stays_closed():
    found = opening((CLOSED, OPEN), (replace(OPEN, number=8), replace(OPEN, number=8)))
    assert (found.references, found.before, found.after) == (("A7",), MEMBERS, GROUP)
    assert found.entries == 1, "what the group reads already is no news to it"


def test_of_several_the_narrowest_is_said_and_the_first_is_named_first():
    wide = replace(OPEN, number=8)
    found = opening(
        (wide, replace(wide, audience=NETWORK)), (CLOSED, replace(OPEN, audience=NETWORK))
    )
    assert (found.references, found.before, found.entries) == (("A8", "A7"), MEMBERS, 4)
    with pytest.raises(Widens, match="This opens A7 to more people"):
        demand_seen([(CLOSED, OPEN)], "", lambda _: [])


@pytest.mark.parametrize("after", [CLOSED, replace(CLOSED, title="Another")])
def test_as_wide_or_narrower_is_not_asked_about(after):
    assert opening((CLOSED, after), (OPEN, CLOSED)) is None


def test_who_has_seen_this_very_opening_goes_on():
    mark = opening((CLOSED, OPEN)).mark
    assert opening((CLOSED, OPEN), told=mark) is None


@pytest.mark.parametrize(
    ("change", "entries"),
    [
        ((CLOSED, OPEN), [*HIDDEN, Entry(MEMBERS)]),
        ((CLOSED, OPEN), [Entry(MEMBERS, "Calls went badly."), Entry(GROUP)]),
        ((CLOSED, replace(OPEN, audience=NETWORK)), HIDDEN),
        ((replace(CLOSED, title="Another"), OPEN), HIDDEN),
    ],
    ids=["another entry", "other words in it", "to more", "another record"],
)
def test_who_has_seen_another_one_is_asked_again(change, entries):
    mark = opening((CLOSED, OPEN)).mark
    assert opening(change, told=mark, entries=entries) is not None
