"""What Slack may send, checked once for both doors: its shape first, then its workspace.

Only fields that are declared here reach Bolt and the listeners, each with its declared type, so
that nothing behind this file has to ask again. The rest of a payload is dropped.
"""

import logging
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from handlers.bodies import Answers, Malformed
from handlers.slack.request.payload_shapes import KINDS, LISTS, SEVERAL, CommandBody

log = logging.getLogger(__name__)


def check_payload(body: Mapping[str, Any]) -> dict[str, Any]:
    """The payload's declared fields; Malformed where it is of no kind that we listen to."""
    kind = body.get("type")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None and kind is None and "command" in body:
        model = CommandBody
    if model is None:
        raise Malformed("not a type of payload that is listened to")
    try:
        read = model.model_validate(body).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise Malformed(_first_fault(error)) from None
    _check_inputs(read.get("view") or {})
    event = read.get("event") or {}
    tells_of_account = event.get("type") in ("user_change", "team_join")
    if tells_of_account and not isinstance(event.get("user"), dict):
        raise Malformed("event.user: missing")
    return read


def _check_inputs(view: Mapping[str, Any]) -> None:
    """Each input holds one thing or several, as its form has it."""
    for block_id, inputs in ((view.get("state") or {}).get("values") or {}).items():
        held = {name for one in inputs.values() for name, v in one.items() if v is not None}
        if held - {"type"} - LISTS if block_id.partition("-")[0] in SEVERAL else held & LISTS:
            raise Malformed("view.state: another kind of input")


def _first_fault(error: ValidationError) -> str:
    """Our own field names and pydantic's word for the fault, never what stood there."""
    fault = error.errors(include_input=False, include_url=False, include_context=False)[0]
    declared = [str(part) for part in fault["loc"][:2] if isinstance(part, str)]
    return f"{'.'.join(declared)}: {fault['type']}"


def is_ours(payload: Mapping[str, Any], workspace_id: str) -> bool:
    """Whether it is for the one workspace that installed us. Unknown means no."""
    first: Mapping[str, Any] = next(iter(payload.get("authorizations") or ()), {})
    across = first.get("is_enterprise_install", payload.get("is_enterprise_install"))
    return across not in (True, "true") and workspace_of(payload) == workspace_id


def workspace_of(payload: Mapping[str, Any]) -> str | None:
    """Where the app is installed; None where it does not say so.

    The person's own team says nothing of that: `team` is null where a whole enterprise has it.
    """
    first: Mapping[str, Any] = next(iter(payload.get("authorizations") or ()), {})
    return (
        (payload.get("view") or {}).get("app_installed_team_id")
        or (payload.get("team") or {}).get("id")
        or first.get("team_id")
        or payload.get("team_id")
    )


def gate_payloads(app: AsyncApp, workspace_id: str) -> Answers:
    """What answers every payload, from whichever door: Bolt, behind the checks.

    Malformed where Slack sends nothing of that shape. What another workspace sent is acknowledged,
    so that it does not come again, and nothing is read or written for it.
    """

    async def answer(body: Mapping[str, Any]) -> BoltResponse:
        payload = check_payload(body)
        if not is_ours(payload, workspace_id):
            log.warning("other_workspace", extra={"kind": payload.get("type", "command")})
            return BoltResponse(status=200, body="")
        # The doors have made sure that Slack sent it: "socket_mode" tells Bolt not to ask again.
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        response: BoltResponse = await app.async_dispatch(request)
        return response

    return answer
