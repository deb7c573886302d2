"""What an installed app is to Slack: its manifest, its secrets and where it listens."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class AppConfig:
    """An installed app, as its manifest and its tokens describe it. `request_url` None means Socket
    Mode; otherwise signed HTTP requests go to that one address."""

    manifest: Mapping[str, Any]
    bot_token: str
    app_token: str
    signing_secret: str
    request_url: str | None = None

    def _at(self, path: str) -> Any:
        """What the manifest says under these keys, parted by dots; None for nothing."""
        found: Any = self.manifest
        for key in path.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def _declared(self, feature: str, key: str) -> dict[str, Mapping[str, Any]]:
        found = self._at(f"features.{feature}") if "commands" in self.scopes else None
        return {one[key]: one for one in found or ()}

    @property
    def name(self) -> str:
        """The app's name as people see it."""
        return str(self._at("display_information.name") or "App")

    @property
    def bot_name(self) -> str:
        """The display name of the bot user."""
        return str(self._at("features.bot_user.display_name") or self.name)

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """The bot scopes that were granted at the installation; so are the optional ones."""
        asked = (self._at(f"oauth_config.scopes.{kind}") for kind in ("bot", "bot_optional"))
        return tuple(scope for scopes in asked for scope in scopes or ())

    @property
    def bot_events(self) -> frozenset[str]:
        """The event types to which the bot has subscribed."""
        return frozenset(self._at("settings.event_subscriptions.bot_events") or ())

    @property
    def commands(self) -> dict[str, Mapping[str, Any]]:
        """Slash commands by name; none without the scope `commands`."""
        return self._declared("slash_commands", "command")

    @property
    def shortcuts(self) -> dict[str, Mapping[str, Any]]:
        """Shortcuts by callback id; none without the scope `commands`."""
        return self._declared("shortcuts", "callback_id")

    @property
    def is_interactive(self) -> bool:
        """Whether buttons, modals and shortcuts reach the app at all."""
        return bool(self._at("settings.interactivity.is_enabled"))

    @property
    def unfurl_domains(self) -> tuple[str, ...]:
        """The domains whose links and videos the app may show."""
        return tuple(self._at("features.unfurl_domains") or ())

    @property
    def has_home_tab(self) -> bool:
        """Whether the app's Home tab is switched on."""
        return bool(self._at("features.app_home.home_tab_enabled"))

    @property
    def has_messages_tab(self) -> bool:
        """Whether people and the app can write direct messages to each other."""
        shown = self._at("features.app_home.messages_tab_enabled")
        return True if shown is None else bool(shown)

    @property
    def messages_tab_is_read_only(self) -> bool:
        """Whether people may only read the app's direct messages."""
        return bool(self._at("features.app_home.messages_tab_read_only_enabled"))


async def _nothing() -> None:
    """An app that has nothing to do, to say or to keep."""


async def _owes_nothing(_since: float) -> Sequence[Mapping[str, Any]]:
    return ()


async def _put_nothing_back(_text: str | None, change: Callable[[], None]) -> None:
    change()


@dataclass
class Hooks:
    """What the moving clock asks of the app; all are optional. `stride`: seconds of moved time
    after which the app wants to look around even if nothing is due, as its own beats would do in
    real time."""

    next_due: Callable[[], Awaitable[float | None]] = _nothing
    settle: Callable[[], Awaitable[None]] = _nothing
    stride: float | None = None
    gallery: Callable[[], Awaitable[str]] | None = None
    """Makes a sandbox that has been walked through, and answers its address."""
    about: Callable[[], Awaitable[Mapping[str, Any] | None]] = _nothing
    """What the page says of the app's own matters; every key is optional, marks are Slack's mrkdwn:

    `opens: {as, channel}`: where a new page begins, by ids. `people: {id: role}` and `channels:
    {id: {badge, words}}`: words beside them. `tour`: steps `{id, title, words, done, as?, channel?,
    type?, points?}`: who does it where, texts for the composer, and controls to point at as
    `{at: CSS selector, words?}`; the first that can be seen counts.
    """
    owed: Callable[[float], Awaitable[Sequence[Mapping[str, Any]]]] = _owes_nothing
    """What the app owed, due since this moment or waiting still, soonest first, as
    `{at, to, kind, what, about, why, state}`: unix seconds, a channel's or person's id, a noun to
    count, words, and `waiting`, `sent` or `dropped`."""
    keep: Callable[[], Awaitable[str | None]] = _nothing
    """The app's own data as a text, for a file with the whole workspace."""
    put_back: Callable[[str | None, Callable[[], None]], Awaitable[None]] = _put_nothing_back
    """Takes up a kept text, or with None the opening state, and calls the function at the moment
    at which the workspace is to change; NotClear, and no change, for a text that is none."""


@dataclass(frozen=True)
class Timing:
    """Slack's real-time limits, in seconds of the real clock; tests shorten them."""

    ack: float = 3.0
    event_retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1800.0
    keep_alive: float = 15.0
    refresh_warning: float = 10.0
    """Between the warning that a socket is about to be refreshed and the refresh itself."""


@dataclass(frozen=True)
class Arrival:
    """A message that really was posted; `at` is unix seconds of the moved clock."""

    method: str
    channel: str
    ts: str
    metadata: Mapping[str, Any] | None
    text: str
    at: float
    user: str | None = None


@dataclass(frozen=True)
class Call:
    """One Web API call with the answer that Slack meant to give."""

    method: str
    args: Mapping[str, Any]
    answer: Mapping[str, Any]
    fault: str | None = None


@dataclass(frozen=True)
class Exhibit:
    """A message or a view as its reader got it, in the page's own form. `step`: what was done, in
    words; `kind`: message, modal or home."""

    section: str
    step: str
    reader: str
    kind: str
    shown: dict[str, Any]
