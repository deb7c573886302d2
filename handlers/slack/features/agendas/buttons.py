"""What people type, press and send about agendas and attendance."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain import Act, NotValid, Refusal
from bot.domain.reference import DIALOGUE, read_reference
from bot.use_cases.agendas.arrange import (
    Agenda,
    ArrangeAgenda,
    SuggestItem,
    arrange_agenda,
    demand_open,
    read_agenda,
    suggest_item,
)
from bot.use_cases.agendas.carry import carry_over, next_dialogue
from bot.use_cases.dialogues.answer import confirm_attendance
from bot.use_cases.dialogues.messages.build import expected_at
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.refusals import demand_right
from handlers.slack.features.agendas import blocks, forms, parsing
from handlers.slack.features.dialogues.form_fields import read_minutes
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, form_again
from handlers.slack.request.ask_back import ask_which, ask_who
from handlers.slack.request.carried_values import read_number, read_state_number
from handlers.slack.request.response import PushView


def run_agenda(scene: Scene) -> Answer:
    """`/dialogue agenda D12 …`; the reference alone shows it."""
    wish = parsing.read_item(scene.call.raw, scene.names)
    if isinstance(wish, int):
        return Reply(blocks=blocks.in_full(read_agenda(wish, scene.context)))
    typed = "" if wish.presenter_user_id else parsing.typed_presenter(wish.title)
    asked = ask_who(typed, scene) if typed else None
    if asked is not None:
        return ask_which(scene.call, asked)
    if typed.startswith("@"):
        raise Refusal("I know nobody called “{name}” here.", name=typed.split()[0])
    return _suggested(scene, wish)


def press_agenda(scene: Scene) -> Answer:
    return Reply(blocks=blocks.in_full(read_agenda(_pressed(scene), scene.context)))


def suggest_form(scene: Scene) -> Answer:
    agenda = read_agenda(_pressed(scene), scene.context)
    demand_right(scene.context, Act.SUGGEST_ITEM, agenda.group)
    demand_open(agenda)
    return PushView(forms.suggest_form(agenda))


def press_arrange(scene: Scene) -> Answer:
    return PushView(arrange_form(scene, _pressed(scene)))


def arrange_form(scene: Scene, number: int) -> dict[str, Any]:
    agenda = _to_arrange(scene, number)
    demand_open(agenda)
    return forms.arrange_form(agenda)


def carry_form(scene: Scene) -> Answer:
    agenda = _to_arrange(scene, _pressed(scene))
    to = next_dialogue(agenda.dialogue, agenda.group, scene.context)
    if to is None:
        raise Refusal(
            "No dialogue of {group} is planned after {reference} to carry them to. Please "
            "schedule one first.",
            group=agenda.group.name,
            reference=agenda.dialogue.reference,
        )
    if not agenda.accepted:
        raise Refusal("Nothing on this agenda is left to carry over.")
    return PushView(forms.carry_form(agenda, to))


def suggest_sent(scene: Scene) -> Answer:
    fields = scene.call.fields
    wish = SuggestItem(
        number=read_state_number(scene.call.metadata),
        title=fields.get("title") or "",
        minutes=_minutes(fields),
        presenter_user_id=fields.get("presenter"),
    )
    return _suggested(scene, wish)


def arrange_sent(scene: Scene) -> Answer:
    chosen = {
        read_number(block.removeprefix(forms.ITEM)): value
        for block, value in scene.call.fields.items()
        if block.startswith(forms.ITEM)
    }
    placed = sorted(
        (read_number(v), i) for i, v in chosen.items() if v not in (forms.OUT, forms.UNDECIDED)
    )
    wish = ArrangeAgenda(
        number=read_state_number(scene.call.metadata),
        accepted=[item_id for _place, item_id in placed],
        left_out=[item_id for item_id, value in chosen.items() if value == forms.OUT],
        each_time=[read_number(value) for value in scene.call.fields.get(forms.EACH_TIME) or ()],
    )
    return Reply(blocks=blocks.in_full(arrange_agenda(wish, scene.context)))


def carry_sent(scene: Scene) -> Answer:
    ids = [read_number(value) for value in scene.call.fields.get("items") or ()]
    if not ids:
        raise NotValid("Please choose at least one item.", field="items")
    number = read_state_number(scene.call.metadata)
    return Reply(blocks=blocks.carried_blocks(carry_over(number, ids, scene.context)))


def attendance_confirmed(scene: Scene) -> Answer:
    """One button: all who were expected."""
    return replace(_attended(scene, _pressed(scene)), replace=True)


def press_attendance(scene: Scene) -> Answer:
    return PushView(attendance_form(scene, _pressed(scene)))


def attendance_form(scene: Scene, number: int) -> dict[str, Any]:
    """Who was there as it is noted; before that, those who were expected."""
    dialogue, group = find_dialogue(number, reader=scene.reader, work=scene.work)
    demand_right(scene.context, Act.CONFIRM_ATTENDANCE, group)
    people = [one.user_id for one in expected_at(dialogue, scene.work)]
    if dialogue.attendance_confirmed_at is not None:
        people = [one.user_id for one in scene.work.attendance.of_dialogue(number)]
    return forms.attendance_form(dialogue, people)


def attendance_sent(scene: Scene) -> Answer:
    chosen = tuple(scene.call.fields.get("people") or ())
    return _attended(scene, read_state_number(scene.call.metadata), chosen)


def _attended(scene: Scene, number: int, user_ids: Sequence[str] | None = None) -> Reply:
    done = confirm_attendance(number, user_ids, scene.context)
    return Reply(blocks=blocks.attended_blocks(done.dialogue, done.noted))


def _suggested(scene: Scene, wish: SuggestItem) -> Reply:
    done = suggest_item(wish, scene.context, facts=scene.facts)
    return Reply(blocks=blocks.suggested_blocks(done))


def _to_arrange(scene: Scene, number: int) -> Agenda:
    agenda = read_agenda(number, scene.context)
    demand_right(scene.context, Act.ARRANGE_AGENDA, agenda.group)
    return agenda


def _pressed(scene: Scene) -> int:
    return read_reference(DIALOGUE, scene.call.value)


def _minutes(fields: Any) -> int | None:
    """Shorter than a dialogue may be: a bare number and "3m" are minutes too."""
    said = (fields.get("minutes") or "").strip().lower()
    bare = said.removesuffix("minutes").removesuffix("min").removesuffix("m").strip()
    if not said:
        return None
    return int(bare) if bare.isascii() and bare.isdigit() else read_minutes(fields)


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue agenda"): Route(run=run_agenda, writes=True, names=True),
    (Kind.PRESS, "agenda.show"): Route(run=press_agenda),
    (Kind.PRESS, forms.SUGGEST): Route(run=suggest_form, opens=forms.SUGGEST_TITLE),
    (Kind.PRESS, forms.ARRANGE): Route(run=press_arrange, opens=forms.ARRANGE_TITLE),
    (Kind.PRESS, forms.CARRY): Route(run=carry_form, opens=forms.CARRY_TITLE),
    (Kind.PRESS, "attendance.confirm"): Route(run=attendance_confirmed, writes=True),
    (Kind.PRESS, forms.ATTENDANCE): Route(run=press_attendance, opens=forms.ATTENDANCE_TITLE),
    (Kind.SUBMISSION, forms.SUGGEST): Route(run=suggest_sent, writes=True),
    (Kind.SUBMISSION, forms.ARRANGE): Route(
        run=arrange_sent, writes=True, edits=form_again(arrange_form)
    ),
    (Kind.SUBMISSION, forms.CARRY): Route(run=carry_sent, writes=True),
    (Kind.SUBMISSION, forms.ATTENDANCE): Route(
        run=attendance_sent, writes=True, edits=form_again(attendance_form)
    ),
}
