"""Forms to schedule, move, edit and cancel a dialogue; a field is named as the wish names it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import Audience, Dialogue, Group, NotValid
from bot.domain.audience import narrowest_audience
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.limits import SUMMARY, TITLE
from bot.domain.wording import spell_moment
from bot.languages import N_, Nn_, _
from bot.use_cases.audience_changes import Widens
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.edit import edit_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from bot.use_cases.dialogues.rules.checks import (
    LONGEST,
    SHORTEST,
    find_to_cancel,
    find_to_change,
    may_widen,
)
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import JustScheduled
from handlers.slack.features.dialogues import form_fields, replies
from handlers.slack.features.dialogues.blocks import SCOPE_LABELS
from handlers.slack.features.dialogues.form_fields import is_one_of_several
from handlers.slack.kit import audience_options
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import lengths, picker
from handlers.slack.request import Answer, Reply, Scene, read_state_number
from handlers.slack.request.ask_back import ask_to_open

SCHEDULE, MOVE = "dialogue.schedule", "dialogue.move"
EDIT, CANCEL = "dialogue.edit", "dialogue.cancel"
PREVIEW = "dialogue.preview"
SCHEDULE_TITLE, MOVE_TITLE = N_("Schedule a dialogue"), N_("Move a dialogue")
EDIT_TITLE, CANCEL_TITLE = N_("Edit a dialogue"), N_("Cancel a dialogue")


def schedule_form(
    scene: Scene,
    group: Group,
    *,
    zone: str | None = None,
    audience: Audience | None = None,
    wall: datetime | None = None,
    minutes: int = DEFAULT_MINUTES,
    preview: Sequence[kit.Block] = (),
) -> kit.View:
    """A new dialogue. `zone` None: the person's own; `audience` None: the group's default.

    `wall`: a start that was chosen already, naive in `zone`; it has a draft of its own. `preview`:
    what the start means for everyone, shown again whenever it is changed.
    """
    audiences = choosable_audiences(scene, group, group.default_audience)
    blocks = [
        _title_field(None),
        *start_fields(wall, zone or scene.person.zone, PREVIEW),
        *preview,
        _minutes_field(minutes),
        _repeats_field(),
        _link_field(None),
        _audience_field(audience or group.default_audience, audiences),
    ]
    carried = {"channel": group.channel_id} | ({"at": wall.isoformat()} if wall else {})
    return kit.form(SCHEDULE, SCHEDULE_TITLE, blocks, _("Schedule"), **carried)


def move_form(scene: Scene, number: int, preview: Sequence[kit.Block] = ()) -> kit.View:
    """`preview`: as in scheduling."""
    dialogue, _group = find_to_change(number, scene.context)
    blocks = [
        _about(dialogue, N_("{reference}, now on {moment}.")),
        *_scope_field(dialogue, scene),
        *start_fields(dialogue.wall, dialogue.zone, PREVIEW),
        *preview,
    ]
    return kit.form(MOVE, MOVE_TITLE, blocks, _("Move"), number=number)


def edit_form(scene: Scene, number: int, scope: Scope | None = None) -> kit.View:
    """`scope`: how far it was said to reach, for one date of several."""
    dialogue, group = find_to_change(number, scene.context)
    blocks = [
        _about(dialogue, N_("{reference}, on {moment}."), titled=False),
        *_scope_field(dialogue, scene, scope),
        _title_field(dialogue.title),
        _minutes_field(dialogue.minutes),
        _link_field(dialogue.link),
        _audience_field(dialogue.audience, choosable_audiences(scene, group, dialogue.audience)),
    ]
    return kit.form(EDIT, EDIT_TITLE, blocks, _("Save"), number=number)


def cancel_form(scene: Scene, number: int) -> kit.View:
    dialogue, _group = find_to_cancel(number, scene.context)
    label = _("Why? Everyone who was invited will read this.")
    hint = _("Up to {limit} characters.", limit=SUMMARY)
    blocks = [
        _about(dialogue, N_("{reference}, on {moment}.")),
        *_scope_field(dialogue, scene),
        kit.field("reason", label, kit.text_input(lines=True), hint=hint, optional=True),
    ]
    submit, close = _("Cancel the dialogue"), _("Keep it")
    return kit.form(CANCEL, CANCEL_TITLE, blocks, submit, close, number=number)


def _about(dialogue: Dialogue, words: str, *, titled: bool = True) -> kit.Block:
    """What the form is about; `words` are not translated yet."""
    title = kit.line(kit.bold(dialogue.title) if titled else "")
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return kit.rich(title, kit.say(words, reference=dialogue.reference, moment=when))


def _title_field(title: str | None) -> kit.Block:
    element = kit.text_input(initial=title, example=_("AI-generated CSAM roundtable"))
    return kit.field("title", _("Title"), element, hint=_("Up to {limit} characters.", limit=TITLE))


def start_fields(wall: datetime | None, zone: str, preview: str) -> list[kit.Block]:
    """Date, time and zone; each asks for a new preview, by this action, when it changes."""
    date = kit.day_picker(wall and wall.date()) | {"action_id": f"{preview}:date"}
    time = kit.chooser("timepicker", wall and f"{wall:%H:%M}") | {"action_id": f"{preview}:time"}
    where = picker("zone", zone, action_id=f"{preview}:zone")
    hint = _("Date and time are read there. Type a city, a country or UTC to find it.")
    return [
        kit.field("date", _("Date"), date, dispatch=True),
        kit.field("time", _("Time"), time, dispatch=True),
        kit.field("zone", _("Time zone"), where, hint=hint, dispatch=True),
    ]


def _minutes_field(minutes: int) -> kit.Block:
    return kit.field("minutes", _("Length"), lengths(minutes, shortest=SHORTEST, longest=LONGEST))


def _repeats_field() -> kit.Block:
    """Once Enter is pressed in it, what it says is told back above."""
    element = kit.text_input(example="every 2 weeks until 30 Jun 2027")
    element |= {"action_id": f"{PREVIEW}:repeats"}
    hint = _(
        "Empty: once. For example every month on the 2nd Tuesday, or every 3 weeks rotating "
        "09:00 and 21:00. The date above is the first."
    )
    return kit.field("repeats", _("Repeats"), element, hint=hint, optional=True, dispatch=True)


def _link_field(link: str | None) -> kit.Block:
    element = kit.text_input(initial=link, example="https://…")
    return kit.field("link", _("Link to join"), element, optional=True)


def _audience_field(audience: Audience, audiences: tuple[Audience, ...]) -> kit.Block:
    options = [option for option in audience_options() if option["value"] in audiences]
    return kit.field("audience", _("Who can see it"), kit.choice(options, initial=audience.value))


def _scope_field(dialogue: Dialogue, scene: Scene, scope: Scope | None = None) -> list[kit.Block]:
    """Which dates of a series that has others ahead; nothing is chosen for the person."""
    if not is_one_of_several(dialogue, scene):
        return []
    options = [kit.option(_(words), scope.value) for scope, words in SCOPE_LABELS.items()]
    chosen = kit.choice(options, initial=scope.value if scope else None, kind="radio_buttons")
    return [kit.field("scope", _("Which dates of the series?"), chosen)]


def submit_schedule(scene: Scene) -> Answer:
    wish = form_fields.read_schedule(scene.call.fields, scene.now)
    try:
        return replies.scheduled_reply(scene, scene.needs_group(), wish)
    except JustScheduled as twice:
        raise NotValid(
            "You have just scheduled this title as {reference}, for {moment}. If you mean "
            "a second one, please change the title, or send this in a minute.",
            reference=twice.before.reference,
            moment=spell_moment(twice.before.starts_at, twice.before.zone),
            field="title",
        ) from twice


def submit_move(scene: Scene) -> Answer:
    number = read_state_number(scene.call.metadata)
    fields = scene.call.fields
    start, scope = form_fields.read_start(fields, scene.now), form_fields.read_scope(fields)
    wish = MoveDialogue(number=number, starts_at=start.at, zone=start.zone, scope=scope)
    return replies.moved_reply(scene, move_dialogue(wish, scene.context))


def submit_edit(scene: Scene) -> Answer:
    wish = form_fields.read_edit(scene.call.fields, scene.call.metadata)
    try:
        changed = edit_dialogue(wish, scene.context)
    except Widens as asked:
        shows = _("its title, time, length and link, who scheduled it, and who answered what")
        if wish.scope is not Scope.ONE:
            shows = _(
                "its title, time, length and link, the rule of its series, who scheduled it, and "
                "who answered what"
            )
        items = Nn_("item of the agenda", "items of the agenda")
        return ask_to_open(
            edit_form(scene, wish.number), scene.call, asked.opening, shows=shows, entry=items
        )
    return Reply(blocks=replies.edited_blocks(changed))


def submit_cancel(scene: Scene) -> Answer:
    number = read_state_number(scene.call.metadata)
    fields = scene.call.fields
    scope = form_fields.read_scope(fields)
    wish = CancelDialogue(number=number, reason=fields.get("reason"), scope=scope)
    return Reply(blocks=replies.cancelled_blocks(cancel_dialogue(wish, scene.context), scene.now))


def edit_form_now(scene: Scene) -> kit.View:
    """For `Route.edits`."""
    number = read_state_number(scene.call.metadata)
    return edit_form(scene, number, form_fields.read_scope(scene.call.fields))


def choosable_audiences(scene: Scene, group: Group, now_for: Audience) -> tuple[Audience, ...]:
    """What this person may choose: what it is now, the group's default and narrower, or all."""
    if may_widen(group, scene.reader):
        return tuple(Audience)
    return tuple(
        audience
        for audience in Audience
        if audience is now_for or narrowest_audience(audience, group.default_audience) is audience
    )
