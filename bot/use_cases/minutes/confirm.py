"""Makes records of the lines that a chair confirms, each once, however often the draft changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.action_item import ActionItem
from bot.domain.errors import Refusal
from bot.domain.wording import listed
from bot.use_cases.actions.log import LogAction, log_action
from bot.use_cases.actions.owners import Whereabouts
from bot.use_cases.context import Context
from bot.use_cases.minutes.rules import change_minutes, find_open


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLines:
    """`actions`: what to log, by the id of its line; what is no record yet and clear."""

    number: int
    actions: Mapping[int, LogAction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """`refused`: why a line was not taken, by its id."""

    actions: tuple[ActionItem, ...]
    refused: Mapping[int, str]


def confirm_lines(wish: ConfirmLines, context: Context, *, whereabouts: Whereabouts) -> Confirmed:
    """A line that has become a record is left alone, so twice is once.

    An action is for no more people than the minutes are.
    """
    minutes, _, _ = find_open(wish.number, context)
    logged: list[ActionItem] = []
    refused: dict[int, str] = {}
    for line in context.work.minutes.lines_of(wish.number):
        action = wish.actions.get(line.id)
        if action is None or line.became is not None or line.left_out:
            continue
        action = replace(action, audience=minutes.audience)
        try:
            done = log_action(action, context, whereabouts=whereabouts).action
        except Refusal as refusal:  # before anything was written
            refused[line.id] = refusal.words
            continue
        context.work.minutes.change_line(replace(line, became=done.reference))
        logged.append(done)
    if logged:
        references = listed([action.reference for action in logged])
        change_minutes(minutes, context, "confirmed the minutes", references)
    return Confirmed(actions=tuple(logged), refused=refused)
