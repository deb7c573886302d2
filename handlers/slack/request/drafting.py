"""Half-filled forms: kept as a person types, and filled in again when the form is opened next.

Slack tells an app that a form was closed, and not what was in it. So each input tells us what is
typed (`dispatch_action`), and what differs from what the form showed is kept for a day.
"""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.domain.wording import spell_moment
from bot.languages import _
from bot.ports.ledgers.personal import KEPT_FOR, Draft
from handlers.bodies import Malformed, read_object
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import mark_of, refilled
from handlers.slack.kit.shown import SHOWN, inputs_of, value_shown
from handlers.slack.request.ask_back import TOLD
from handlers.slack.request.context import Route, Scene
from handlers.slack.request.overwriting import answer_settled
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, FieldErrors, PushView, ShowView, say_words

TYPED, DISCARD = kit.TYPED, "draft.discard"
SAID = "said"
"""In a form's metadata, the marks of what was filled in as it was opened: words of a command."""
_NOT_ABOUT = (SHOWN, SAID, TOLD, "owner")
_SLACKS_CLOCK = re.compile(r"[0-9]{10}\.[0-9]{1,6}")


def draft_of(call: Call, now: datetime) -> Draft | None:
    """What is filled into the form of a press and was not there when it opened.

    None where the form carries no marks: it is none of ours, or an older version made it.
    """
    carried = _carried(call.metadata)
    shown = carried.get(SHOWN)
    if not call.form or not call.view_id or not isinstance(shown, dict):
        return None
    values = {
        name: value
        for name, value in call.fields.items()
        if name in shown and mark_of(value) != shown[name]
    }
    kept = {"values": values, SHOWN: {n: shown[n] for n in values}, SAID: carried.get(SAID)}
    on_time = _SLACKS_CLOCK.fullmatch(call.typed_at)
    return Draft(
        user_id=call.user_id,
        form=_form_key(call.form, carried),
        view_id=call.view_id,
        filled=json.dumps(kept),
        typed_at=datetime.fromtimestamp(float(call.typed_at), UTC) if on_time else now,
        kept_at=now,
    )


def answer_form(route: Route, scene: Scene) -> Answer:
    """The listener's answer: a form that opens holds its draft, one that was sent has none."""
    answer = answer_settled(route, scene)
    if isinstance(answer, ShowView | PushView):
        still_open = answer.view["callback_id"] == scene.call.form
        if scene.call.kind is not Kind.SUBMISSION and route.drafts and not still_open:
            return type(answer)(_restored(dict(answer.view), scene))
    else:
        still_open = isinstance(answer, FieldErrors)
    draft = draft_of(scene.call, scene.now) if scene.call.kind is Kind.SUBMISSION else None
    if draft is not None:
        (scene.work.drafts.keep if still_open else scene.work.drafts.finish)(draft)
    return answer


def _restored(view: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """The form with what its person had changed, and the marks of what it showed them then."""
    carried, inputs = _carried(view.get("private_metadata", "")), inputs_of(view["blocks"])
    if SHOWN not in carried:
        return view
    marks = {name: mark_of(value_shown(one)) for name, one in inputs.items()}
    said = {name: mark for name, mark in marks.items() if mark != carried[SHOWN].get(name)}
    carried |= {SAID: said} if said else {}
    form, since = _form_key(view["callback_id"], carried), scene.now - KEPT_FOR
    draft = scene.work.drafts.of(scene.call.user_id, form, since)
    kept = json.loads(draft.filled) if draft else {"values": {}}
    values = {
        name: value
        for name, value in kept["values"].items()
        if name in inputs and said.get(name) in (None, (kept.get(SAID) or {}).get(name))
    }
    if draft is None or not values:
        return view | {"private_metadata": _packed(carried)}
    carried[SHOWN] |= {name: kept[SHOWN][name] for name in values}
    until = spell_moment(draft.kept_at + KEPT_FOR, scene.person.zone)
    told = [
        kit.rich(
            kit.line(kit.bold(_("You closed this form before you sent it."))),
            kit.say(
                "What you had changed is filled in again. Only you see it, until {until}.",
                until=until,
            ),
        ),
        kit.actions(kit.button(_("Throw it away"), DISCARD)),
    ]
    shown = refilled(view, values)
    blocks = [*told, *shown["blocks"]][: kit.VIEW_BLOCKS]
    return shown | {"blocks": blocks, "private_metadata": _packed(carried)}


def discard(scene: Scene) -> Answer:
    """The button of a form that was filled in again."""
    if (draft := draft_of(scene.call, scene.now)) is not None:
        scene.work.drafts.finish(draft)
    return say_words("I have thrown away what you had filled in. Please open the form again.")


def _carried(metadata: str) -> dict[str, Any]:
    try:
        return dict(read_object(metadata or "{}"))
    except Malformed:
        return {}


def _packed(carried: dict[str, Any]) -> str:
    return json.dumps(carried, separators=(",", ":"))


def _form_key(callback_id: str, carried: dict[str, Any]) -> str:
    """Which form it is, and about what: all that it carries, but what it showed."""
    about = {name: value for name, value in carried.items() if name not in _NOT_ABOUT}
    said = json.dumps([callback_id, about], sort_keys=True)
    return f"{callback_id} {sha256(said.encode()).hexdigest()[:16]}"


ROUTES: dict[tuple[Kind, str], Route] = {(Kind.PRESS, DISCARD): Route(run=discard, writes=True)}
