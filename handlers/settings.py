"""Settings: one frozen class, from the environment and `.env`; errors name the variable."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_API = "https://slack.com/api/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class SettingsError(Exception):
    """One line that says which setting is wrong or missing, and how to get it."""


class Settings(BaseSettings):
    """Durations are in seconds. Empty variables count as not set."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API
    database_url: str = "sqlite:///convenor.sqlite3"
    host: str = Field(default="0.0.0.0", validation_alias="CONVENOR_HOST")  # noqa: S104 - reached from outside
    port: int = Field(default=3000, ge=0, le=65535)
    worker_port: int = Field(default=3001, ge=0, le=65535, validation_alias="CONVENOR_WORKER_PORT")
    """Where a worker tells its health; 0: nowhere."""
    secretariat: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(), validation_alias="CONVENOR_SECRETARIAT"
    )
    log_format: LogFormat = Field(default=LogFormat.TEXT, validation_alias="CONVENOR_LOG_FORMAT")
    log_level: str = Field(default="INFO", validation_alias="CONVENOR_LOG_LEVEL")
    channel_pace: float = Field(default=1.0, ge=0, validation_alias="CONVENOR_CHANNEL_PACE")
    workspace_pace: float = Field(default=4.0, ge=0, validation_alias="CONVENOR_WORKSPACE_PACE")
    lease: float = Field(default=60.0, gt=0, validation_alias="CONVENOR_LEASE")
    longest_pause: float = Field(default=900.0, gt=0, validation_alias="CONVENOR_LONGEST_PAUSE")
    certain_after: float = Field(default=30.0, gt=0, validation_alias="CONVENOR_CERTAIN_AFTER")
    slack_timeout: float = Field(default=10.0, gt=0, validation_alias="CONVENOR_SLACK_TIMEOUT")
    ready_within: float = Field(default=90.0, gt=0, validation_alias="CONVENOR_READY_WITHIN")
    """How old the last beat and Slack's last answer may be in a process that counts as ready."""
    socket_limit: float = Field(default=30.0, gt=0, validation_alias="CONVENOR_SOCKET_LIMIT")
    """How long a socket may leave pings unanswered before it is replaced."""
    stop_within: float = Field(default=10.0, gt=0, validation_alias="CONVENOR_STOP_WITHIN")

    @field_validator("secretariat", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """Slack user ids, separated by commas or spaces."""
        if isinstance(given, str):
            return frozenset(given.replace(",", " ").split())
        return given

    @field_validator("slack_api_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        parts = urlsplit(url)
        local = parts.hostname in LOOPBACK
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError("must start with https:// (http only on this machine's loopback)")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("log_level")
    @classmethod
    def _level(cls, level: str) -> str:
        if level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level.upper()

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
        if not bot.startswith("xoxb-"):
            raise SettingsError("SLACK_BOT_TOKEN is not a bot token: it starts with xoxb-.")
        if app and not app.startswith("xapp-"):
            raise SettingsError("SLACK_APP_TOKEN is not an app-level token: it starts with xapp-.")
        if not app and not self.slack_signing_secret.get_secret_value():
            raise SettingsError(
                "Neither SLACK_APP_TOKEN (Socket Mode; Basic Information, App-Level Tokens, scope "
                "connections:write) nor SLACK_SIGNING_SECRET (HTTP; Basic Information) is set."
            )


def load() -> Settings:
    """From the environment and `.env`; SettingsError in one line for the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        words = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {words}") from None
