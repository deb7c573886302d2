"""`python -m tests.model [--steps N] [--seeds 1..20] [--mutant NAME]`: the long form of the model.

Prints a line a seed and, of the first finding of each, all the steps that led to it; ends with 1
where something was found. `--mutant` switches one of Convenor's guards off first.
"""

import argparse
import logging
import sys
import time
from collections import Counter

import pytest

from tests.model.model import run
from tests.model.mutants import MUTANTS


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.model", description=__doc__)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--seeds", type=_seeds, default=range(1, 21))
    parser.add_argument("--mutant", choices=MUTANTS)
    parsed = parser.parse_args(arguments)
    logging.basicConfig(level=logging.CRITICAL)
    wrong, sights, shown, began = 0, 0, Counter(), time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        if parsed.mutant:
            MUTANTS[parsed.mutant](patch)
        for seed in parsed.seeds:
            report = run(seed, parsed.steps)
            wrong += bool(report.findings)
            sights += report.sights
            shown += report.kinds
            print(report if report.findings else report.line, flush=True)
    print(", ".join(f"{number} x {where}" for where, number in shown.most_common()))
    print(
        f"{len(parsed.seeds)} seeds of {parsed.steps} steps: {sights} things shown and judged, "
        f"{wrong} seeds with findings, {time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


def _seeds(words):
    """ "3" or "1..20", both ends included."""
    first, _, last = words.partition("..")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    sys.exit(main())
