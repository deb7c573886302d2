"""Response URLs: five uses within half an hour of the real clock."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.sandbox.identifiers import unguessable

MOST_USES = 5
MOST_REMEMBERED = 10_000


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

    def problem(self, token: str) -> str | None:
        """Why this one cannot be used now, in Slack's word, or None."""
        found = self._by_token.get(token)
        if found is None:
            return "invalid_url"
        if self._real_now() - found.made_at > self._lifetime:
            return "expired_url"
        if found.uses >= MOST_USES:
            return "used_url"
        return None

    def use(self, token: str) -> ResponseUrl:
        """Count one use; the caller has looked for problems before."""
        found = self._by_token[token]
        found.uses += 1
        return found
