"""Moves the clock from due moment to due moment, with fewer beats than there are in real time.

Convenor plans every five minutes; here it plans every six hours and after each act, which asks
more of its foresight, and costs a tenth.
"""

from handlers.sandbox import Hooks

PLANS_EVERY = 6 * 60 * 60.0


class Pace:
    """Takes over the clock of a running network, until its Convenor starts again."""

    def __init__(self, network):
        self._network = network
        self._ground = network.ground
        self._planned = 0.0
        next_due = self._ground.sandbox.hooks.next_due
        self._ground.sandbox.hooks = Hooks(
            next_due=next_due, settle=self._settle, stride=PLANS_EVERY
        )

    def advance_to(self, moment):
        """An aware datetime that is ahead."""
        ahead = (moment - self._ground.now()).total_seconds()
        assert ahead > 0, f"{-ahead} seconds late"
        self._network.run(self._ground.sandbox.advance(ahead), timeout=600)

    def beat(self):
        """What follows from an act is planned and sent."""
        self._network.run(self._plan())

    async def _settle(self):
        if self._ground.sandbox.clock.now() - self._planned >= PLANS_EVERY:
            await self._plan()
        else:
            await self._ground.convenor.settle(plan=False)

    async def _plan(self):
        self._planned = self._ground.sandbox.clock.now()
        await self._ground.convenor.settle()
