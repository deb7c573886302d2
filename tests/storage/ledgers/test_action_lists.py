"""Pages of long lists: an index leads to each on both databases, and counting ends in time."""

import pytest
from sqlalchemy import event, insert, text

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from bot.domain.search_query import read_query
from bot.ports.ledgers.actions import ActionQuery, ActionView
from storage.database.engine import writing_engine
from storage.ledgers import action_lists
from storage.ledgers.ledger import to_row
from storage.tables import actions
from storage.unit_of_work import UnitOfWork
from tests.databases import WORKSPACE
from tests.storage import records
from tests.storage.records import DAY, NOW, action, reader, secretariat

MANY = 6_000


@pytest.fixture(scope="module")
def connection(shared_database):
    """One for all tests here: they only read, and to fill it is what takes long."""
    with writing_engine(shared_database.engine).connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture(scope="module")
def unit(connection):
    return UnitOfWork(connection, WORKSPACE)


@pytest.fixture(scope="module")
def group(unit):
    return unit.groups.add(records.group()).id


@pytest.fixture(scope="module")
def other_group(unit):
    return unit.groups.add(records.group(channel_id="C2", name="Education")).id


@pytest.fixture(scope="module")
def body(unit):
    return unit.organisations.add(
        name="Body", kind=OrganisationKind.MEMBER, country="IE", zone="Europe/Dublin"
    ).id


@pytest.fixture(scope="module")
def long_list(connection, unit, group, other_group, body):
    """Two groups' actions of every sort; a few are owned by U7, more by the organisation."""

    def row(number):
        return to_row(
            action(
                number,
                (group, other_group)[number % 2],
                audience=list(Audience)[number % 3],
                status=list(ActionStatus)[number % 7 % 3],
                due_on=NOW.date() + (number % 300 - 100) * DAY if number % 5 else None,
                owner_user_id="U7" if number % 50 == 0 else None,
                owner_organisation_id=body if number % 4 else None,
            )
        )

    rows = [{"workspace_id": "T1", **row(number)} for number in range(1, MANY + 1)]
    connection.execute(insert(actions), rows)
    connection.execute(text("ANALYZE actions"))
    return group


LISTS = {
    "open": ({}, "ix_actions_open_in_order"),
    "overdue": ({"view": ActionView.OVERDUE}, "ix_actions_open_in_order"),
    "done": ({"view": ActionView.DONE}, "ix_actions_listed"),
    "all": ({"view": ActionView.ALL}, "ix_actions_listed"),
    "mine": ({"owner_user_id": "U7"}, "ix_actions_o"),
    "mine, done": ({"owner_user_id": "U7", "view": ActionView.DONE}, "ix_actions_of_officer"),
    "an organisation's": ({"owner_organisation_id": 0}, "ix_actions_open_of_organisation"),
    "an organisation's, all": (
        {"owner_organisation_id": 0, "view": ActionView.ALL},
        "ix_actions_of_organisation",
    ),
    "nobody's": ({"unowned": True}, "ix_actions_o"),
    "a page further on": ({"offset": 50}, "ix_actions_open_in_order"),
}


@pytest.mark.parametrize("name", LISTS)
def test_an_index_leads_to_the_page_and_to_the_count(connection, unit, long_list, body, name):
    fields, index = LISTS[name]
    if "owner_organisation_id" in fields:
        fields = fields | {"owner_organisation_id": body}
    plans = _plans(connection, lambda: _page(unit, reader(long_list), long_list, **fields))
    assert len(plans) >= 2
    for plan in plans:
        assert "Seq Scan" not in plan
        assert "SCAN actions" not in plan
    if connection.dialect.name == "sqlite":  # PostgreSQL weighs the few rows of a test otherwise
        counting, page = plans[-2:]
        assert index in page, page
        assert "COVERING INDEX" in counting or index in counting, counting


def test_what_presses_an_organisation_is_found_by_its_index(connection, unit, long_list, body):
    """Its own alone are looked at: those of all others who have no officer are many."""
    due_by, since = NOW.date() - 90 * DAY, NOW
    asked = {"organisation_id": body, "due_by": due_by, "given_since": since}

    def ask():
        return unit.actions.pressing_for(reader(long_list), **asked)

    (plan,) = _plans(connection, ask)
    assert "Seq Scan" not in plan
    if connection.dialect.name == "sqlite":
        assert "ix_actions_open_shared" in plan
    whole = unit.actions.first(
        reader(long_list),
        ActionQuery(group_ids=[long_list], owner_organisation_id=body, now=NOW, limit=MANY),
    )
    wanted = [a for a in whole if a.owner_user_id is None and a.due_on and a.due_on <= due_by]
    assert list(ask()) == wanted
    assert wanted


def test_words_lead_to_the_page_by_their_own_index(connection, unit, long_list):
    found = {"words": read_query("nowhere")}
    plans = _plans(connection, lambda: _page(unit, reader(long_list), long_list, **found))
    assert "SCAN actions" not in "".join(plans)


def _plans(connection, ask):
    """How the database goes about each statement that reads actions."""
    seen = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if "FROM actions" in statement:
            seen.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN "
    if connection.dialect.name == "postgresql":  # so few rows it would read whole, index or not
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN "
    return [
        "\n".join(map(str, connection.exec_driver_sql(explain + statement, parameters)))
        for statement, parameters in seen
    ]


def _page(unit, who, *groups, **fields):
    query = ActionQuery(group_ids=groups, **{"now": NOW, **fields})
    return unit.actions.find_page(who, query)


@pytest.mark.parametrize("view", list(ActionView))
@pytest.mark.parametrize("who", ["member", "observer", "secretariat", "kept chair"])
def test_walks_find_what_one_look_at_all_finds(
    unit, long_list, other_group, monkeypatch, view, who
):
    """The same page and count where each group and audience is looked through by itself."""
    asks = {
        "member": reader(long_list, other_group),
        "observer": reader(long_list, role=Role.OBSERVER),
        "secretariat": secretariat(),
        "kept chair": Reader(user_id="U7", kept_seats={long_list: Role.CHAIR}),
    }[who]
    pages = []
    for walked in (30, 0):
        monkeypatch.setattr(action_lists, "_MOST_WALKED", walked)
        pages += [
            _page(unit, asks, long_list, other_group, view=view, **fields)
            for fields in ({}, {"offset": 20}, {"owner_user_id": "U7"}, {"unowned": True})
        ]
    half = len(pages) // 2
    assert pages[:half] == pages[half:]
    assert pages[0].items


@pytest.fixture
def counts_to_100(monkeypatch):
    action_lists._built_once.cache_clear()
    monkeypatch.setattr(action_lists, "MOST_COUNTED", 100)
    yield
    action_lists._built_once.cache_clear()


@pytest.mark.usefixtures("counts_to_100")
def test_counting_ends_behind_the_page(unit, long_list):
    """More than can be counted in time is told as that; what is less is told exactly."""
    every = ActionQuery(group_ids=[long_list], now=NOW, limit=MANY)
    exactly = len(unit.actions.first(secretariat(), every))
    first = _page(unit, secretariat(), long_list, limit=7)
    assert (first.total, first.more) == (100, True)
    near_end = _page(unit, secretariat(), long_list, offset=exactly - 50, limit=7)
    assert (near_end.total, near_end.more) == (exactly, False)
