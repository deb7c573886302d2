"""Makes records of the lines that a chair confirms, each once, however often the draft changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain import Refusal
from bot.domain.limits import TITLE
from bot.domain.person import PersonFacts
from bot.domain.wording import listed, shortened
from bot.languages import ENGLISH, N_, speaking
from bot.use_cases.actions.log import LogAction, log_action
from bot.use_cases.context import Context
from bot.use_cases.decisions.record import RecordDecision, record_decision
from bot.use_cases.minutes.document import redaction
from bot.use_cases.minutes.rules import change_minutes, find_open


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLines:
    """What to log by the id of its line, and the words of decisions: what is clear and no record
    yet."""

    number: int
    actions: Mapping[int, LogAction] = field(default_factory=dict)
    decisions: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """References of what was made; `refused`: why a line was not taken, by its id."""

    made: tuple[str, ...]
    refused: Mapping[int, str]


def confirm_lines(
    wish: ConfirmLines, context: Context, *, facts: Mapping[str, PersonFacts]
) -> Confirmed:
    """A line that has become a record is left alone, so twice is once.

    A record is for no more people than the minutes are. A decision of minutes under Chatham House
    says no more names than they do; of a long one the note has all of the words.
    """
    minutes, dialogue, _group = find_open(wish.number, context)
    said = redaction(minutes, context.work)
    made: list[str] = []
    refused: dict[int, str] = {}
    for line in context.work.minutes.lines_of(wish.number):
        action, decision = wish.actions.get(line.id), wish.decisions.get(line.id)
        if line.became is not None or line.left_out:
            continue
        try:  # a refusal comes before anything is written
            if action is not None:
                action = replace(action, audience=minutes.audience)
                done = log_action(action, context, facts=facts)
                became = [one.reference for one in (done.action, *done.linked)]
            elif decision is not None:
                words = " ".join(said(decision).split())
                title = shortened(words, TITLE)
                recorded = RecordDecision(
                    group_id=dialogue.group_id,
                    title=title,
                    note=said(decision) if title != words else None,
                    dialogue=dialogue.number,
                    decided_on=dialogue.wall.date(),
                    audience=minutes.audience,
                )
                became = [record_decision(recorded, context).decision.reference]
            else:
                continue
        except Refusal as refusal:
            refused[line.id] = refusal.words
            continue
        context.work.minutes.change_line(replace(line, became=" ".join(became)))
        made += became
    if made:
        with speaking(ENGLISH):
            detail = listed(made)
        change_minutes(minutes, context, N_("confirmed the minutes"), detail)
    return Confirmed(made=tuple(made), refused=refused)
