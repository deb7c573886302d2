"""Settings from the environment: what is refused is named in one line."""

import pytest

from handlers.settings import SLACK_API, Settings, SettingsError, load

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


def test_secrets_are_not_shown(given):
    assert "xoxb-1" not in repr(given())
