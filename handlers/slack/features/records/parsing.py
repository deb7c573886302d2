"""What is typed after /wg records: a dialogue or a period, and perhaps an audience."""

from dataclasses import dataclass

from bot.dates.answers import Asked, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.domain import Audience, Refusal
from bot.domain.reference import DIALOGUE, reference_in, take_reference, take_references
from bot.languages import N_
from bot.use_cases.records.scope import RecordsPeriod

EXAMPLE = "/wg records"
_NAME_ONE = N_("Please name a period, for example: /wg records Q3")


@dataclass(frozen=True, slots=True)
class TypedRecords:
    """A period or a dialogue's number; `audience`: those whose eyes the pack is made for, None:
    the person's own."""

    about: RecordsPeriod | int
    audience: Audience | None


def read_records(text: str, frame: Frame) -> TypedRecords | Asked:
    """ "D12", "October 2026", "since 1 July", "Q3 for the group"; a Refusal for all else."""
    if not text.strip():
        raise Refusal(_NAME_ONE)
    first, *rest = text.split(maxsplit=1)
    is_dialogue = reference_in(first).startswith(DIALOGUE)  # "Q3" looks like one too
    number = take_reference(DIALOGUE, first)[0] if is_dialogue else None
    if is_dialogue and len(take_references(DIALOGUE, text)[0]) > 1:
        raise Refusal(
            "Please name one dialogue at a time, for example: /wg records D{number}", number=number
        )
    found = read_past(text if number is None else " ".join(["all", *rest]), frame)
    if isinstance(found, Asked):
        return found
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told(EXAMPLE))
    if found.last is None:
        raise Refusal(_NAME_ONE)
    period = RecordsPeriod(first=found.first, last=found.last)
    return TypedRecords(period if number is None else number, found.audience)
