"""One line of what `convenor doctor` finds."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    FINE = "fine"
    TO_DO = "TO DO"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    about: str
    words: str

    def __str__(self) -> str:
        stop = "" if self.words.endswith("?") else "."
        return f"{self.mark:<9}  {self.about}: {self.words}{stop}"


def say(about: str, to_do: str, fine: str = "") -> Finding:
    """What is to do; where that is nothing, what is fine."""
    return Finding(Mark.TO_DO, about, to_do) if to_do else Finding(Mark.FINE, about, fine)
