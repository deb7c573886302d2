"""Migrations lead to the schema that the code declares, in one piece, however often they run."""

import re
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import NotSaved
from storage.database import schema as schema_version
from storage.database.engine import make_engine
from storage.database.failures import Unusable
from storage.tables import metadata
from storage.unit_of_work import Database
from tests.storage import records
from tests.waiting import PATIENCE


@pytest.fixture
def empty(empty_url):
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def described(engine: Engine):
    """Everything the database itself says of its schema, the version table left out."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return described_by_sqlite(connection)
        return described_by_postgresql(connection)


def described_by_sqlite(connection):
    """Each object's own text, its clauses sorted: only the order of columns means something.

    A table that a migration copied has its checks behind its columns, and its name in quotes.
    """
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%'")
    )
    found = {}
    for name, sql in rows:
        written = re.sub(r"\s+", " ", (sql or "").replace('"', "")).strip().replace(" )", ")")
        written = re.sub(r"(?<=[^,(]) CONSTRAINT (?=ck_)", ", CONSTRAINT ", written)
        written = re.sub(r"^(CREATE TABLE .*)\)$", r"\1", written)
        found[name] = sorted(clauses(written))
    for table in [name for name in found if not name.startswith(("ix_", "sqlite_"))]:
        columns = connection.execute(text(f"PRAGMA table_xinfo({table})"))
        found[f"columns of {table}"] = [tuple(row) for row in columns]
    return found


def clauses(sql):
    """What comes before the outer bracket, and each clause within it: columns and constraints."""
    before, bracket, body = sql.partition("(")
    found, depth = [before], 0
    for notification in bracket and f",{body}":
        depth += {"(": 1, ")": -1}.get(notification, 0)
        if notification == "," and depth == 0:
            found.append("")
        else:
            found[-1] += notification
    return [clause.strip() for clause in found]


def described_by_postgresql(connection):
    questions = {
        # A column that was dropped leaves a gap in the numbers, and not in the order.
        "columns": "SELECT table_name, row_number() OVER (PARTITION BY table_name ORDER BY"
        " ordinal_position), column_name, data_type, is_nullable, column_default, collation_name"
        " FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'alembic_version'",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " AND conrelid::regclass::text <> 'alembic_version'",
        "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes"
        " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
        "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }
    return {
        what: sorted(tuple(row) for row in connection.execute(text(question)))
        for what, question in questions.items()
    }


def test_every_migration_s_file_begins_with_its_name_in_order():
    """From the names alone we know which schema is ours, without loading Alembic."""
    config = Config()
    config.set_main_option("script_location", str(schema_version._MIGRATIONS))
    newest_first = list(ScriptDirectory.from_config(config).walk_revisions())
    names = [Path(script.path).stem.partition("_")[0] for script in newest_first]
    assert [script.revision for script in newest_first] == names == sorted(names, reverse=True)
    assert schema_version.needed_schema() == names[0]


def test_a_schema_that_is_not_among_ours_is_left_alone(database):
    write = "UPDATE alembic_version SET version_num = :version"
    with database.engine.begin() as connection:
        connection.execute(text(write), {"version": "tomorrow"})
    before = described(database.engine)
    with pytest.raises(Unusable, match="a newer version of Convenor has changed it"):
        schema_version.upgrade_schema(database.engine)
    assert described(database.engine) == before
    assert schema_version.present_schema(database.engine) == "tomorrow"
    with database.engine.begin() as connection:
        connection.execute(text(write), {"version": schema_version.needed_schema()})


def test_another_program_s_tables_are_left_alone(empty):
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE people (x INTEGER)"))
    with pytest.raises(Unusable, match=r"another program's tables are in it\. Name an empty"):
        schema_version.upgrade_schema(empty)
    assert inspect(empty).get_table_names() == ["people"]


def test_an_empty_database_has_no_schema_and_then_ours(empty):
    assert schema_version.present_schema(empty) is None
    assert schema_version.present_schema(empty) != schema_version.needed_schema()
    schema_version.upgrade_schema(empty)
    assert schema_version.present_schema(empty) == schema_version.needed_schema()
    assert schema_version.present_schema(empty) == schema_version.needed_schema()


def is_declared(name, kind, _parents):
    """The index of words is made by the same statements in both ways: `SEARCH_INDEX`."""
    return not (name or "").startswith("search_index")


# SQLAlchemy does not read such an index of SQLite; the test below compares its own text.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrated_schema_is_the_declared_one(database):
    with database.engine.connect() as connection:
        options = {"compare_server_default": True, "include_name": is_declared}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_database_describes_both_alike(database, empty):
    """Also what Alembic does not compare: checks, and the conditions of partial indexes."""
    metadata.create_all(empty)
    declared, migrated = described(empty), described(database.engine)
    assert migrated == declared
    assert "state = 'owed'" in str(declared).replace("\\", "").replace("::text", "")
    assert "ck_deliveries_state" in str(declared)


def test_every_table_carries_its_workspace_in_its_key():
    for table in metadata.tables.values():
        keys = [[column.name for column in key.columns] for key in table.constraints]
        keys += [[column.name for column in index.columns] for index in table.indexes]
        assert not table.c.workspace_id.nullable
        assert any(key and key[0] == "workspace_id" for key in keys), table.name


def test_upgrading_again_changes_nothing(database):
    with database.transaction("T1") as work:
        kept = work.groups.add(records.group())
    before = described(database.engine)
    schema_version.upgrade_schema(database.engine)
    assert described(database.engine) == before
    with database.transaction("T1", write=False) as work:
        assert work.groups.all() == (kept,)


def test_four_that_upgrade_at_once_all_succeed(empty_url):
    together = threading.Barrier(4)

    def upgrade():
        engine = make_engine(empty_url)
        together.wait(PATIENCE)
        schema_version.upgrade_schema(engine)
        current = schema_version.present_schema(engine) == schema_version.needed_schema()
        engine.dispose()
        return current

    with ThreadPoolExecutor(4) as threads:
        turns = [threads.submit(upgrade) for _turn in range(4)]
        assert [turn.result() for turn in turns] == [True] * 4


def test_a_database_in_memory_can_be_upgraded_and_keeps_its_rules():
    engine = make_engine("sqlite://")
    schema_version.upgrade_schema(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    engine.dispose()


def test_where_no_database_answers_it_says_so():
    engine = make_engine("postgresql://127.0.0.1:1/none", patience=0.5)
    for ask in (schema_version.present_schema, schema_version.upgrade_schema):
        with pytest.raises(NotSaved):
            ask(engine)


NEXT = '''"""A change of a table that others point to."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("passing", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("groups") as groups:
        groups.alter_column("name", existing_type=sa.Text, nullable=True)
    {then}
