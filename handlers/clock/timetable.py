"""Every beat of the loop on one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beat:
    """Runs once at the start, then at an interval in seconds; `name` is the method of Beats."""

    name: str
    every: float


TIMETABLE = (
    Beat("deliver", 15),  # at the latest; it also wakes at the next due moment and when told
    Beat("plan", 5 * 60),
    Beat("minutes", 5),
    Beat("people", 60),
    Beat("housekeeping", 60 * 60),
    Beat("drift", 24 * 60 * 60),
    Beat("forgetting", 24 * 60 * 60),
)
