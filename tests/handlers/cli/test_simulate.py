"""`convenor simulate` says what then comes, writes nothing, and asks nobody."""

import re

import pytest
from sqlalchemy import select

from bot.domain.delivery import State
from handlers import logs
from handlers.cli import main as commands
from handlers.cli import simulate
from storage.tables import deliveries
from storage.unit_of_work import Database
from tests.stories import town
from tests.stories.evidence import day, free_day, rows
from tests.stories.network import Network

DAYS = 14


def busy(network):
    """A group with a series, actions that fall due, something for members, and a digest."""
    town.settle(network)
    liam, sina = network.person("liam"), network.person("sina")
    liam.types(town.TECH, f"/action add Send the letter @yasmin by {day(network, 3)}")
    liam.types(town.TECH, f"/dialogue schedule Helplines on {free_day(network, 9)} 15:00")
    series = f"Open hour every week on Tuesday 10:00 until {day(network, 60)}"
    sina.schedules(town.TECH, series)
    town.set_up(network, town.EDUCATION, "Education", chair="nomvula")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("simulate"), after=busy) as running:
        running.settle_all()
        yield running


def foreseen(network):
    messages = simulate.foresee(network.ground.settings(), network.now, days=DAYS)
    return {(to(one.delivery), one.at.replace(second=0, microsecond=0)) for one in messages}


def to(row):
    return row.recipient, row.kind, row.subject_id, row.occurrence, row.minutes_before


def came(network, since):
    database = Database(network.ground.database_url)
    sent = deliveries.c.state == State.SENT
    query = select(deliveries).where(sent, deliveries.c.settled_at > since)
    with database.engine.begin() as connection:
        rows = connection.execute(query).all()
    database.dispose()
    return {(to(row), row.settled_at.replace(second=0, microsecond=0)) for row in rows}


@pytest.mark.long
def test_what_it_foresees_is_what_comes_if_nobody_does_anything(network):
    said, since = foreseen(network), network.now
    network.advance(days=DAYS)
    assert len(said) > 20
    assert said == came(network, since)


LINE = r"^  \d\d:\d\d  (\d\d:\d\d)(?:[+-]1d|   ) there  "


def test_it_is_a_table_by_day_and_person_that_changes_nothing(
    network, monkeypatch, capsys, tmp_path
):
    before = rows(network)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", network.ground.database_url)
    monkeypatch.setattr(logs, "set_up", lambda **_: None)  # Convenor lives in this process
    monkeypatch.setattr(commands, "real_now", network.ground.now)
    assert commands.main(["simulate", "--days", "8", "--words"]) == 0
    said = capsys.readouterr().out
    assert rows(network) == before
    assert 1 < len(re.findall(r"^\S.* \(UTC\)$", said, re.M)) <= 9
    assert re.search(f"{LINE}#technology +1 (?:week|day|hour) before D", said, re.M)
    mornings = re.findall(rf"{LINE}@\S.* +Morning message of ", said, re.M)
    assert set(mornings) == {"09:00"}
    assert "<!date" not in said
    total = r"^(\d+) messages to \d+ people and \d+ channels? in 8 days, if nobody does$"
    assert int(re.search(total, said, re.M)[1]) == len(re.findall(LINE, said, re.M))


@pytest.mark.parametrize("days", ["0", "93", "x", "9999999999"])
def test_how_many_days_is_a_number_that_makes_sense(days, capsys):
    with pytest.raises(SystemExit):
        commands.main(["simulate", "--days", days])
    line = f"convenor: --days: “{days}” is no whole number from 1 to 92. "
    assert capsys.readouterr().err.startswith(line)
