"""Lists of decisions, a page at a time, and the history of one."""

from bot.domain.audience import Audience
from bot.use_cases.decisions.show import PAGE, list_decisions, show_history
from tests.bot.use_cases.dialogues.town import LIAM, NORA


def test_the_newest_first_ten_a_page_and_past_the_end_the_first(chamber):
    for number in range(PAGE + 2):
        chamber.record(LIAM, audience=Audience.MEMBERS if number % 2 else Audience.GROUP)
    found, total, offset = list_decisions([chamber.tech], chamber.by(LIAM))
    assert ([one.number for one in found], total, offset) == ([*range(12, 2, -1)], 12, 0)
    found, total, offset = list_decisions([chamber.tech], chamber.by(LIAM), offset=PAGE)
    assert ([one.number for one in found], offset) == ([2, 1], PAGE)
    assert list_decisions([chamber.tech], chamber.by(LIAM), offset=90)[2] == 0
    found, total, _ = list_decisions([chamber.tech], chamber.by(NORA))
    assert ([one.number for one in found], total) == ([11, 9, 7, 5, 3, 1], 6)
    assert list_decisions([chamber.board], chamber.by(LIAM))[1] == 0


def test_its_history(chamber):
    chamber.record(LIAM)
    decision, events = show_history(1, chamber.by(NORA))
    assert (decision.created_by, [event.did for event in events]) == (LIAM, ["recorded"])
