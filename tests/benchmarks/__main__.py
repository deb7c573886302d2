"""`python -m tests.benchmarks [NAME …] [--quick]`: run them and print one table of ratios.

Nothing passes or fails by time. `--quick` only shows that each runs: its figures mean nothing.
"""

import argparse
import asyncio
import logging
import os
import platform
import sys
import tempfile
import time
from contextlib import nullcontext

from tests.benchmarks import (
    calendar,
    digest,
    finding_slots,
    forgetting,
    front,
    listing,
    listing_actions,
    lone,
    loop,
    memory,
    mornings,
    planning,
    presses,
    reading,
    searching,
    side_by_side,
    start,
)
from tests.benchmarks.forking import quickly
from tests.benchmarks.rows import table
from tests.benchmarks.town import DurablePostgreSQL

BENCHMARKS = {
    "front": front.run,
    "lone": lone.run,
    "presses": presses.run,
    "loop": loop.run,
    "mornings": mornings.run,
    "forgetting": forgetting.run,
    "planning": planning.run,
    "start": start.run,
    "memory": memory.run,
    "side_by_side": side_by_side.run,
    "finding_slots": finding_slots.run,
    "listing": listing.run,
    "listing_actions": listing_actions.run,
    "reading": reading.run,
    "searching": searching.run,
    "digest": digest.run,
    "calendar": calendar.run,
}


def measure(names, *, quick=False):
    """The rows of the named benchmarks, each with a folder of its own."""
    rows, postgresql = [], DurablePostgreSQL()
    try:
        for name in names:
            began = time.monotonic()
            with (
                tempfile.TemporaryDirectory(prefix=f"convenor-{name}-") as folder,
                quickly() if quick else nullcontext(),
            ):
                rows += asyncio.run(BENCHMARKS[name](folder, postgresql, quick=quick))
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    finally:
        postgresql.stop()
    return rows


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="only show that each runs")
    parsed = parser.parse_args(arguments)
    if unknown := set(parsed.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # clients that we kill
    before = os.getloadavg()[0]
    rows = measure(parsed.names or list(BENCHMARKS), quick=parsed.quick)
    print(
        f"\n{platform.system()} {platform.release()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; load before this run {before:.1f}\n"
        "Medians; every ratio is of figures from one round of this run.\n"
    )
    print(table(rows))


if __name__ == "__main__":
    main()
