"""Settings from the environment: what is refused is named in one line."""

import errno

import pytest

from bot.domain.fairness import Weights
from handlers.loading import load
from handlers.settings import SLACK_API, Settings, SettingsError

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


NUMBERS = [
    str(getattr(field.validation_alias, "choices", [field.validation_alias or name])[0]).upper()
    for name, field in Settings.model_fields.items()
    if field.annotation in (int, float)
]


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


@pytest.mark.parametrize(
    "line", ["PORT 8080", "PORT: 8080", 'A="1\nPORT=8080'], ids=["=", ":", '"']
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_left_out(given, tmp_path, line):
    (tmp_path / ".env").write_text(f"# mine\n{line}\n")
    with pytest.raises(SettingsError, match=r"^\.env: line 2 is not of the form NAME=value, or a"):
        given()


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("value", ["sqlite:///a b", " 'sqlite:///a b' ", '"sqlite:///a b"'])
def test_spaces_and_quotes_around_a_value_are_no_part_of_it(given, tmp_path, value, ends):
    (tmp_path / ".env").write_bytes(f"DATABASE_URL={value}{ends}PORT = 8080 {ends}".encode())
    assert given().database_url == "sqlite:///a b"
    (tmp_path / ".env").unlink()  # such as `docker run --env-file` gives it
    assert given(DATABASE_URL=value, PORT="'80' ").database_url == "sqlite:///a b"


def test_an_empty_variable_counts_as_not_set(given):
    assert given(PORT="", CONVENOR_LOG_LEVEL="").port == 3000


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("", ""),
        ("https://convenor.example.org", "https://convenor.example.org"),
        ("https://example.org/convenor/", "https://example.org/convenor"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_a_public_address_is_kept_without_a_slash_at_the_end(given, url, kept):
    assert given(CONVENOR_PUBLIC_URL=url).public_url == kept


@pytest.mark.parametrize("url", ["https://slack.example/api", "http://127.0.0.1:3939/api/"])
def test_an_address_with_tls_or_on_loopback_is_taken(given, url):
    assert given(SLACK_API_URL=url).slack_api_url == url.rstrip("/") + "/"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_API_URL", "http://slack.example/api/", "must start with https://"),
        ("SLACK_API_URL", "http://127.0.0.1.example/api/", "must start with https://"),
        ("SLACK_API_URL", "slack.com", "must start with https://"),
        ("CONVENOR_PUBLIC_URL", "http://convenor.example.org", "must start with https://"),
        ("CONVENOR_PUBLIC_URL", "convenor.example.org", "must start with https://"),
        ("CONVENOR_PUBLIC_URL", "https://", "must be an address"),
        ("CONVENOR_PUBLIC_URL", "https://me:pw@example.org", "must be an address"),
        ("CONVENOR_PUBLIC_URL", "https://example.org/?a=1", "must be an address"),
        ("CONVENOR_PUBLIC_URL", "https://example.org:many", "must be an address"),
        ("SLACK_API_URL", "https://[slack.com", "must be an address"),
        ("SLACK_API_URL", "https://slack. com/", "must be an address"),
        ("PORT", "3000.5", "must be a whole number, not “3000.5”"),
        ("PORT", "70000", "must be at most 65535, not “70000”"),
        ("CONVENOR_INNER_PORT", "-1", "must be at least 0, not “-1”"),
        (
            "CONVENOR_SECRETARIAT",
            "U1, sina",
            "“sina” is no Slack user id, such as U012AB3CD. In Slack: the person's profile, ⋮",
        ),
        ("CONVENOR_SECRETARIAT", "@U1", "“@U1” is no Slack user id"),
        ("CONVENOR_LOG_LEVEL", "loud", "must be DEBUG, INFO, WARNING or ERROR, not “loud”"),
        ("CONVENOR_LOG_FORMAT", "xml", "must be text or json, not “xml”"),
        ("CONVENOR_KEEP_JOURNAL", "99999999999", "must be at most 36525, not “99999999999”"),
        ("CONVENOR_LONGEST_PAUSE", "1e300", "must be at most 86400, not “1e300”"),
        ("CONVENOR_LEASE", "0", "must be above 0, not “0”"),
        ("CONVENOR_LEASE", "19", "must be at least twice CONVENOR_SLACK_TIMEOUT (10), not “19”"),
        ("CONVENOR_CHANNEL_PACE", "inf", "must be a number, not “inf”"),
        ("CONVENOR_FAIRNESS_DAY_OFF", "-1", "must be at least 0, not “-1”"),
        ("CONVENOR_FAIRNESS_HOURS", "8 8 8", "must be 24 whole numbers"),
        ("CONVENOR_FAIRNESS_HOURS", "x" + " 0" * 23, "must be a whole number, not “x”"),
        ("CONVENOR_FAIRNESS_HOURS", "0 " * 9 + "5 " + "0 " * 14, "must not rise from 03 to noon"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable_in_one_line(given, name, value, words):
    with pytest.raises(SettingsError) as refused:
        given(**{name: value})
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert words in line
    assert "\n" not in line


def test_a_call_to_slack_ends_well_inside_the_lease(given):
    assert given(CONVENOR_SLACK_TIMEOUT="30").lease == 60
    with pytest.raises(SettingsError, match=r"^CONVENOR_LEASE: must be at least twice .* \(31\)"):
        given(CONVENOR_SLACK_TIMEOUT="31")


OF_THE_LIBRARY = ("Input", "integer", "parse", "greater", "literal")


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_has_words_of_ours_for_what_is_none(given, name):
    for value in ("abc", "-1e99", "nan", "9" * 5000):
        try:
            given(**{name: value})
        except SettingsError as refused:
            line = str(refused)
            assert line.startswith(f"{name}: must be ")
            assert line.endswith(f", not “{value[:60]}”")
            assert not [words for words in OF_THE_LIBRARY if words in line]
        else:
            assert value.isdecimal()


def refusing_to_open(*_, **__):
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_file_that_cannot_be_read_is_named(given, tmp_path, monkeypatch):
    (tmp_path / ".env").write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env is not saved as UTF-8\. Save it again"):
        given()
    monkeypatch.setattr("io.open", refusing_to_open)  # the tests may run as root
    with pytest.raises(SettingsError, match=r"^\.env cannot be used: this user has no right"):
        given()


def test_a_file_may_begin_with_the_mark_that_some_editors_write(given, tmp_path):
    (tmp_path / ".env").write_text("PORT=8080\n", encoding="utf-8-sig")
    assert given().port == 8080


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1…"}, "SLACK_BOT_TOKEN has signs in it that no token has"),
        ({"SLACK_APP_TOKEN": "xapp-1 2"}, "SLACK_APP_TOKEN has signs in it that no token has"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is no bot token"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is no app-level token"),
        ({"SLACK_APP_TOKEN": ""}, "Neither SLACK_APP_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "a b"}, "SLACK_SIGNING_SECRET has signs in it that no token has"),
        ({"SLACK_SIGNING_SECRET": "xapp-1"}, "SLACK_SIGNING_SECRET is a token, and no secret"),
    ],
)
def test_what_it_takes_to_talk_with_slack_is_asked_for_by_name(given, variables, words):
    with pytest.raises(SettingsError, match=words):
        given(**variables).needs_slack()


def test_the_weights_of_hours_are_numbers_in_a_row(given):
    assert given().weights == Weights()
    hours = "9,9,9,9,9,9,9,2,2" + " 0" * 8 + " 2" * 5 + " 9 9"
    weights = given(CONVENOR_FAIRNESS_HOURS=hours, CONVENOR_FAIRNESS_DAY_OFF="7").weights
    assert weights == Weights(hours=(*[9] * 7, 2, 2, *[0] * 8, *[2] * 5, 9, 9), day_off=7)


def test_a_signing_secret_takes_the_place_of_the_app_token(given):
    settings = given(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="shh")
    settings.needs_slack()
    assert not settings.socket_mode


def test_secrets_are_not_shown(given):
    assert "xoxb-1" not in repr(given())
