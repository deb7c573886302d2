"""Trigger ids and response URLs: they work for a while on the real clock, and a few times."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.sandbox.refusal import demand, refuse_if
from handlers.sandbox.store import unguessable

MOST_REMEMBERED = 10_000


@dataclass
class Trigger:
    """The right to show `user` one modal; `from_view` when it came out of a modal."""

    id: str
    user: str
    made_at: float
    from_view: str | None = None
    is_used: bool = False


class Triggers:
    """Makes trigger ids and takes them back."""

    def __init__(self, real_now: Callable[[], float], lifetime: float) -> None:
        self._real_now = real_now
        self._lifetime = lifetime
        self._by_id: dict[str, Trigger] = {}

    def new(self, user: str, *, from_view: str | None = None) -> str:
        """A fresh trigger id for one interaction of a person."""
        now = self._real_now()
        made = f"{int(now * 1000)}.{int(now)}.{unguessable(32)}"
        self._by_id[made] = Trigger(made, user, now, from_view)
        if len(self._by_id) > MOST_REMEMBERED:
            del self._by_id[next(iter(self._by_id))]
        return made

    def check(self, trigger_id: str) -> Trigger:
        """The trigger, when it can still be used; `is_used` is set after all else is right."""
        trigger = demand(self._by_id.get(trigger_id), "invalid_trigger_id")
        refuse_if(trigger.is_used, "exchanged_trigger_id")
        refuse_if(self._real_now() - trigger.made_at > self._lifetime, "expired_trigger_id")
        return trigger


MOST_USES = 5


@dataclass
class ResponseUrl:
    """Where answers to one interaction go; `message_ts` is the message it came from, if any."""

    user: str
    channel: str
    made_at: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """Makes the secret parts of response URLs and counts their uses."""

    def __init__(self, real_now: Callable[[], float], lifetime: float) -> None:
        self._real_now = real_now
        self._lifetime = lifetime
        self._by_token: dict[str, ResponseUrl] = {}

    def new(
        self,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """The secret part of a new response URL."""
        token = unguessable(40)
        self._by_token[token] = ResponseUrl(user, channel, self._real_now(), message_ts, thread_ts)
        if len(self._by_token) > MOST_REMEMBERED:
            del self._by_token[next(iter(self._by_token))]
        return token

    def check(self, token: str) -> ResponseUrl:
        """The one of this token, when it can still be used; count the use after that."""
        found = demand(self._by_token.get(token), "invalid_url")
        refuse_if(self._real_now() - found.made_at > self._lifetime, "expired_url")
        refuse_if(found.uses >= MOST_USES, "used_url")
        return found
