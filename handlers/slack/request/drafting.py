"""What is filled into a form is not lost, and never written over what is newer.

Slack tells an app that a form was closed, and not what was in it. So each input tells us what is
typed (`dispatch_action`), and what differs from what the form showed is kept for a day.

A form that edits carries marks of what it showed (`kit/shown.py`). When sent, its route builds
it once more from what is stored, inside the transaction that writes, and both are compared: only
what the person changed is written.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from bot.domain.wording import listed, shortened, spell_day, spell_moment
from bot.languages import _, _n
from bot.ports.ledgers.personal import KEPT_FOR, Draft
from handlers.bodies import object_in
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import mark_of, person_words, refilled
from handlers.slack.kit.shown import SHOWN, inputs_of, marks_shown, options_of, value_shown
from handlers.slack.request.ask_back import TOLD
from handlers.slack.request.carried_values import read_state, read_ts
from handlers.slack.request.context import Route, Routes, Scene
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, FieldErrors, ShowView, say_words

TYPED, DISCARD = kit.TYPED, "draft.discard"
SAID = "said"
"""In a form's metadata, the marks of what was filled in as it was opened: words of a command."""
_NOT_ABOUT = (SHOWN, SAID, TOLD, "owner")
_QUOTED = 300
"""Characters of a newer text that are shown beside a field."""


def answer_settled(route: Route, scene: Scene) -> Answer:
    """The listener's answer; a form that edits is first compared with what is stored."""
    form = route.edits(scene) if route.edits else None
    if form is not None:
        fields = settle(dict(form), scene, route.together)
        if isinstance(fields, ShowView):
            return fields
        scene = replace(scene, call=replace(scene.call, fields=fields))
    return route.run(scene)


def settle(
    form: dict[str, Any], scene: Scene, together: Sequence[Sequence[str]]
) -> Mapping[str, Any] | ShowView:
    """The fields to go on with, or the form once more with the newer values beside its fields.

    `form`: as it would be opened now. `together`: inputs that say one thing, such as date and
    time; if one of them is newer and the person changed another, neither is taken alone.
    A form without marks, opened before an update of ours, is taken as it was sent.
    """
    shown = read_state(scene.call.metadata or "{}", **{SHOWN: dict | None})[SHOWN] or {}
    now = inputs_of(form["blocks"])
    # What the form would show by now, and did not when it was opened, stays as it is stored.
    come = {n: value_shown(one) for n, one in now.items() if shown and n not in shown}
    fields = {name: value for name, value in come.items() if value} | dict(scene.call.fields)
    newer: list[str] = []
    grouped = {name for unit in together for name in unit}
    for unit in (*together, *([name] for name in fields if name not in grouped)):
        names = [name for name in unit if name in fields and name in shown]
        stored = {name: value_shown(now[name]) for name in names if name in now}
        if all(mark_of(stored.get(name)) == shown[name] for name in names):
            continue
        if all(mark_of(fields[name]) == shown[name] for name in names):
            fields = {name: value for name, value in fields.items() if name not in names} | stored
        else:
            newer += [n for n in names if shown[n] != mark_of(stored.get(n)) != mark_of(fields[n])]
    if not newer:
        return fields
    return ShowView(_marked(refilled(form, fields), form, newer, scene))


def _marked(
    view: dict[str, Any], form: dict[str, Any], newer: Sequence[str], scene: Scene
) -> dict[str, Any]:
    """What is newer is told beside its field, and counts as seen when this is sent again.

    Slack keeps what was put into an input whose action_id stays, so each gets another one.
    """
    turn = mark_of(repr(sorted(marks_shown(form["blocks"]).items())))
    stored = inputs_of(form["blocks"])
    lines = [
        kit.line(kit.bold(_("Someone else saved this while you had it open."))),
        kit.say(
            "Nothing of yours is saved yet. What is newer is below the field that you both "
            "changed. To put yours in its place, press {submit} again.",
            submit=view["submit"]["text"],
        ),
    ]
    if gone := [name for name in newer if name not in stored]:
        told = _n(
            "One that you changed is not here any more.",
            "{number} that you changed are not here any more.",
            len(gone),
        )
        lines.append(kit.line(told))
    blocks: list[kit.Block] = [kit.rich(*lines)]
    for block in view["blocks"]:
        if block["type"] != "input":
            blocks.append(block)
            continue
        action_id = block["element"]["action_id"].partition(":~")[0]
        element = block["element"] | {"action_id": f"{action_id}:~{turn}"}
        blocks.append(block | {"element": element})
        if block["block_id"] in newer:
            words = _in_words(stored[block["block_id"]], scene)
            blocks.append(kit.rich(kit.line(_("⚠️ Newer: "), kit.bold(words))))
    return view | {"blocks": blocks}


