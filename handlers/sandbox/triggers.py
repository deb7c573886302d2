"""Trigger ids: three seconds of life on the real clock, and one use."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.sandbox.identifiers import unguessable
from handlers.sandbox.refusal import Refused

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
        """The trigger, when it can still be used; `redeem` it after everything else is right."""
        trigger = self._by_id.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if self._real_now() - trigger.made_at > self._lifetime:
            raise Refused("expired_trigger_id")
        return trigger

    def redeem(self, trigger: Trigger) -> None:
        """Use a trigger up."""
        trigger.is_used = True
