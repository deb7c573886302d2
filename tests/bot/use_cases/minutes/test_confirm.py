"""What a chair confirms becomes a record once; what is refused leaves the others alone."""

import asyncio
from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.use_cases.actions.edit import LogAction
from bot.use_cases.actions.owners import Owner
from bot.use_cases.minutes.draft import set_chatham
from bot.use_cases.minutes.seal import ConfirmLines, confirm_lines
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, ZOE
from tests.network import facts_of


@pytest.fixture
def drafted(desk):
    for second, text in enumerate(("decision: one", "action: two", "action: three"), 1):
        desk.says(LIAM, text, second)
    desk.draft()
    asyncio.run(desk.reader().read())
    return desk


def confirm(desk, said="one", **changes):
    def job(town):
        group = town.tech.id
        actions = {
            2: LogAction(group_id=group, title="two", owner=Owner(user_id=LIAM)),
            3: LogAction(group_id=group, title="three", **changes),
        }
        decisions = {1: said}
        facts = {user: facts_of(user) for user in (LIAM, MINJI, ZOE)}
        wish = ConfirmLines(number=1, actions=actions, decisions=decisions)
        return confirm_lines(wish, town.by(AMARA, desk.now), facts=facts)

    return desk.write(job)


def test_each_becomes_one_record_for_the_readers_of_the_minutes(drafted):
    assert confirm(drafted).made == ("R1", "A1", "A2")
    assert [line.became for line in drafted.lines] == ["R1", "A1", "A2"]
    assert confirm(drafted).made == ()
    assert [line.records for line in drafted.lines] == [("R1",), ("A1",), ("A2",)]
    action = drafted.look(lambda town: town.work.actions.get(town.reader(AMARA), 1))
    assert (action.owner_user_id, action.audience) == (LIAM, Audience.GROUP)


def test_a_line_with_several_owners_becomes_linked_actions_once(drafted):
    several = {"owner": Owner(user_id=LIAM), "others": (Owner(user_id=MINJI), Owner(user_id=LIAM))}
    assert confirm(drafted, **several).made == ("R1", "A1", "A2", "A3")
    assert drafted.lines[2].records == ("A2", "A3")
    assert confirm(drafted, **several).made == ()
    linked = drafted.look(
        lambda town: [town.work.actions.get(town.reader(AMARA), n) for n in (2, 3)]
    )
    assert [(one.owner_user_id, one.linked_to) for one in linked] == [(LIAM, 2), (MINJI, 2)]


@pytest.mark.parametrize(
    "changes",
    [{"owner": Owner(user_id=ZOE)}, {"due_on": date(2020, 1, 1)}],
    ids=["not in the channel", "past"],
)
def test_a_refusal_is_told_and_the_others_are_made(drafted, changes):
    done = confirm(drafted, **changes)
    assert done.made == ("R1", "A1")
    assert list(done.refused) == [3]
    assert [line.became for line in drafted.lines] == ["R1", "A1", None]


@pytest.mark.parametrize(
    ("on", "title"),
    [(True, "[name] of [organisation] asks for it"), (False, "Liam of Ofcom asks for it")],
    ids=["Chatham House", "with names"],
)
def test_a_decision_says_no_more_names_than_the_minutes(drafted, on, title):
    drafted.write(lambda town: set_chatham(1, on, town.by(AMARA, drafted.now)))
    assert confirm(drafted, "Liam of Ofcom asks for it").made[0] == "R1"
    decision = drafted.look(lambda town: town.work.decisions.get(town.reader(AMARA), 1))
    assert (decision.title, decision.note) == (title, None)
    assert (decision.dialogue, decision.audience) == (1, Audience.GROUP)


def test_of_a_long_decision_the_note_has_all(drafted):
    words = "We publish\n" + "the figures " * 20
    confirm(drafted, words)
    decision = drafted.look(lambda town: town.work.decisions.get(town.reader(AMARA), 1))
    assert decision.title.startswith("We publish the figures")
    assert len(decision.title) <= 150
    assert decision.note == words.strip()
