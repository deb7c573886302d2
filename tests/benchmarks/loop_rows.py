"""The rows of the loop's benchmark, from the figures that its runs gathered."""

from dataclasses import dataclass

from tests.benchmarks.loops import SETTINGS
from tests.benchmarks.rows import Row, at_least, at_most

LOOPS = ("sqlite", "pg", "apscheduler", "procrastinate")


@dataclass(frozen=True, kw_only=True)
class Size:
    """`starting`: seconds to leave for a worker's start before all is due; `limit`: for all to
    arrive; `silence`: without a message, after which nothing more is expected. The names of the
    loops that take part where each send is slow, in the kill, and with many waiting."""

    due: int
    waiting: int
    many_waiting: int
    rounds: int
    workers: tuple[int, ...]
    starting: float
    limit: float
    silence: float
    slow: tuple[str, ...] = LOOPS
    killed: tuple[str, ...] = LOOPS
    many: tuple[str, ...] = ("sqlite", "pg")


_PEERS = (("sqlite", "apscheduler", "SQLite"), ("pg", "procrastinate", "PostgreSQL"))


def rows_of(found, kept, size):
    """`kept`: by loop (lost, doubled, what is left) after a SIGKILL."""
    rows = (_compared(found, size), _workers(found, size), _slow(found, size), _kept(kept, size))
    return [*(row for part in rows for row in part), *_waiting(found, size)]


def _row(what, unit, ours, peer=(), against="", aim=None, note=""):
    figures = {"ours": ours, "peer": peer, "against": against}
    return Row(benchmark="loop", what=what, unit=unit, aim=aim, note=note, **figures)


def _compared(found, size):
    aims = {
        ("add", "sqlite"): at_most(1 / 40),
        ("cpu", "sqlite"): at_most(1),
        ("p99", "sqlite"): at_most(1),
        ("p99", "pg"): at_most(1 / 5),
        ("rate", "pg"): at_least(6),
    }
    for measure, words, unit in (
        ("add", f"to add {size.due:,}", "s"),
        ("start", f"process start, {size.waiting:,} waiting", "s"),
        ("p99", f"p99 lateness of {size.due:,}", "s"),
        ("cpu", "processor time of one send, the look included", "ms"),
        ("rate", "sent a second", "/s"),
        ("memory", "memory at most", "MB"),
    ):
        for ours, peer, where in _PEERS:
            yield _row(
                f"{words}, {where}",
                unit,
                found[f"{ours} {measure}"],
                found[f"{peer} {measure}"],
                peer,
                aims.get((measure, ours)),
                _missing(found, (ours, peer), size) if measure == "p99" else "",
            )
    yield _row(
        f"start-up, {size.waiting:,} waiting, SQLite",
        "s",
        found["sqlite start"],
        found["apscheduler again"],
        "apscheduler",
        at_most(1 / 100),
        f"it adds its jobs again, as its guide asks; {size.due:,} measured",
    )


def _missing(found, names, size):
    """Words for runs in which not all had come when the time was up."""
    fewest = {name: min(found[f"{name} arrived"]) for name in names}
    return ", ".join(f"{n}: only {f:.0f} came" for n, f in fewest.items() if f < size.due)


def _workers(found, size):
    for workers in size.workers:
        ours, peer = found[f"pg x{workers} rate"], found[f"procrastinate x{workers} rate"]
        what = f"sent a second, {workers} workers, PostgreSQL"
        yield _row(what, "/s", ours, peer, "procrastinate", at_least(6))


def _slow(found, size):
    for ours, peer, where in _taking_part(size.slow):
        sent, others = found[f"{ours} slow arrived"], found[f"{peer} slow arrived"]
        what, note = f"arrived of {size.due:,}, 100 ms a send, {where}", ""
        if peer == "apscheduler":
            note = "APScheduler with its stock grace of one second"
        yield _row(what, "", sent, others, peer, at_least(1), note)
        what = f"sent a second, 100 ms a send, {where}"
        yield _row(what, "/s", found[f"{ours} slow rate"], found[f"{peer} slow rate"], peer)


def _kept(kept, size):
    none = at_most(0)
    for ours, peer, where in _taking_part(size.killed):
        for index, word in ((0, "lost"), (1, "doubled")):
            note = f"{peer} {word} {kept[peer][index]} {kept[peer][2]}".strip()
            left = f"; ours: {kept[ours][2]}" if kept[ours][2] else ""
            what = f"{word} of {size.due:,} by a SIGKILL, {where}"
            yield _row(what, "", [kept[ours][index]], aim=none, note=note + left)


def _taking_part(names):
    return [pair for pair in _PEERS if pair[0] in names]


def _waiting(found, size):
    against = f"{size.waiting:,} waiting"
    rows = []
    for name, _, where in _taking_part(size.many):
        what = f"p99 lateness, {size.many_waiting:,} waiting, {where}"
        many, usual = found[f"{name} many p99"], found[f"{name} usual p99"]
        rows.append(_row(what, "s", many, usual, against, at_most(1.2)))
    settings = " ".join(f"{key}={value}" for key, value in SETTINGS.items())
    return [*rows, _row("settings that differ", "", [len(SETTINGS)], note=settings)]
