"""Reading what is typed: a usual sentence, and a title of 150 characters full of words of dates."""

import random
import time
from datetime import UTC, datetime

from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan
from tests.benchmarks.rows import Rounds, Row, at_most

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
USUAL = "Age assurance in practice on Tuesday 12 January 2027 14:00 for 90m for members"
WORDS = (
    "May March Dec Friday 2025 28 3/4 12 2pm Article of Sun noon 12th UTC Seoul the and second "
    "every on for in next week until 10 times"
).split()


def long_sentence(seed):
    """A title of 150 characters and a date behind it."""
    rng, words = random.Random(seed), ""
    while len(words) < 150:
        words += f"{rng.choice(WORDS)} "
    return f"{words[:150].strip()} on 12 Dec 14:00"


def cpu(text):
    began = time.process_time()
    read_plan(text, Frame("Europe/London", NOW))
    return (time.process_time() - began) * 1000


async def run(_folder, _postgresql, *, quick=False):
    cpu(USUAL)  # the table is made at the first sentence
    rounds = Rounds()
    for seed in range(3 if quick else 200):
        rounds.add("usual", cpu(USUAL))
        rounds.add("long", cpu(long_sentence(seed)))
    return [
        Row(
            benchmark="reading",
            what="a usual sentence",
            unit="ms",
            ours=rounds["usual"],
            aim=at_most(2),
        ),
        Row(
            benchmark="reading",
            what="a long title of words of dates, what it is asked about included",
            unit="ms",
            ours=rounds["long"],
            peer=rounds["usual"],
            against="a usual sentence",
        ),
    ]
