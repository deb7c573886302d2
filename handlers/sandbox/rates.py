"""Slack's rate limits, when a test asks for them: calls a minute for each method."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute that each of Slack's tiers promises; Slack gives a little more at times."""
_TIER_2 = """
bookmarks.add bookmarks.edit bookmarks.remove canvases.create conversations.archive
conversations.canvases.create conversations.create conversations.list conversations.rename
conversations.setPurpose conversations.setTopic dnd.teamInfo emoji.list pins.add pins.list
pins.remove reactions.list reactions.remove usergroups.list users.list
"""
_TIER_4 = """
api.test chat.postEphemeral conversations.members files.completeUploadExternal files.info
files.getUploadURLExternal users.info users.profile.get views.open views.publish views.push
views.update
"""
TIER_OF = dict.fromkeys(_TIER_2.split(), 2) | dict.fromkeys(_TIER_4.split(), 4)
"""Every other method has the third tier, those of `SPECIAL` excepted."""
SPECIAL = frozenset(("auth.test", "chat.getPermalink"))
"""Hundreds of calls a minute: never refused here."""
A_MESSAGE = 1.0
"""Seconds for each message to one channel."""


class Rates:
    """Counts calls of the last minute; `real_now` gives unix seconds of the real clock."""

    def __init__(self, real_now: Callable[[], float]) -> None:
        self._real_now = real_now
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self.on = False

    def seconds_to_wait(self, method: str, channel: str | None) -> int:
        """What Retry-After says, or 0 for a call that is taken, which counts from now."""
        if not self.on or method in SPECIAL:
            return 0
        if method == "chat.postMessage":
            return self._take(f"{method} {channel}", 1, A_MESSAGE)
        return self._take(method, TIERS[TIER_OF.get(method, 3)], MINUTE)

    def _take(self, key: str, most: int, seconds: float) -> int:
        now, calls = self._real_now(), self._calls[key]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return max(1, math.ceil(calls[0] + seconds - now))
        calls.append(now)
        return 0
