"""Titles made of nothing but words of dates: the most work that a sentence can be."""

import random

from bot.dates.chart.engine import Chart
from bot.dates.chart.search import Sharing

WORDS = (
    "Monday Tuesday Friday Mon Fri March May Dec January first second third last 1st 2nd 3rd "
    "12 5 10 14 7 2027 2026 10:00 14:00 14.00 1400 9am 2pm noon midnight at on by in from to "
    "until till for every each weekly monthly week weeks month day days the of and or next "
    "this a an two three half past hour hours 60m 90 min weekday other rotating between "
    "before after except starting times 10x Easter Christmas Q1 mid end early late morning "
    "evening tonight tomorrow today UTC GMT Europe/Dublin Korea Pacific time KST Sydney - – , "
    "; & / + @ ( ) later earlier because same due deadline within 12/3 3/4 2027-03-04 4.3. "
    "12th 20th q2 weekend fortnight quarter w/c mid- members network link https://a.b/c "
    "lasting duration 1h30 2-3pm 10-11 sharp daily then once per"
).split()


def title(seed, longest):
    """A title of a number: some of the words again and again, or in any order."""
    rng = random.Random(seed)
    pool = rng.sample(WORDS, rng.choice([1, 2, 3, 4, 6, 10, 25, len(WORDS)]))
    phrase = [rng.choice(pool) for _ in range(rng.randint(1, 7))]
    several = phrase * longest if rng.random() < 0.5 else rng.choices(pool, k=longest)
    return " ".join(several)[:longest].strip()


class Work:
    """Counts what is looked up in the chart and weighed for the cover, while it is patched in."""

    def __init__(self, monkeypatch):
        self.done = 0
        for owner, name in ((Chart, "at"), (Sharing, "_with")):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, method):
        def counted(*args):
            self.done += 1
            return method(*args)

        return counted
