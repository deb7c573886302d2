"""Settings: one frozen class, from the environment and `.env`; errors name the variable."""

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.fairness import DEFAULT_DAY_OFF, DEFAULT_HOURS, MOST_POINTS, Weights
from bot.domain.wording import listed
from bot.languages import ENGLISH
from bot.languages.catalogue import languages_translated
from handlers.mishaps import file_words

SLACK_API = "https://slack.com/api/"
SHORTEST_KEPT = 180
"""Days: twice as long as any rule looks back at what was sent (a quarter, for reviews)."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


USER_ID = re.compile(r"[UW][A-Z0-9]+")
_TOKEN = re.compile(r"[\w-]*", re.ASCII)
_AN_ADDRESS = "must be an address such as https://convenor.example.org"
_MUST = {
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "enum": "must be {expected}",
}
"""By pydantic's name for what is wrong (docs.pydantic.dev, Validation Errors)."""


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class SettingsError(Exception):
    """One line that says which setting is wrong or missing, and how to get it."""


class Settings(BaseSettings):
    """Durations are in seconds. Empty variables count as not set.

    docs/settings.md is made from the names, defaults and docstrings.
    """

    model_config = SettingsConfigDict(
        allow_inf_nan=False,
        env_file=".env",
        env_file_encoding="utf-8-sig",  # with or without the mark that some editors begin with
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    slack_bot_token: SecretStr = SecretStr("")
    """The app's Bot User OAuth Token (OAuth & Permissions); it begins with xoxb-."""
    slack_app_token: SecretStr = SecretStr("")
    """For Socket Mode: an app-level token with connections:write (Basic Information)."""
    slack_signing_secret: SecretStr = SecretStr("")
    """For HTTP: the signing secret (Basic Information). Slack calls /slack/events."""
    slack_api_url: str = SLACK_API
    """Any server that speaks as Slack does; https, or http on loopback."""
    database_url: str = "sqlite:///convenor.sqlite3"
    """A SQLite file, or postgresql+psycopg://user:password@host/name."""
    host: str = Field(default="0.0.0.0", validation_alias="CONVENOR_HOST")  # noqa: S104 - reached from outside
    """The address on which `PORT` is opened."""
    port: int = Field(default=3000, ge=0, le=65535)
    """Slack's requests over HTTP, calendars, /healthz and /readyz."""
    inner_host: str = Field(default="127.0.0.1", validation_alias="CONVENOR_INNER_HOST")
    """The address on which the next one is opened."""
    inner_port: int = Field(
        default=3001,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("CONVENOR_INNER_PORT", "CONVENOR_WORKER_PORT"),
    )
    """Where a process tells its operator its health by name, and its metrics; 0: nowhere."""
    inner_token: SecretStr = Field(default=SecretStr(""), validation_alias="CONVENOR_INNER_TOKEN")
    """Who bears it reads health and metrics at any address; without it only loopback does."""
    trusted_proxies: int = Field(
        default=0, ge=0, le=10, validation_alias="CONVENOR_TRUSTED_PROXIES"
    )
    """How many proxies are before `PORT`, each adding an address to X-Forwarded-For."""
    drain_seconds: float = Field(default=5.0, ge=0, validation_alias="CONVENOR_DRAIN_SECONDS")
    """How long a process that was told to stop still takes requests, while it is not ready."""
    public_url: str = Field(default="", validation_alias="CONVENOR_PUBLIC_URL")
    """Where the internet reaches this site, for calendar addresses; "": nowhere."""
    secretariat: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(), validation_alias="CONVENOR_SECRETARIAT"
    )
    """Slack user ids of the network's secretariat, separated by commas."""
    languages: Annotated[frozenset[str], NoDecode] = Field(
        default=languages_translated() | {ENGLISH}, validation_alias="CONVENOR_LANGUAGES"
    )
    """In which persons are spoken to, by their locale in Slack; others hear English."""
    log_format: LogFormat = Field(default=LogFormat.TEXT, validation_alias="CONVENOR_LOG_FORMAT")
    """text for people, json for machines."""
    log_level: str = Field(default="INFO", validation_alias="CONVENOR_LOG_LEVEL")
    """DEBUG, INFO, WARNING or ERROR."""
    channel_pace: float = Field(default=1.0, ge=0, validation_alias="CONVENOR_CHANNEL_PACE")
    """Seconds between two messages to one channel or person."""
    workspace_pace: float = Field(default=4.0, ge=0, validation_alias="CONVENOR_WORKSPACE_PACE")
    """Messages a second to the workspace, by all workers together; 0: no limit."""
    lease: float = Field(default=60.0, gt=0, validation_alias="CONVENOR_LEASE")
    """How long one worker has a message for itself; several times `CONVENOR_SLACK_TIMEOUT`."""
    longest_pause: float = Field(default=900.0, gt=0, validation_alias="CONVENOR_LONGEST_PAUSE")
    """Between two tries of what Slack did not take."""
    first_probe: float = Field(default=300.0, gt=0, validation_alias="CONVENOR_FIRST_PROBE")
    """From a channel's refusal to the first new try."""
    certain_after: float = Field(default=30.0, gt=0, validation_alias="CONVENOR_CERTAIN_AFTER")
    """A message that is not in the history by then never comes."""
    slack_timeout: float = Field(default=10.0, gt=0, validation_alias="CONVENOR_SLACK_TIMEOUT")
    """How long one call to Slack may take."""
    ready_within: float = Field(default=90.0, gt=0, validation_alias="CONVENOR_READY_WITHIN")
    """How old the last beat and Slack's last answer may be in a process that counts as ready."""
    socket_limit: float = Field(default=30.0, gt=0, validation_alias="CONVENOR_SOCKET_LIMIT")
    """How long a socket may leave pings unanswered before it is replaced."""
    stop_within: float = Field(default=10.0, gt=0, validation_alias="CONVENOR_STOP_WITHIN")
    """How long what is under way may take after a process was told to stop."""
    keep_deliveries: int = Field(default=400, ge=0, validation_alias="CONVENOR_KEEP_DELIVERIES")
    """Days for which a direct message that was sent or dropped is remembered; 0: for ever."""
    keep_journal: int = Field(default=3653, ge=0, validation_alias="CONVENOR_KEEP_JOURNAL")
    """Days for which it is remembered who did what; 0: for ever."""
    fairness_hours: Annotated[tuple[int, ...], NoDecode] = Field(
        default=DEFAULT_HOURS, validation_alias="CONVENOR_FAIRNESS_HOURS"
    )
    """Points for each local hour of the day, 00–01 first."""
    fairness_day_off: int = Field(
        default=DEFAULT_DAY_OFF, ge=0, le=MOST_POINTS, validation_alias="CONVENOR_FAIRNESS_DAY_OFF"
    )
    """Points more on a weekend or public holiday."""

    @field_validator("secretariat", "languages", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """Words that are separated by commas or spaces."""
        if isinstance(given, str):
            return frozenset(given.replace(",", " ").split())
        return given

    @field_validator("fairness_hours", mode="before")
    @classmethod
    def _numbers(cls, given: object) -> object:
        """Whole numbers, separated by commas or spaces."""
        return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given

    @field_validator("fairness_hours")
    @classmethod
    def _slope(cls, hours: tuple[int, ...]) -> tuple[int, ...]:
        return Weights(hours=hours).hours

    @field_validator("secretariat")
    @classmethod
    def _of_people(cls, ids: frozenset[str]) -> frozenset[str]:
        for one in sorted(ids):
            if not USER_ID.fullmatch(one):
                raise ValueError(
                    f"“{one}” is no Slack user id, such as U012AB3CD. In Slack: the person's "
                    "profile, ⋮, Copy member ID."
                )
        return ids

    @field_validator("languages")
    @classmethod
    def _translated(cls, codes: frozenset[str]) -> frozenset[str]:
        known = languages_translated() | {ENGLISH}
        for one in sorted(codes - known):
            raise ValueError(f"“{one}” has no translation here; there are {listed(sorted(known))}")
        return codes

    @field_validator("keep_deliveries")
    @classmethod
    def _long_enough(cls, days: int) -> int:
        if 0 < days < SHORTEST_KEPT:
            raise ValueError(f"must be 0 or at least {SHORTEST_KEPT} days")
        return days

    @field_validator("slack_api_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        return f"{safe_address(url)}/"

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, url: str) -> str:
        """Kept without a slash at the end; a path in it is for a proxy to take off again."""
        return safe_address(url) if url else url

    @field_validator("log_level")
    @classmethod
    def _level(cls, level: str) -> str:
        if level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    @property
    def weights(self) -> Weights:
        """How unsocial hours are weighed."""
        return Weights(hours=self.fairness_hours, day_off=self.fairness_day_off)

    @property
    def socket_mode(self) -> bool:
        return bool(self.slack_app_token.get_secret_value())

    def needs_slack(self) -> None:
        """Raise SettingsError unless there is what it takes to talk with Slack."""
        bot = self.slack_bot_token.get_secret_value()
        app = self.slack_app_token.get_secret_value()
        if not bot:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from "
                "OAuth & Permissions in your Slack app's settings."
            )
        for name, token in (("SLACK_BOT_TOKEN", bot), ("SLACK_APP_TOKEN", app)):
            if not _TOKEN.fullmatch(token):
                raise SettingsError(f"{name} has signs in it that no token has: copy it again.")
        if not bot.startswith("xoxb-"):
            raise SettingsError("SLACK_BOT_TOKEN is not a bot token: it starts with xoxb-.")
        if app and not app.startswith("xapp-"):
            raise SettingsError("SLACK_APP_TOKEN is not an app-level token: it starts with xapp-.")
        if not app and not self.slack_signing_secret.get_secret_value():
            raise SettingsError(
                "Neither SLACK_APP_TOKEN (Socket Mode; Basic Information, App-Level Tokens, scope "
                "connections:write) nor SLACK_SIGNING_SECRET (HTTP; Basic Information) is set."
            )


def variable_names() -> tuple[str, ...]:
    """Of all settings as variables of the environment, former names too."""
    names: list[str] = []
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias or name
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
        names += [str(one).upper() for one in choices]
    return tuple(names)


def safe_address(url: str) -> str:
    """Without a slash at the end; ValueError unless it is of https, or http on loopback."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError(_AN_ADDRESS) from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ValueError("must start with https:// (http only on this machine's loopback)")
    if not parts.hostname or parts.username or parts.query or parts.fragment or " " in url:
        raise ValueError(_AN_ADDRESS)
    return url.rstrip("/")


def load() -> Settings:
    """Reads the environment and `.env`; SettingsError in one line for the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{str(first['loc'][0]).upper()}: {_words(first)}") from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not saved as UTF-8. Save it again as that.") from None
    except OSError as error:
        raise SettingsError(file_words(".env", error)) from None


def _words(error: ErrorDetails) -> str:
    """What the value must be, in our words, and what it is; no secret has rules of this kind."""
    must = _MUST.get(error["type"])
    if must is None:
        return error["msg"].removeprefix("Value error, ")
    must = must.format(**error.get("ctx", {})).replace("'", "")
    return f"{must}, not “{str(error['input'])[:60]}”"
