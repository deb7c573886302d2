"""`python -m tests.simulation [--seed N] [--quarter]`: a year of the sample network, day by day.

Prints what was done and what arrived; ends with 1 where a message is missing or surplus.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.simulation.script import QUARTER, YEAR
from tests.simulation.simulation import Simulation
from tests.stories.network import Network

_SHOWN = 20


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--quarter", action="store_true", help="ninety-one days only")
    parsed = parser.parse_args(arguments)
    logging.basicConfig(level=logging.ERROR)
    size, began = (QUARTER if parsed.quarter else YEAR), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Network(Path(folder)) as network:
        simulation = Simulation(network, parsed.seed, size)
        simulation.live()
        missing, surplus = simulation.differences()
        strangers = simulation.strangers()
    print(
        f"seed {parsed.seed}, {size.days} days from {simulation.begins:%d %B %Y}: "
        f"{len(simulation.book.meetings)} dialogues; "
        + ", ".join(f"{number} x {deed}" for deed, number in sorted(simulation.deeds.items()))
    )
    kinds = Counter(_kind(post) for post in simulation.expected())
    print(", ".join(f"{kind}: {number}" for kind, number in kinds.most_common()))
    print(
        f"{kinds.total()} messages worked out; {len(missing)} missing, {len(surplus)} surplus, "
        f"{len(strangers)} answers to nobody; {time.monotonic() - began:.0f} s, "
        f"{time.process_time():.0f} s of processor time"
    )
    for sign, posts in (("-", missing), ("+", surplus)):
        for post in posts[:_SHOWN]:
            print(f"{sign} {post.at:%Y-%m-%d %H:%M} {post.where}\n    " + "\n    ".join(post.lines))
    return 1 if missing or surplus or strangers else 0


def _kind(post):
    first = post.lines[0]
    for kind, begins in (
        ("reminder", "In "),
        ("move", "Moved: "),
        ("cancelling", "Cancelled: "),
        ("begins", "Now: "),
        ("closing", "Ten minutes left: "),
        ("attendance", "Who was there? "),
        ("morning", "Your morning, "),
        ("clock change", "Clocks change "),
    ):
        if first.startswith(begins):
            return kind
    if first.startswith("For the chairs of "):
        return "end of a series" if "comes to its end" in post.lines[1] else "kept private"
    return "invitation"


if __name__ == "__main__":
    sys.exit(main())
