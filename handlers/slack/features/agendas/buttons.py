"""What people type, press and send about agendas and attendance."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Act, NotValid, Refusal
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
from handlers.slack.features.dialogues.buttons import opens_form, pressed_number
from handlers.slack.kit import View
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, about_number, form_again
from handlers.slack.request.ask_back import ask_which, ask_who
from handlers.slack.request.carried_values import read_number, read_state_number


def run_agenda(scene: Scene) -> Answer:
    """`/dialogue agenda D12 …`; the reference alone shows it."""
    wish = parsing.read_item(scene.call.raw, scene.names)
    if isinstance(wish, int):
        return agenda_reply(scene, wish)
    typed = "" if wish.presenter_user_id else parsing.typed_presenter(wish.title)
    asked = ask_who(typed, scene) if typed else None
    if asked is not None:
        return ask_which(scene.call, asked)
    if typed.startswith("@"):
        raise Refusal("I know nobody called “{name}” here.", name=typed.split()[0])
    return _suggested(scene, wish)


def agenda_reply(scene: Scene, number: int) -> Reply:
    return Reply(blocks=blocks.in_full(read_agenda(number, scene.context)))


def suggest_form(scene: Scene, number: int) -> View:
    agenda = _agenda_for(Act.SUGGEST_ITEM, scene, number)
    demand_open(agenda)
    return forms.suggest_form(agenda)


def arrange_form(scene: Scene, number: int) -> View:
    agenda = _agenda_for(Act.ARRANGE_AGENDA, scene, number)
    demand_open(agenda)
    return forms.arrange_form(agenda)


def carry_form(scene: Scene, number: int) -> View:
    agenda = _agenda_for(Act.ARRANGE_AGENDA, scene, number)
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
    return forms.carry_form(agenda, to)


def submit_suggest(scene: Scene) -> Answer:
    fields = scene.call.fields
    minutes = fields.get("minutes")
    wish = SuggestItem(
        number=read_state_number(scene.call.metadata),
        title=fields.get("title") or "",
        minutes=read_number(minutes) if minutes else None,
        presenter_user_id=fields.get("presenter"),
    )
    return _suggested(scene, wish)


def submit_arrange(scene: Scene) -> Answer:
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


def submit_carry(scene: Scene) -> Answer:
    ids = [read_number(value) for value in scene.call.fields.get("items") or ()]
    if not ids:
        raise NotValid("Please choose at least one item.", field="items")
    number = read_state_number(scene.call.metadata)
    return Reply(blocks=blocks.carried_blocks(carry_over(number, ids, scene.context)))


def press_confirm(scene: Scene) -> Answer:
    """One button: all who were expected."""
    return replace(_attended(scene, pressed_number(scene)), replace=True)


def attendance_form(scene: Scene, number: int) -> View:
    """Who was there as it is noted; before that, those who were expected."""
    dialogue, group = find_dialogue(number, reader=scene.reader, work=scene.work)
    demand_right(scene.context, Act.CONFIRM_ATTENDANCE, group)
    people = [one.user_id for one in expected_at(dialogue, scene.work)]
    if dialogue.attendance_confirmed_at is not None:
        people = [one.user_id for one in scene.work.attendance.of_dialogue(number)]
    return forms.attendance_form(dialogue, people)


def submit_attendance(scene: Scene) -> Answer:
    chosen = tuple(scene.call.fields.get("people") or ())
    return _attended(scene, read_state_number(scene.call.metadata), chosen)


def _attended(scene: Scene, number: int, user_ids: Sequence[str] | None = None) -> Reply:
    done = confirm_attendance(number, user_ids, scene.context)
    return Reply(blocks=blocks.attended_blocks(done.dialogue, done.noted))


def _suggested(scene: Scene, wish: SuggestItem) -> Reply:
    done = suggest_item(wish, scene.context, facts=scene.facts)
    return Reply(blocks=blocks.suggested_blocks(done))


def _agenda_for(act: Act, scene: Scene, number: int) -> Agenda:
    agenda = read_agenda(number, scene.context)
    demand_right(scene.context, act, agenda.group)
    return agenda


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue agenda"): Route(run=run_agenda, writes=True, names=True),
    (Kind.PRESS, "agenda.show"): Route(run=about_number(agenda_reply, pressed_number)),
    (Kind.PRESS, forms.SUGGEST): Route(run=opens_form(suggest_form), opens=forms.SUGGEST_TITLE),
    (Kind.PRESS, forms.ARRANGE): Route(run=opens_form(arrange_form), opens=forms.ARRANGE_TITLE),
    (Kind.PRESS, forms.CARRY): Route(run=opens_form(carry_form), opens=forms.CARRY_TITLE),
    (Kind.PRESS, "attendance.confirm"): Route(run=press_confirm, writes=True),
    (Kind.PRESS, forms.ATTENDANCE): Route(
        run=opens_form(attendance_form), opens=forms.ATTENDANCE_TITLE
    ),
    (Kind.SUBMISSION, forms.SUGGEST): Route(run=submit_suggest, writes=True),
    (Kind.SUBMISSION, forms.ARRANGE): Route(
        run=submit_arrange, writes=True, edits=form_again(arrange_form)
    ),
    (Kind.SUBMISSION, forms.CARRY): Route(run=submit_carry, writes=True),
    (Kind.SUBMISSION, forms.ATTENDANCE): Route(
        run=submit_attendance, writes=True, edits=form_again(attendance_form)
    ),
}
