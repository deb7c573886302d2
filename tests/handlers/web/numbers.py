"""The page of numbers, read back as Prometheus reads it."""

from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from bot.ports.ledgers.tallies import Tally
from handlers.web.exposition import page
from handlers.web.metrics import Metrics

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)


def metrics(tally=None, **more):
    async def take():
        if isinstance(tally, Exception):
            raise tally
        return tally or Tally()

    return Metrics(now=lambda: NOW, tally=take, **more)


async def samples(given):
    """{(name, label values): value} without the process's own."""
    content_type, body = await page(given)
    assert content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for family in text_string_to_metric_families(body.decode()):
        assert family.documentation
        for sample in family.samples:
            if sample.name.startswith("convenor_"):
                found[sample.name, *sample.labels.values()] = sample.value
    return found
