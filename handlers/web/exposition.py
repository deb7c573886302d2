"""`/metrics` in Prometheus's text format."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.domain.delivery import State
from bot.ports.ledgers.books import Tally
from handlers.web.metrics import Metrics

_REASON = re.compile(r"[A-Za-z][A-Za-z _-]{0,39}")
MOST_REASONS = 40


async def page(metrics: Metrics) -> tuple[str, bytes]:
    """Content type and body, with the process's own memory, processor time and open files."""
    tally = await metrics.take_tally()
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    registry.register(_Collected((*_of_process(metrics), *_of_queue(tally, metrics.now()))))
    return CONTENT_TYPE_PLAIN_0_0_4, generate_latest(registry)


@dataclass(frozen=True, eq=False)  # a registry keeps collectors by identity
class _Collected(Collector):
    families: tuple[Metric, ...]

    def collect(self) -> Iterable[Metric]:
        return self.families


def _of_process(metrics: Metrics) -> Iterator[Metric]:
    words = "From a call's arrival to its acknowledgement"
    acks = HistogramMetricFamily("convenor_ack_seconds", words, labels=["kind"])
    for kind, spread in sorted(metrics.acks.spreads.items()):
        acks.add_metric([kind], list(spread.cumulative()), spread.seconds)
    yield acks
    words = "Calls left without an acknowledgement; Slack sends events again"
    yield _labelled(CounterMetricFamily, "calls_left", words, "kind", metrics.acks.unanswered)
    words = "Since each beat last ended well"
    yield _labelled(GaugeMetricFamily, "beat_age_seconds", words, "beat", metrics.beat_ages())
    for name, words, age in (
        ("slack_age_seconds", "Since Slack's Web API last answered", metrics.slack_age()),
        ("socket_age_seconds", "Since the socket's last round trip", metrics.socket_age()),
    ):
        if age is not None:
            yield GaugeMetricFamily(f"convenor_{name}", words, value=age)
    words = "Sockets replaced, by what was wrong with the old one"
    replaced = metrics.replaced()
    yield _labelled(CounterMetricFamily, "sockets_replaced", words, "why", replaced)


def _of_queue(tally: Tally | None, now: datetime) -> Iterator[Metric]:
    up = tally is not None
    yield GaugeMetricFamily("convenor_database_up", "Whether the database answered", value=up)
    if tally is None:
        return
    states, due = tally.states, tally.oldest_due
    lag = max((now - due).total_seconds(), 0.0) if due is not None else 0.0
    for name, words, value in (
        ("deliveries_owed", "Deliveries that wait to be sent", states.get(State.OWED, 0)),
        ("deliveries_sending", "Deliveries being sent", states.get(State.SENDING, 0)),
        ("deliveries_uncertain", "Being looked for in Slack", states.get(State.UNCERTAIN, 0)),
        ("deliveries_lag_seconds", "Age of the longest overdue delivery", lag),
        ("recipients_blocked", "Channels and people that cannot be reached", tally.blocked),
        ("workspaces_stopped", "Workspaces in which nothing is sent", tally.stopped),
    ):
        yield GaugeMetricFamily(f"convenor_{name}", words, value=value)
    for name, words, value in (
        ("deliveries_sent", "Deliveries sent", states.get(State.SENT, 0)),
        ("deliveries_retried", "Attempts after a delivery's first", tally.retries),
    ):
        yield CounterMetricFamily(f"convenor_{name}", words, value=value)
    words = "Deliveries dropped, by reason"
    dropped = reasons(tally.dropped)
    yield _labelled(CounterMetricFamily, "deliveries_dropped", words, "reason", dropped)


def _labelled(
    kind: type[CounterMetricFamily | GaugeMetricFamily],
    name: str,
    words: str,
    label: str,
    numbers: Mapping[str, float],
) -> Metric:
    family = kind(f"convenor_{name}", words, labels=[label])
    for value, number in sorted(numbers.items()):
        family.add_metric([value], number)
    return family


def reasons(dropped: Mapping[str, int]) -> Mapping[str, int]:
    """Why things were dropped, without what follows a colon; "other" for all but plain words."""
    found: Counter[str] = Counter()
    for error, count in sorted(dropped.items()):
        word = error.partition(":")[0].strip()
        plain = _REASON.fullmatch(word) is not None
        room = word in found or len(found) < MOST_REASONS
        found[word if plain and room else "other"] += count
    return found