'''


@pytest.fixture
def with_next(tmp_path, monkeypatch):
    """Adds one more migration, whose last line is given, to a copy of ours."""
    copy = tmp_path / "100% migrations"
    shutil.copytree(Path(schema_version.__file__).parents[1] / "migrations", copy)

    def add(then):
        migration = NEXT.format(head=schema_version.needed_schema(), then=then)
        (copy / "versions" / "next.py").write_text(migration)
        monkeypatch.setattr(schema_version, "_MIGRATIONS", copy)

    return add


@pytest.fixture
def in_use(empty_url):
    """A migrated database with a group to which another row points."""
    database = Database(empty_url)
    schema_version.upgrade_schema(database.engine)
    with database.transaction("T1") as work:
        group = work.groups.add(records.group())
        work.roles.lower_person(group.id, "U1", lowered=True)
    yield database
    database.dispose()


def test_a_database_in_use_is_changed_and_keeps_its_rows(in_use: Database, with_next):
    with_next("pass")
    assert schema_version.present_schema(in_use.engine) != schema_version.needed_schema()
    schema_version.upgrade_schema(in_use.engine)
    assert schema_version.present_schema(in_use.engine) == schema_version.needed_schema()
    columns = {c["name"]: c["nullable"] for c in inspect(in_use.engine).get_columns("groups")}
    assert columns["name"]
    with in_use.transaction("T1") as work:
        (group,) = work.groups.all()
        assert work.roles.of_group(group.id).lowered == {"U1"}
        with pytest.raises(IntegrityError):
            work.roles.lower_person(424242, "U1", lowered=True)


def test_a_migration_that_fails_leaves_everything_as_it_was(in_use, with_next):
    before, version = described(in_use.engine), schema_version.needed_schema()
    with_next('raise RuntimeError("no")')
    with pytest.raises(RuntimeError, match="no"):
        schema_version.upgrade_schema(in_use.engine)
    assert described(in_use.engine) == before
    assert schema_version.present_schema(in_use.engine) == version


def test_a_migration_that_would_lose_what_rows_point_to_is_refused(in_use, with_next):
    with_next('op.execute("DELETE FROM groups")')
    with pytest.raises((RuntimeError, IntegrityError)):
        schema_version.upgrade_schema(in_use.engine)
    with in_use.transaction("T1") as work:
        assert len(work.groups.all()) == 1


def test_where_a_file_cannot_be_swept_the_migration_stands(in_use, with_next, monkeypatch, caplog):
    class Full:
        def execute(self, _statement):
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorname = "SQLITE_FULL"
            raise full

    sweep = schema_version._sweep
    monkeypatch.setattr(schema_version, "_sweep", lambda _cursor: sweep(Full()))
    with_next("pass")
    schema_version.upgrade_schema(in_use.engine)
    assert schema_version.present_schema(in_use.engine) == schema_version.needed_schema()
    told = [record.error for record in caplog.records if record.msg == "not_swept"]
    assert told == (["SQLITE_FULL"] if in_use.engine.dialect.name == "sqlite" else [])
