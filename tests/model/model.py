"""One run of the model: a seed, a number of steps, and what was found wrong."""

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.model.facts import WIDTH
from tests.model.judging import Judge
from tests.model.secrets import Secrets
from tests.model.steps import Steps
from tests.model.world import World


@dataclass
class Report:
    """What was done and found."""

    seed: int
    steps: list
    findings: list = field(default_factory=list)
    made: int = 0
    sights: int = 0
    marks: int = 0
    kinds: Counter = field(default_factory=Counter)
    """How often which sort of thing was shown."""
    events: Counter = field(default_factory=Counter)
    """Steps in which a record was narrowed or widened, or something stood before wrong eyes."""

    @property
    def line(self):
        return (
            f"seed {self.seed}: {self.made} steps, {self.marks} marked texts, "
            f"{self.sights} things shown, {len(self.findings)} findings"
        )

    def __str__(self):
        told = [f"{number:5} {words}" for number, words in enumerate(self.steps)]
        return "\n".join([self.line, *told, *(f"  ! {finding}" for finding in self.findings)])


def run(seed, steps, *, stop_at_first=True):
    """The report of a number of steps; with `stop_at_first` they end with the first finding."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_run(Path(folder), seed, steps, stop_at_first=stop_at_first))


async def _run(folder, seed, size, *, stop_at_first):
    secrets = Secrets()
    async with World(folder) as world:
        steps = Steps(world, secrets, Random(seed))
        judge = Judge(secrets, world.showing, world.handles, world.opened)
        report = Report(seed, steps.done)
        before = world.reading.take()
        world.reading.news()
        world.showing.taken()
        for _ in range(size):
            actor = await steps.step()
            report.made += 1
            after, sights = world.reading.take(), world.showing.taken()
            secrets.learn(before, after, world.reading.news())
            report.sights += len(sights)
            report.kinds.update(sight.where.split(" '")[0] for sight in sights)
            for finding in judge.judge(actor, sights, before, after):
                report.findings.append(f"line {len(steps.done) - 1}: {finding}")
            report.events.update(set(_events(before, after)))
            report.events["exposed"] += judge.standing.exposed > 0
            if report.findings and stop_at_first:
                break
            before = after
        report.marks = len(secrets.typed)
        return report


def _events(before, after):
    for home, record in after.records.items():
        was = before.records.get(home, record)["audience"]
        if was != record["audience"]:
            yield "narrowed" if WIDTH[record["audience"]] < WIDTH[was] else "widened"
