"""A stocktake: what was promised, done and late in a quarter, against the quarter before."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.group import Group
from bot.languages import _

_MONTHS_LONG = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Of the calendar year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // _MONTHS_LONG + 1)

    @property
    def first(self) -> date:
        return date(self.year, _MONTHS_LONG * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        return self.after.first - _DAY

    @property
    def before(self) -> "Quarter":
        return Quarter.of(self.first - _DAY)

    @property
    def after(self) -> "Quarter":
        years, number = divmod(self.number, 4)
        return Quarter(self.year + years, number + 1)

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"


@dataclass(frozen=True, slots=True)
class StockCounts:
    """Actions of one quarter. `promised`: logged in it. `done`: completed in it. `late`: open on
    some day of it after their due day."""

    promised: int = 0
    done: int = 0
    late: int = 0

    def __add__(self, other: "StockCounts") -> "StockCounts":
        return StockCounts(
            promised=self.promised + other.promised,
            done=self.done + other.done,
            late=self.late + other.late,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """An organisation's; `name` None: what nobody owns."""

    name: str | None
    now: StockCounts
    before: StockCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocktake:
    """`lines` by name, what nobody owns last; `over`: the quarter has ended."""

    group: Group
    quarter: Quarter
    over: bool
    lines: tuple[StockLine, ...]

    @property
    def total(self) -> StockLine:
        return StockLine(
            name=None,
            now=sum((line.now for line in self.lines), StockCounts()),
            before=sum((line.before for line in self.lines), StockCounts()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDue:
    """That a group's stocktake of a quarter can be read, for its chairs' morning."""

    group: Group
    quarter: Quarter

    @property
    def group_id(self) -> int:
        return self.group.id

    @property
    def reference(self) -> str:
        return str(self.quarter)

    @property
    def title(self) -> str:
        return _("Stocktake of {group}", group=self.group.name)
