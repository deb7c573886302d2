"""A dialogue is opened to more people; its agenda opens to each reader as it was written."""

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, SubjectType
from bot.domain.errors import NotFound
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.audience_changes import Widens
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.dialogues.edit import EditDialogue, edit_dialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.agendas.table import Table
from tests.bot.use_cases.dialogues.town import AMARA, DAY, LIAM, MINJI, NORA, NOW, START, settle_in

SECRET, OPEN = "What the regulator found", "Test results"


@pytest.fixture
def closed(work):
    """D1 for members; Liam has suggested an item."""
    town = settle_in(work)
    town.schedule(audience=Audience.MEMBERS)
    table = Table(town)
    table.suggest(SECRET, minutes=20)
    return table


def widen(table, audience=Audience.GROUP):
    return table.town.edit(1, AMARA, audience=audience)


def opening(table, number=1, audience=Audience.GROUP, scope=Scope.ONE):
    """What it asks first."""
    kept, town = table.town.kept(number), table.town
    words = {f: getattr(kept, f) for f in ("title", "minutes", "link")}
    wish = EditDialogue(number=number, audience=audience, scope=scope, **words)
    reader = town.reader(AMARA)
    with pytest.raises(Widens) as asked:
        edit_dialogue(wish, Context(reader=reader, work=town.work, now=NOW, presence=town.presence))
    return asked.value.opening


def titles(table, user_id):
    agenda = table.read(user_id)
    return [item.title for item in (*agenda.accepted, *agenda.suggested, *agenda.carried)]


def posted(table, kind, recipient, reader):
    """Titles of the agenda in what is sent to a recipient."""
    town = table.town
    owed = Owed(
        kind=kind,
        subject_type=SubjectType.DIALOGUE,
        subject_id="D1",
        occurrence="of this test",
        revision=town.kept(1).revision,
        recipient=recipient,
        due_at=NOW,
        useful_until=NOW + DAY,
        audience=town.kept(1).audience,
    )
    town.work.deliveries.owe([owed], NOW)
    found = town.work.deliveries.of_recipient(recipient, NOW)
    (row,) = [d for d in found if (d.kind, d.occurrence) == (kind, "of this test")]
    said = notification_for(
        row, Context(reader=reader, work=town.work, now=NOW, presence=town.presence)
    )
    return [item.title for item, _ in said.agenda]


def test_it_asks_first_and_changes_nothing(closed):
    before = closed.town.kept(1)
    asked = opening(closed)
    assert (asked.references, asked.entries) == (("D1",), 1)
    assert (asked.before, asked.after) == (Audience.MEMBERS, Audience.GROUP)
    assert closed.town.kept(1) == before


def test_what_was_suggested_before_stays_with_members(closed):
    with pytest.raises(NotFound):
        closed.read(NORA)
    widen(closed)
    closed.suggest(OPEN, MINJI)
    assert titles(closed, NORA) == [OPEN]
    assert titles(closed, MINJI) == titles(closed, AMARA) == [SECRET, OPEN]


def test_no_sum_and_no_number_tells_of_what_is_hidden(closed):
    closed.arrange([item.id for item in closed.read().suggested])
    widen(closed)
    assert closed.read(NORA).minutes == 0
    assert closed.read(LIAM).minutes == 20


def test_the_chair_orders_it_and_it_stays_closed(closed):
    widen(closed)
    item_id = closed.suggest(OPEN, MINJI)
    closed.arrange([*(i.id for i in closed.read().suggested if i.title == SECRET), item_id])
    assert titles(closed, NORA) == [OPEN]
    assert [item.title for item in closed.read(LIAM).accepted] == [SECRET, OPEN]


def test_said_once_more_it_is_for_the_new_readers(closed):
    widen(closed)
    closed.suggest(SECRET, minutes=20)
    assert titles(closed, NORA) == [SECRET]
    closed.suggest(SECRET, minutes=20)
    assert titles(closed, NORA) == [SECRET], "the same twice is one"


@pytest.mark.parametrize("members_only", [False, True], ids=["mixed", "members"])
def test_a_post_in_a_channel_holds_what_all_readers_of_the_dialogue_may_see(closed, members_only):
    """Also where only members are in it now: others may come."""
    closed.arrange([item.id for item in closed.read().suggested])
    reader = closed.town.channel_reader(members_only=members_only)
    if members_only:
        assert posted(closed, "dialogue.announcement", "C0TECH", reader) == [SECRET]
    widen(closed)
    closed.suggest(OPEN, AMARA)
    assert posted(closed, "dialogue.begins", "C0TECH", reader) == [OPEN]


def test_a_private_message_holds_what_its_reader_may_see(closed):
    closed.arrange([item.id for item in closed.read().suggested])
    widen(closed)
    closed.suggest(OPEN, AMARA)
    chair = closed.town.reader(AMARA)
    assert posted(closed, "dialogue.closing", AMARA, chair) == [SECRET, OPEN]


def test_what_is_carried_over_stays_closed(closed):
    widen(closed)
    closed.arrange([item.id for item in closed.read().suggested])
    closed.town.schedule(starts_at=START + 7 * DAY, title="The next one")
    later = START + DAY / 24
    carried = closed.carry(*(i.id for i in closed.read().accepted), now=later)
    assert [item.audience for item in carried.items] == [Audience.MEMBERS]
    assert closed.read(NORA, number=2, now=later).suggested == ()
    assert [i.title for i in closed.read(LIAM, number=2, now=later).suggested] == [SECRET]


def test_a_whole_series_is_asked_about_before_any_of_it_opens(work):
    town = settle_in(work)
    rule = Rule(frequency=Frequency.WEEKLY, count=3)
    town.schedule_series(rule=rule, audience=Audience.MEMBERS)
    table = Table(town)
    for number in (1, 2, 3):
        table.suggest(SECRET, number=number)
    asked = opening(table, number=2, scope=Scope.LATER)
    assert (asked.references, asked.entries) == (("D2", "D3"), 2)
    assert {d.audience for d in town.rows(1)} == {Audience.MEMBERS}
    assert town.work.series.get(1).audience is Audience.MEMBERS
    town.edit(2, AMARA, audience=Audience.GROUP, scope=Scope.LATER)
    assert [d.audience for d in town.rows(1)] == [Audience.MEMBERS, *[Audience.GROUP] * 2]
    assert table.read(NORA, number=3).suggested == ()
