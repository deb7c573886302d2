"""What a person is told when the app does not answer."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.delivery.transport import Undelivered
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import Refused


def no_answer(core: Core, person: Person, failure: Undelivered) -> dict[str, Any]:
    """Say that the app was too slow or out of reach."""
    what = (
        "did not answer in time" if failure.error == "operation_timeout" else "could not be reached"
    )
    words = f"{core.config.bot_name} {what} ({failure.error})"
    core.stream.tell("notice", text=words, to=person.id)
    return {"ok": False, "error": failure.error}


def bad_answer(core: Core, person: Person, refusal: Refused) -> dict[str, Any]:
    """Say that Slack does not understand what the app answered."""
    words = f"{core.config.bot_name}’s answer was not understood ({refusal.error})"
    core.stream.tell("notice", text=words, to=person.id)
    return {"ok": False, "error": refusal.error, "messages": refusal.messages}
