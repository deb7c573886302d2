"""Collects what is wrong with a payload, each finding with its JSON pointer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """Findings in Slack's words: `must be less than 76 characters [json-pointer:/blocks/0/…]`."""

    problems: list[str] = field(default_factory=list)

    def add(self, words: str, pointer: str) -> None:
        """Note one finding."""
        self.problems.append(f"{words} [json-pointer:{pointer}]")


# Looks at one value and notes what is wrong with it.
Rule = Callable[[Any, str, Report], None]
