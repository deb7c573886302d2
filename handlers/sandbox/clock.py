"""The moving clock: real time plus a distance that only ever grows."""

from collections.abc import Callable

from handlers.sandbox.app import Hooks

_A_MOMENT = 0.001
"""How far a leap goes at least, so that what is due at this very moment is settled too."""


class MovingClock:
    """Unix seconds that never run backwards, whatever the real clock does."""

    def __init__(self, real_now: Callable[[], float]) -> None:
        self._real_now = real_now
        self._offset = 0.0
        self._latest = float("-inf")
        self.moved: Callable[[float], None] = lambda _offset: None
        """Called with the distance after each leap."""

    @property
    def offset(self) -> float:
        """How far this clock is ahead of the real one, in seconds."""
        return self._offset

    def now(self) -> float:
        """The moved time in unix seconds."""
        self._latest = max(self._latest, self._real_now() + self._offset)
        return self._latest

    def leap_to(self, moment: float) -> None:
        """Move forward to `moment`; a moment that has passed changes nothing."""
        self.restore(moment - self._real_now())
        self.moved(self._offset)

    def restore(self, offset: float) -> None:
        """Take up the distance of an earlier run."""
        self._offset = max(self._offset, offset)


async def leap(clock: MovingClock, hooks: Hooks, target: float) -> list[float]:
    """Move to `target` from due moment to due moment, with quiet at each; the due moments passed.
    An app that does not get past one of them within three tries is left behind."""
    passed: list[float] = []
    tries = 0
    while clock.now() < target:
        due = await hooks.next_due()
        horizon = target if hooks.stride is None else min(target, clock.now() + hooks.stride)
        if due is None or due > horizon:
            clock.leap_to(horizon)
        else:
            tries = tries + 1 if passed and passed[-1] == due else 1
            if tries > 3:
                clock.leap_to(horizon)
            elif tries == 1:
                passed.append(due)
            clock.leap_to(max(due, clock.now()))
        await hooks.settle()
    return passed


async def leap_to_next(clock: MovingClock, hooks: Hooks) -> list[float]:
    """Move to the app's next due moment; nothing moves when there is none."""
    due = await hooks.next_due()
    if due is None:
        return []
    return await leap(clock, hooks, max(due, clock.now() + _A_MOMENT))
