"""Databases for every test that remembers something.

`database_sqlite`  a Database in memory, schema made: for use cases.
`database`         the test runs twice, on SQLite in a file and on PostgreSQL: for storage.
`second`           another process's Database on the data of `database`.
`work`             an open UnitOfWork in workspace "T1" in memory, never committed.
`postgresql`       the run's own server (tests.databases.PostgreSQL); without it tests fail.
"""

import gc
import logging
import os
import shutil
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from storage.database.engine import make_engine
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database
from tests.databases import PATIENCE, WORKSPACE, Memories, PostgreSQL, compile_statements_once

compile_statements_once()

# Stories read and press English words, whoever acts; those about French ask for it by themselves.
os.environ.setdefault("CONVENOR_LANGUAGES", "en")

HERE = Path(__file__).parent

LONG = ("simulation", "chaos", "benchmarks", "model")
"""Folders whose files take longest: begun first, so that none of them is left alone at the end."""

# To explain a failure takes minutes in Python 3.11; what it explains is seldom ours. How long an
# example takes says how busy the machine is.
# The examples are the same in every run, so that a change is judged by what it changed;
# `make explore` looks for new ones.
settings.register_profile(
    "convenor",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.register_profile(
    "explore", settings.get_profile("convenor"), max_examples=500, derandomize=False
)
settings.load_profile("convenor")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Twelve thousand tests are kept for the whole run: nobody looks through them for garbage.

    For what the tests make it is looked seldom: at the usual pace that is a sixteenth of the run.
    """
    gc.disable()
    _share_compiling(session.config)
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        gc.enable()


def _share_compiling(config):
    """Each worker begins with other files, and reads of the rest what the others have compiled.

    In a clean checkout each of three would else rewrite the assertions of all, six seconds long.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or config.args != config.getini("testpaths"):
        return
    number, workers = int(worker["workerid"].removeprefix("gw")), worker["workercount"]
    files = sorted(path.relative_to(config.rootpath) for path in HERE.rglob("test_*.py"))
    for file in files[number::workers]:
        with suppress(Exception, pytest.skip.Exception):  # reported where it is collected
            import_module(".".join(file.with_suffix("").parts))


def pytest_collection_modifyitems(items):
    for item in items:
        if "chromium" in item.fixturenames:  # the page in a browser, half a minute for each file
            item.add_marker(pytest.mark.long)
    items.sort(key=lambda item: not set(LONG) & set(item.path.parts))


@pytest.fixture(autouse=True)
def quiet_logs():
    """The log of a command line that a test has run ends with it: its stream is closed then."""
    yield
    root = logging.getLogger()
    for handler in [one for one in root.handlers if type(one) is logging.StreamHandler]:
        root.removeHandler(handler)


@pytest.fixture(scope="session")
def postgresql():
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "convenor.sqlite3"
    engine = make_engine(f"sqlite:///{file}")
    upgrade_schema(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def memories():
    memories = Memories()
    yield memories
    memories.stop()


@pytest.fixture
def database_sqlite(memories):
    database = memories.borrow()
    yield database
    memories.give_back(database)


@pytest.fixture
def work(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as unit_of_work:
        yield unit_of_work


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request):
    return request.param


@pytest.fixture
def database_url(database_kind, request, tmp_path):
    """The address of an empty, migrated database of each kind."""
    if database_kind == "sqlite":
        file = tmp_path / "convenor.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgresql")
    url = server.borrow()
    yield url
    server.give_back(url)


@pytest.fixture
def database(database_url):
    database = Database(database_url, patience=PATIENCE)
    yield database
    database.dispose()


@pytest.fixture
def second(database, database_url):
    other = Database(database_url, patience=PATIENCE)
    yield other
    other.dispose()
