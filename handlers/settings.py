"""Settings: one frozen class, from the environment and `.env`; errors name the variable."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AliasChoices, AliasGenerator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.fairness import DEFAULT_DAY_OFF, DEFAULT_HOURS, MOST_POINTS, Weights
from bot.domain.wording import listed
from bot.languages import ENGLISH
from bot.languages.catalogue import languages_translated

SLACK_API = "https://slack.com/api/"
SHORTEST_KEPT = 180
"""Days: twice as long as any rule looks back at what was sent (a quarter, for reviews)."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
A_DAY, A_CENTURY = 86_400, 36_525
"""In seconds, in days: what no setting is beyond, and what every calculation can take."""
Seconds = Annotated[float, Field(gt=0, le=A_DAY)]
ENV_FILE = Path(".env")
_PLAIN = {
    "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_api_url", "database_url",
    "port",
}  # fmt: skip
"""Settings whose variables have no CONVENOR_ before them."""

USER_ID = re.compile(r"[UW][A-Z0-9]+")
_TOKEN = re.compile(r"[\w-]*", re.ASCII)
_AN_ADDRESS = "must be an address such as https://convenor.example.org"


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class SettingsError(Exception):
    """One line that says which setting is wrong or missing, and how to get it."""


def _variable(name: str) -> str:
    return name.upper() if name in _PLAIN else f"CONVENOR_{name.upper()}"


class Settings(BaseSettings):
    """Durations are in seconds. Empty variables count as not set.

    docs/settings.md is made from the names, defaults and docstrings.
    """

    model_config = SettingsConfigDict(
        alias_generator=AliasGenerator(validation_alias=_variable),
        allow_inf_nan=False,
        env_file=ENV_FILE,
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
    host: str = "0.0.0.0"  # noqa: S104 - reached from outside
    """The address on which `PORT` is opened."""
    port: int = Field(default=3000, ge=0, le=65535)
    """Slack's requests over HTTP, calendars, /healthz and /readyz."""
    inner_host: str = "127.0.0.1"
    """The address on which the next one is opened."""
    inner_port: int = Field(
        default=3001,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("CONVENOR_INNER_PORT", "CONVENOR_WORKER_PORT"),
    )
    """Where a process tells its operator its health by name, and its metrics; 0: nowhere."""
    inner_token: SecretStr = SecretStr("")
    """Who bears it reads health and metrics at any address; without it only loopback does."""
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    """How many proxies are before `PORT`, each adding an address to X-Forwarded-For."""
    drain_seconds: float = Field(default=5.0, ge=0, le=A_DAY)
    """How long a process that was told to stop still takes requests, while it is not ready."""
    public_url: str = ""
    """Where the internet reaches this site, for calendar addresses; "": nowhere."""
    secretariat: Annotated[frozenset[str], NoDecode] = frozenset()
    """Slack user ids of the network's secretariat, separated by commas."""
    languages: Annotated[frozenset[str], NoDecode] = languages_translated() | {ENGLISH}
    """In which persons are spoken to, by their locale in Slack; others hear English."""
    log_format: LogFormat = LogFormat.TEXT
    """text for people, json for machines."""
    log_level: str = "INFO"
    """DEBUG, INFO, WARNING or ERROR."""
    channel_pace: float = Field(default=1.0, ge=0, le=A_DAY)
    """Seconds between two messages to one channel or person."""
    workspace_pace: float = Field(default=4.0, ge=0, le=1000)
    """Messages a second to the workspace, by all workers together; 0: no limit."""
    slack_timeout: Seconds = 10.0
    """How long one call to Slack may take."""
    lease: Seconds = 60.0
    """How long one worker has a message for itself; twice the one before it at least."""
    longest_pause: Seconds = 900.0
    """Between two tries of what Slack did not take."""
    first_probe: Seconds = 300.0
    """From a channel's refusal to the first new try."""
    certain_after: Seconds = 30.0
    """A message that is not in the history by then never comes."""
    ready_within: Seconds = 90.0
    """How old the last beat and Slack's last answer may be in a process that counts as ready."""
    socket_limit: Seconds = 30.0
    """How long a socket may leave pings unanswered before it is replaced."""
    stop_within: Seconds = 10.0
    """How long what is under way may take after a process was told to stop."""
    keep_deliveries: int = Field(default=400, ge=0, le=A_CENTURY)
    """Days for which a direct message that was sent or dropped is remembered; 0: for ever."""
    keep_journal: int = Field(default=3653, ge=0, le=A_CENTURY)
    """Days for which it is remembered who did what; 0: for ever."""
    fairness_hours: Annotated[tuple[int, ...], NoDecode] = DEFAULT_HOURS
    """Points for each local hour of the day, 00–01 first."""
    fairness_day_off: int = Field(default=DEFAULT_DAY_OFF, ge=0, le=MOST_POINTS)
    """Points more on a weekend or public holiday."""

    @field_validator("*", mode="before")
    @classmethod
    def _bare(cls, given: object) -> object:
        """Without spaces or quotes around it, which some programs that read `.env` leave there."""
        if isinstance(given, str):
            given = given.strip()
            return given[1:-1] if given[:1] in ("'", '"') and given[:1] == given[-1:] else given
        return given

    @field_validator("secretariat", "languages", "fairness_hours", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """Words or numbers that are separated by commas or spaces."""
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
        bot, app, secret = (
            held.get_secret_value()
            for held in (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        )
        if not bot:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from "
                "OAuth & Permissions in your Slack app's settings."
            )
        for name, given, form, words in (
            ("SLACK_BOT_TOKEN", bot, "xoxb-.*", "is no bot token: it starts with xoxb-."),
            ("SLACK_APP_TOKEN", app, "(xapp-.*)?", "is no app-level token: it starts with xapp-."),
            ("SLACK_SIGNING_SECRET", secret, "(?!xoxb-|xapp-).*", "is a token, and no secret."),
        ):
            if not _TOKEN.fullmatch(given):
                raise SettingsError(f"{name} has signs in it that no token has: copy it again.")
            if not re.fullmatch(form, given):
                raise SettingsError(f"{name} {words}")
        if not app and not secret:
            raise SettingsError(
                "Neither SLACK_APP_TOKEN (Socket Mode; Basic Information, App-Level Tokens, scope "
                "connections:write) nor SLACK_SIGNING_SECRET (HTTP; Basic Information) is set."
            )


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
