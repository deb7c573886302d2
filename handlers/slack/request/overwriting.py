"""A form that edits: only what the person changed is written, and never over what is newer.

It carries marks of what it showed (`kit/shown.py`). When it is sent, its route builds it once more
from what is stored, inside the transaction that writes, and both are compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.wording import listed, shortened, spell_day
from bot.languages import _, _n
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import mark_of, person_words, refilled
from handlers.slack.kit.shown import SHOWN, inputs_of, marks_shown, options_of, value_shown
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Route, Scene
from handlers.slack.request.response import Answer, ShowView

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