def _in_words(element: Mapping[str, Any], scene: Scene) -> str:
    value = value_shown(element)
    if not value:
        return _("nothing")
    kind = element["type"]
    if kind.endswith("users_select"):
        ids = value if isinstance(value, list) else [value]
        names = scene.work.people.names(ids)
        return listed([person_words(user_id, names) for user_id in ids])
    if kind == "datepicker":
        return spell_day(date.fromisoformat(value))
    chosen = value if isinstance(value, list) else [value]
    said = [o["text"]["text"] for o in options_of(element) if o["value"] in chosen]
    if said:
        return listed(said)
    return value if kind == "timepicker" else _("“{words}”", words=shortened(value, _QUOTED))


def draft_of(call: Call, now: datetime) -> Draft | None:
    """What is filled into the form of a press and was not there when it opened.

    None where the form carries no marks: it is none of ours, or an older version made it.
    """
    carried = object_in(call.metadata)
    shown = carried.get(SHOWN)
    if not call.form or not call.view_id or not isinstance(shown, dict):
        return None
    values = {
        name: value
        for name, value in call.fields.items()
        if name in shown and mark_of(value) != shown[name]
    }
    kept = {"values": values, SHOWN: {n: shown[n] for n in values}, SAID: carried.get(SAID)}
    return Draft(
        user_id=call.user_id,
        form=_form_key(call.form, carried),
        view_id=call.view_id,
        filled=json.dumps(kept),
        typed_at=read_ts(call.typed_at) or now,
        kept_at=now,
    )


def answer_form(route: Route, scene: Scene) -> Answer:
    """The listener's answer: a form that opens holds its draft, one that was sent has none."""
    answer = answer_settled(route, scene)
    if isinstance(answer, ShowView):
        still_open = answer.view["callback_id"] == scene.call.form
        if scene.call.kind is not Kind.SUBMISSION and not still_open:
            return replace(answer, view=_restored(dict(answer.view), scene))
    else:
        still_open = isinstance(answer, FieldErrors)
    draft = draft_of(scene.call, scene.now) if scene.call.kind is Kind.SUBMISSION else None
    if draft is not None:
        (scene.work.drafts.keep if still_open else scene.work.drafts.finish)(draft)
    return answer


def _restored(view: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """The form with what its person had changed, and the marks of what it showed them then."""
    carried, inputs = object_in(view.get("private_metadata", "")), inputs_of(view["blocks"])
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
        return view | {"private_metadata": kit.packed(carried)}
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
    return shown | {"blocks": blocks, "private_metadata": kit.packed(carried)}


def discard(scene: Scene) -> Answer:
    """The button of a form that was filled in again."""
    if (draft := draft_of(scene.call, scene.now)) is not None:
        scene.work.drafts.finish(draft)
    return say_words("I have thrown away what you had filled in. Please open the form again.")


def _form_key(callback_id: str, carried: dict[str, Any]) -> str:
    """Which form it is, and about what: all that it carries, but what it showed."""
    about = {name: value for name, value in carried.items() if name not in _NOT_ABOUT}
    said = json.dumps([callback_id, about], sort_keys=True)
    return f"{callback_id} {sha256(said.encode()).hexdigest()[:16]}"


ROUTES: Routes = {(Kind.PRESS, DISCARD): Route(run=discard, writes=True)}
