"""Settings from the environment: what is refused is named in one line."""

import pytest

from handlers.settings import SLACK_API, Settings, SettingsError, load
from handlers.wiring import migrate, open_database, prepare_schema

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Load settings from these variables and nothing else."""
    monkeypatch.chdir(tmp_path)
    for name in (*Settings.model_fields, "CONVENOR_SECRETARIAT", "CONVENOR_HOST"):
        monkeypatch.delenv(name.upper(), raising=False)

    def loaded(**variables):
        for name, value in (TOKENS | variables).items():
            monkeypatch.setenv(name, value)
        return load()

    return loaded


def test_tokens_alone_are_enough(given):
    settings = given()
    settings.needs_slack()
    assert settings.socket_mode
    assert settings.slack_api_url == SLACK_API


def test_a_file_in_the_working_directory_is_read_too(given, tmp_path):
    (tmp_path / ".env").write_text("CONVENOR_SECRETARIAT=U1, U2\nPORT=8080\n")
    settings = given()
    assert settings.secretariat == {"U1", "U2"}
    assert settings.port == 8080


def test_an_empty_variable_counts_as_not_set(given):
    assert given(PORT="", CONVENOR_LOG_LEVEL="").port == 3000


@pytest.mark.parametrize("url", ["https://slack.example/api", "http://127.0.0.1:3939/api/"])
def test_an_address_with_tls_or_on_loopback_is_taken(given, url):
    assert given(SLACK_API_URL=url).slack_api_url == url.rstrip("/") + "/"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_API_URL", "http://slack.example/api/", "must start with https://"),
        ("SLACK_API_URL", "http://127.0.0.1.example/api/", "must start with https://"),
        ("SLACK_API_URL", "slack.com", "must start with https://"),
        ("PORT", "many", "integer"),
        ("PORT", "70000", "65535"),
        ("CONVENOR_LOG_LEVEL", "loud", "must be DEBUG, INFO, WARNING or ERROR"),
        ("CONVENOR_LOG_FORMAT", "xml", "'text' or 'json'"),
        ("CONVENOR_LEASE", "0", "greater than 0"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable_in_one_line(given, name, value, words):
    with pytest.raises(SettingsError) as refused:
        given(**{name: value})
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert words in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not a bot token"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not an app-level token"),
        ({"SLACK_APP_TOKEN": ""}, "Neither SLACK_APP_TOKEN"),
    ],
)
def test_what_it_takes_to_talk_with_slack_is_asked_for_by_name(given, variables, words):
    with pytest.raises(SettingsError, match=words):
        given(**variables).needs_slack()


def test_a_signing_secret_takes_the_place_of_the_app_token(given):
    settings = given(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="shh")
    settings.needs_slack()
    assert not settings.socket_mode


@pytest.mark.parametrize("url", ["mysql://localhost/convenor", "convenor.sqlite3"])
def test_another_kind_of_database_is_refused_by_the_name_of_the_setting(given, url):
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: .*sqlite:/// or"):
        open_database(given(DATABASE_URL=url))


@pytest.mark.parametrize("prepare", [prepare_schema, migrate])
@pytest.mark.parametrize("url", ["sqlite:////no/such/folder/x.db", "sqlite:///no-database"])
def test_a_database_that_cannot_be_used_is_named_too(given, tmp_path, prepare, url):
    (tmp_path / "no-database").write_text("words " * 1000)
    database = open_database(given(DATABASE_URL=url))
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: sqlite:///.* cannot be used: "):
        prepare(database)
    database.dispose()


def test_a_server_that_does_not_answer_is_named_without_its_password(given):
    database = open_database(given(DATABASE_URL="postgres://u:secret@127.0.0.1:1/convenor"))
    with pytest.raises(SettingsError, match=r"127\.0\.0\.1:1/convenor cannot be used: ") as refused:
        prepare_schema(database)
    assert "secret" not in str(refused.value)
    database.dispose()


def test_secrets_are_not_shown(given):
    assert "xoxb-1" not in repr(given())
