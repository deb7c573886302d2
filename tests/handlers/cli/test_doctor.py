"""`convenor doctor` beside a running Convenor: each failure is made, and said with its cure."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from pydantic import SecretStr

from handlers.cli import doctor
from handlers.cli.copies import back_up
from handlers.database import open_database
from storage.database.schema import needed_schema
from tests.administration import Administration
from tests.storage.records import owed
from tests.stories.town import TECH, technology
from tests.waiting import PATIENCE

SINA, LIAM = "U0SINA0001", "U0LIAM0001"
INSTALL = "Paste `convenor manifest` into the app's page again, and install the app again."


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("doctor")) as running:
        yield running


@pytest.fixture
def told(network, capsys, monkeypatch, tmp_path):
    """The exit code, and the lines that are not "fine"."""
    monkeypatch.chdir(tmp_path)

    def examined(*, ahead=timedelta(), **changes):
        given = {"secretariat": frozenset({SINA}), "slack_timeout": PATIENCE} | changes
        settings = network.ground.settings().model_copy(update=given)
        capsys.readouterr()
        code = doctor.run(settings, lambda: network.ground.now() + ahead)
        *lines, empty, total = capsys.readouterr().out.splitlines()
        wrong = [line for line in lines if not line.startswith("fine ")]
        unknown = sum(line.startswith("not known ") for line in wrong)
        to_do = len(wrong) - unknown
        assert empty == ""
        assert total == f"{to_do} thing{'s' * (to_do != 1)} to do, {unknown} not known."
        return code, wrong, lines

    return examined


def test_where_all_is_well_it_says_so_and_ends_with_0(told):
    code, wrong, lines = told()
    assert (code, wrong) == (0, [])
    about = [line[11:].partition(":")[0] for line in lines]
    assert about == [
        "time-zone rules",
        "SLACK_BOT_TOKEN",
        "scopes",
        "clock",
        "socket",
        f"CONVENOR_SECRETARIAT, {SINA}",
        "DATABASE_URL",
        "groups",
        "roster, people",
        "roster, organisations",
        "channel of Technology",
    ]


WRONG = {
    "no token": (
        {"slack_bot_token": SecretStr("")},
        "tokens: SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from OAuth & "
        "Permissions in your Slack app's settings.",
    ),
    "a wrong token": (
        {"slack_bot_token": SecretStr("xoxb-1")},
        "SLACK_BOT_TOKEN: Slack answers invalid_auth. Copy it again from the app's page, OAuth & "
        "Permissions.",
    ),
    "a wrong app token": (
        {"slack_app_token": SecretStr("xapp-1")},
        "SLACK_APP_TOKEN: Slack answers invalid_auth. Copy it again from the app's page, Basic "
        "Information, App-Level Tokens, with the scope connections:write.",
    ),
    "nobody in charge": (
        {"secretariat": frozenset()},
        "CONVENOR_SECRETARIAT: nobody. Name yourself there (in Slack: your profile, ⋮, Copy member "
        "ID).",
    ),
    "a stranger in charge": (
        {"secretariat": frozenset({"UNOBODY"})},
        "CONVENOR_SECRETARIAT, UNOBODY: is nobody in this workspace. Take it out.",
    ),
    "an app in charge": (
        {"secretariat": frozenset({"U0CNVNRBOT"})},
        "CONVENOR_SECRETARIAT, U0CNVNRBOT: Convenor is an app, and so never of the secretariat. "
        "Take it out.",
    ),
    "somebody in charge who has left": (
        {"secretariat": frozenset({"U0GRETA001"})},
        "CONVENOR_SECRETARIAT, U0GRETA001: Greta Lindqvist's account is deactivated. Take it out.",
    ),
    "a guest in charge": (
        {"secretariat": frozenset({"U0RAHUL001"})},
        "CONVENOR_SECRETARIAT, U0RAHUL001: Rahul Deshmukh is a guest, and so never of the "
        "secretariat. Take it out.",
    ),
    "neither socket nor secret": (
        {"slack_app_token": SecretStr(""), "slack_signing_secret": SecretStr("")},
        "tokens: Neither SLACK_APP_TOKEN (Socket Mode; Basic Information, App-Level Tokens, scope "
        "connections:write) nor SLACK_SIGNING_SECRET (HTTP; Basic Information) is set.",
    ),
    "a clock that is fast": (
        {"ahead": timedelta(hours=3)},
        "clock: the machine's clock is 3 hours ahead of Slack's. Set it.",
    ),
    "no database": (
        {"database_url": "sqlite:///none.sqlite3"},
        "DATABASE_URL: there is none at none.sqlite3 yet. `convenor run` makes it.",
    ),
    "no folder": (
        {"database_url": "sqlite:////none/at/all.sqlite3"},
        "DATABASE_URL: sqlite:////none/at/all.sqlite3 cannot be used: there is no folder /none/at. "
        "Create it, or name another file.",
    ),
    "a folder": (
        {"database_url": "sqlite:////"},
        "DATABASE_URL: sqlite://// cannot be used: it is a folder. Name a file in it.",
    ),
    "another kind of server": (
        {"database_url": "mysql://me:secret@db/convenor"},
        "DATABASE_URL: A database address starts with sqlite:/// or postgresql://, not with mysql.",
    ),
    "no server": (
        {"database_url": "postgresql://u:secret@127.0.0.1:1/convenor"},
        "DATABASE_URL: postgresql+psycopg://u:***@127.0.0.1:1/convenor does not answer: nothing "
        "listens at that host and port. Try again once it runs.",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_setting_is_named_with_what_to_do(told, what):
    changes, line = WRONG[what]
    code, wrong, _ = told(**changes)
    assert code == 1
    assert f"TO DO      {line}" in wrong


def test_over_http_the_secret_is_proved_by_slack_s_first_request(told):
    code, wrong, lines = told(slack_app_token=SecretStr(""))
    assert (code, wrong) == (0, [])
    assert lines[4] == (
        "fine       SLACK_SIGNING_SECRET: is set. Slack proves it with its first request: the log "
        "names a wrong one."
    )


def test_a_new_database_is_not_read_until_slack_says_which_workspace_it_is(told, sqlite_template):
    away = {"slack_api_url": "http://127.0.0.1:1/api/"}
    code, wrong, _ = told(database_url=f"sqlite:///{sqlite_template}", **away)
    assert code == 2
    assert wrong[1:] == [
        "not known  groups: not read, since Slack does not say which workspace it is."
    ]


def test_what_waits_and_what_gets_through_to_nobody(network, told, tmp_path):
    """In a copy of the database, with which nothing is sent."""
    due = network.now - timedelta(minutes=20)
    copy = f"sqlite:///{tmp_path}/copy.sqlite3"
    back_up(network.ground.settings(), tmp_path / "copy.sqlite3")
    database = open_database(network.ground.settings().model_copy(update={"database_url": copy}))
    with database.transaction(network.ground.sample["team"]["id"]) as work:
        work.deliveries.owe([owed(due_at=due, useful_until=due + timedelta(days=1))], due)
        for place in ("C1", "U1"):
            work.recipients.block(place, error="is_archived", now=due)
    database.dispose()
    code, wrong, _ = told(database_url=copy)
    assert code == 1
    assert wrong == [
        f"TO DO      messages: one waits since {due:%d %b %H:%M} UTC. Is `convenor run` there? "
        "Its log says why.",
        "TO DO      messages: none gets through to 2 channels and people. See /wg why all.",
    ]


def test_where_slack_does_not_answer_what_it_alone_knows_is_not_known(told):
    code, wrong, _ = told(slack_api_url="http://127.0.0.1:1/api/")
    assert code == 2
    assert wrong == [
        "not known  Slack (127.0.0.1): 127.0.0.1:1 cannot be reached: look at the network or a "
        "firewall.",
        "not known  channel of Technology: Slack does not say whether Convenor is in it.",
    ]


def test_what_slack_has_not_granted_is_listed(network, told):
    config = network.ground.sandbox.core.config
    granted = config.manifest["oauth_config"]["scopes"]["bot"]
    granted.remove("reactions:write")
    vars(config).pop("scopes", None)  # read once
    try:
        code, wrong, _ = told()
    finally:
        granted.append("reactions:write")
        vars(config).pop("scopes", None)
    assert code == 1
    assert wrong == [f"TO DO      scopes: Slack has not granted reactions:write. {INSTALL}"]


def test_a_word_that_looks_like_a_setting_and_is_none(told, monkeypatch, tmp_path):
    monkeypatch.setenv("CONVENOR_SECRETERIAT", "U1")
    (tmp_path / ".env").write_text("CONVENOR_COLOUR=green\n")
    assert told()[1] == [
        "TO DO      CONVENOR_COLOUR: is no setting. Take it out.",
        "TO DO      CONVENOR_SECRETERIAT: is no setting. Is it CONVENOR_SECRETARIAT?",
    ]


def test_rules_of_time_zones_that_are_old(told):
    old = told(ahead=timedelta(days=3000))[1][0]
    assert old.startswith("TO DO      time-zone rules: ")
    assert old.endswith(", are old. Bring the package tzdata up to date.")


def test_gaps_in_groups_and_roster_a_channel_without_us_and_one_that_is_archived(network, told):
    sina, settings = network.person("sina"), network.ground.settings()
    sina.types(TECH, "/wg role @amara member")
    sina.removes(TECH, network.bot_id)
    network.settle_all()
    database = open_database(settings)
    with database.transaction(network.ground.sample["team"]["id"]) as work:
        for handle in ("kwabena", "efua"):
            work.people.assign(network.people[handle], None)
        work.workspaces.stop_sending("token_revoked", network.now)
    database.dispose()
    code, wrong, _ = told()
    assert code == 1
    assert wrong == [
        f"TO DO      {words}"
        for words in (
            "workspace: nothing is sent since Slack said token_revoked. Start it with a new token.",
            "group Technology: has no chair. In its channel type /wg role @somebody chair.",
            "roster, people: Efua Quartey, Kwabena Asante-Poku in no organisation. See /wg roster.",
            "roster, organisations: nobody speaks for National Media Commission. See /wg roster.",
            "channel of Technology: Type /invite @Convenor in it.",
        )
    ]
    sina.invites(TECH, network.bot_id)
    admin, channel = Administration(network.ground.sandbox.core), sina.channel(TECH)
    network.run(as_coroutine(lambda: admin.archive(channel, by=sina.id)))
    assert told()[1][-1] == (
        "TO DO      channel of Technology: it is archived. Open it again, or leave it so."
    )


async def as_coroutine(act):
    act()


def test_a_schema_of_an_older_and_of_a_newer_version(told, tmp_path, sqlite_template):
    for version, words in {
        "0001": f"its schema is 0001, and this version needs {needed_schema()}. Run: conv",
        "9999": "a newer version of Convenor has changed it. Install that version again.",
    }.items():
        file = shutil.copy(sqlite_template, tmp_path / f"{version}.sqlite3")
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        assert words in told(database_url=f"sqlite:///{file}")[1][0]
