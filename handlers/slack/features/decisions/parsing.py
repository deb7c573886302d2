"""Typed words and a form's fields become wishes about decisions."""

from typing import Any

from bot.domain import NotFound, NotValid, Refusal
from bot.domain.reference import DECISION, DIALOGUE, read_reference, take_reference
from bot.ports.ledgers.people import Organisations
from bot.use_cases.decisions.record import EditDecision, RecordDecision, WithdrawDecision
from handlers.slack.request import Fields, read_state_number
from handlers.slack.request.ask_back import read_told
from handlers.slack.request.carried_values import read_audience, read_day, read_group, read_source


def read_shown(raw: str, verb: str) -> int:
    """The number in "show R7"; a Refusal where it stands not alone."""
    number, rest = read_named(raw, verb)
    if rest:
        raise Refusal(
            "Please give the reference alone: /decision {verb} R{number}", verb=verb, number=number
        )
    return number


def read_named(raw: str, verb: str) -> tuple[int, str]:
    """The number in "withdraw R7 because …", and what follows it."""
    if not raw.strip():
        raise Refusal("Which decision? Please give its reference: /decision {verb} R7.", verb=verb)
    return take_reference(DECISION, raw)


def read_record(fields: Fields, metadata: str, known: Organisations) -> RecordDecision:
    group_id = read_group(fields, metadata)
    source = read_source(metadata)
    return RecordDecision(group_id=group_id, source=source, **_read_fields(fields, known))


def read_edit(fields: Fields, metadata: str, known: Organisations) -> EditDecision:
    number = read_state_number(metadata)
    told = read_told(metadata)
    return EditDecision(number=number, told=told, **_read_fields(fields, known))


def read_withdraw(fields: Fields, metadata: str) -> WithdrawDecision:
    return WithdrawDecision(
        number=read_state_number(metadata),
        reason=fields.get("reason") or "",
        superseded_by=_reference_in(fields, "superseded_by", DECISION),
    )


def _read_fields(fields: Fields, known: Organisations) -> dict[str, Any]:
    """What both forms ask for, by the wishes' own names."""
    return {
        "title": fields.get("title") or "",
        "note": fields.get("note"),
        "dialogue": _reference_in(fields, "dialogue", DIALOGUE),
        "decided_on": read_day(fields, "decided_on"),
        "audience": read_audience(fields),
        "agreed": tuple(_organisation(name, known) for name in fields.get("agreed") or ()),
    }


def _organisation(name: str, known: Organisations) -> int:
    found = known.by_name(name)
    if found is None:
        raise NotValid(
            "I don't know {name} any more. Please take it out.", name=name, field="agreed"
        )
    return found.id


def _reference_in(fields: Fields, field: str, letter: str) -> int | None:
    typed = (fields.get(field) or "").strip()
    try:
        return read_reference(letter, typed) if typed else None
    except NotFound as wrong:
        raise NotValid(wrong.words, field=field) from wrong
