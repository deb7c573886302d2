"""A snapshot in Prometheus's text format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.domain.delivery import State
from bot.ports.ledgers.books import Tally
from handlers.web.snapshot import Acks, Snapshot, reasons

__all__ = ["CONTENT_TYPE", "exposed"]


def exposed(snapshot: Snapshot) -> bytes:
    """The page's body, with the process's own memory, processor time and open files."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    registry.register(_Collected((*_of_process(snapshot), *_of_queue(snapshot))))
    return generate_latest(registry)


@dataclass(frozen=True, eq=False)  # a registry keeps collectors by identity
class _Collected(Collector):
    families: tuple[Metric, ...]

    def collect(self) -> Iterable[Metric]:
        return self.families


def _of_process(snapshot: Snapshot) -> Iterator[Metric]:
    yield _spreads(snapshot.acks)
    yield _counts(
        "convenor_calls_left",
        "Calls left without an acknowledgement; Slack sends events again",
        "kind",
        snapshot.acks.unanswered,
    )
    beats = GaugeMetricFamily(
        "convenor_beat_age_seconds", "Since each beat last ended well", labels=["beat"]
    )
    for beat, age in sorted(snapshot.beat_ages.items()):
        beats.add_metric([beat], age)
    yield beats
    if snapshot.slack_age is not None:
        words = "Since Slack's Web API last answered"
        yield GaugeMetricFamily("convenor_slack_age_seconds", words, value=snapshot.slack_age)
    if snapshot.socket_age is not None:
        words = "Since the socket's last round trip"
        yield GaugeMetricFamily("convenor_socket_age_seconds", words, value=snapshot.socket_age)
    yield _counts(
        "convenor_sockets_replaced",
        "Sockets replaced, by what was wrong with the old one",
        "why",
        snapshot.sockets_replaced,
    )


def _of_queue(snapshot: Snapshot) -> Iterator[Metric]:
    tally = snapshot.tally
    up = tally is not None
    yield GaugeMetricFamily("convenor_database_up", "Whether the database answered", value=up)
    if tally is None:
        return
    for name, words, value in _gauges(tally, snapshot.lag):
        yield GaugeMetricFamily(f"convenor_{name}", words, value=value)
    sent = tally.states.get(State.SENT, 0)
    yield CounterMetricFamily("convenor_deliveries_sent", "Deliveries sent", value=sent)
    yield CounterMetricFamily(
        "convenor_deliveries_retried", "Attempts after a delivery's first", value=tally.retries
    )
    yield _counts(
        "convenor_deliveries_dropped",
        "Deliveries dropped, by reason",
        "reason",
        reasons(tally.dropped),
    )


def _gauges(tally: Tally, lag: float) -> Iterator[tuple[str, str, float]]:
    states = tally.states
    yield "deliveries_owed", "Deliveries that wait to be sent", states.get(State.OWED, 0)
    yield "deliveries_sending", "Deliveries being sent", states.get(State.SENDING, 0)
    yield "deliveries_uncertain", "Being looked for in Slack", states.get(State.UNCERTAIN, 0)
    yield "deliveries_lag_seconds", "Age of the longest overdue delivery", lag
    yield "recipients_blocked", "Channels and people that cannot be reached", tally.blocked
    yield "workspaces_stopped", "Workspaces in which nothing is sent", tally.stopped


def _spreads(acks: Acks) -> HistogramMetricFamily:
    family = HistogramMetricFamily(
        "convenor_ack_seconds", "From a call's arrival to its acknowledgement", labels=["kind"]
    )
    for kind, spread in sorted(acks.spreads.items()):
        family.add_metric([kind], list(spread.cumulative()), spread.seconds)
    return family


def _counts(name: str, words: str, label: str, counts: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, words, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family
