"""What is answered where a call is refused or fails: what was typed or filled in is not lost."""

from bot.domain import NotValid, Refusal
from bot.domain.errors import AskAgain
from handlers.slack.request import Answer, Call, Kind, Reply, say_words
from handlers.slack.request.ask_back import ask_group
from handlers.slack.request.context import WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.response import FieldErrors


def answer_refusal(call: Call, refusal: Refusal) -> Answer:
    """Its words, or the question that it asks."""
    if isinstance(refusal, WhichGroup):
        return ask_group(call, refusal)
    field_name = refusal.field if isinstance(refusal, NotValid) else None
    keeps_typed = not isinstance(refusal, AskAgain)
    return answer_failure(call, refusal.words, field_name, keeps_typed=keeps_typed)


def answer_failure(
    call: Call, words: str, field_name: str | None = None, *, keeps_typed: bool = True
) -> Answer:
    """Words beside the field in a modal, else with the typed text."""
    if call.kind is Kind.SUBMISSION:
        return _beside_field(call, words, field_name)
    typed = typed_back(call.typed) if keeps_typed and call.typed and call.raw else []
    return Reply(blocks=[*say_words(words).blocks, *typed])


def _beside_field(call: Call, words: str, field_name: str | None) -> Answer:
    """An error beside the named input, else the first: what was filled in stays."""
    if field_name not in call.fields:
        field_name = next(iter(call.fields), None)
    return FieldErrors({field_name: words}) if field_name else say_words(words)
