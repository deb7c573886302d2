"""What a benchmark found: rows of figures measured in one run, and the table they make."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound on the median ratio, or on our own figure where there is no peer."""

    words: str
    met: Callable[[float], bool]


def at_least(bound: float) -> Aim:
    return Aim(f">= {bound:g}", lambda found: found >= bound)


def at_most(bound: float) -> Aim:
    return Aim(f"<= {bound:g}", lambda found: found <= bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Paired figures, one pair a round; `peer` empty where a figure stands alone.

    The aim is about the median of ours / peer, or of ours alone.
    """

    benchmark: str
    what: str
    unit: str
    ours: Sequence[float]
    peer: Sequence[float] = ()
    against: str = ""
    aim: Aim | None = None
    note: str = ""

    def ratios(self) -> list[float]:
        return [o / p for o, p in zip(self.ours, self.peer, strict=True) if p]

    def cells(self) -> tuple[str, ...]:
        ratios = self.ratios() if self.peer else []
        ours, judged = _middle(self.ours), ratios or list(self.ours)
        verdict = ""
        if self.aim is not None:
            verdict = "met" if judged and self.aim.met(statistics.median(judged)) else "MISSED"
        return (
            self.benchmark,
            self.what,
            f"{ours} {self.unit}".strip(),
            f"{_middle(self.peer)} {self.unit}".strip() if self.peer else "",
            self.against,
            " / ".join(_short(r) for r in _spread(ratios)) if ratios else "",
            self.aim.words if self.aim else "",
            verdict,
            self.note,
        )


@dataclass
class Rounds:
    """Figures gathered by name, round by round."""

    figures: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, figure: float) -> None:
        self.figures.setdefault(name, []).append(figure)

    def ending(self, words: str) -> list[float]:
        """Every figure whose name ends so."""
        return [f for name, these in self.figures.items() if name.endswith(words) for f in these]

    def __getitem__(self, name: str) -> list[float]:
        return self.figures.get(name, [])


_HEAD = ("benchmark", "what", "ours", "peer", "against", "ratio min/med/max", "aim", "", "note")


def table(rows: Sequence[Row]) -> str:
    """Columns in plain text, medians in the cells."""
    cells = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(_HEAD))]
    lines = ["  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)


def percentile(figures: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(figures)
    rank = max(0, -(-len(ordered) * percent // 100) - 1)
    return ordered[int(rank)]


def _spread(figures: Sequence[float]) -> tuple[float, float, float]:
    return min(figures), statistics.median(figures), max(figures)


def _middle(figures: Sequence[float]) -> str:
    return _short(statistics.median(figures)) if figures else ""


def _short(figure: float) -> str:
    if figure == 0 or abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.3g}"
