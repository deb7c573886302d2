"""The forms of a decision that was agreed: record, edit, withdraw."""

from collections.abc import Sequence
from datetime import date

from bot.domain import Act, Decision, Group, Refusal, limits, may, zones
from bot.domain.person import zone_of
from bot.domain.reference import DIALOGUE, render_reference
from bot.languages import N_, Nn_, _
from bot.use_cases.audience_changes import Widens
from bot.use_cases.decisions import record
from bot.use_cases.decisions.rules import member_organisations
from bot.use_cases.refusals import demand_right
from handlers.slack.features.decisions.blocks import AGREED, EDIT, RECORD, WITHDRAW
from handlers.slack.features.decisions.parsing import read_edit, read_record, read_withdraw
from handlers.slack.features.decisions.replies import confirm_reply
from handlers.slack.kit import audience_options, redrawn_words, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import MOST, fold, group_field, menu_of_several
from handlers.slack.request import Answer, Scene
from handlers.slack.request.ask_back import ask_to_open
from handlers.slack.request.response import Suggest

RECORD_TITLE, EDIT_TITLE = N_("Record a decision"), N_("Edit a decision")
WITHDRAW_TITLE = N_("Withdraw a decision")
_NO_REPLY = N_("I leave no reply there, since not everyone who reads that place may see it.")


def groups_to_decide_in(scene: Scene) -> Sequence[Group]:
    """The channel's group, or where the person is alone those in which they may record."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in the channel of a working group yet.")
    allowed = [g for g in groups if may(scene.reader, Act.RECORD_DECISION, g.id)]
    if not allowed:
        demand_right(scene.context, Act.RECORD_DECISION, groups[0])
    return allowed


def record_form(scene: Scene) -> kit.View:
    """The form for the channel's group, or with a choice where there are several."""
    groups = groups_to_decide_in(scene)
    today = zones.to_wall(scene.now, zone_of(scene.person)).date()
    facts = _fact_fields("", today, [], groups[0].default_audience)
    blocks = [*group_fields(groups), *text_fields("", None), *facts]
    group = groups[0].id if len(groups) == 1 else None
    return kit.form(RECORD, RECORD_TITLE, blocks, _("Record"), group=group)


def edit_form(scene: Scene, number: int) -> kit.View:
    decision, _group = record.editable_decision(number, scene.context)
    every = scene.work.organisations.names()
    agreed = [every[one] for one in decision.agreed if one in every]
    dialogue = decision.dialogue and render_reference(DIALOGUE, decision.dialogue)
    facts = _fact_fields(dialogue or "", decision.decided_on, agreed, decision.audience)
    blocks = [*text_fields(decision.title, decision.note), *facts]
    return kit.form(EDIT, EDIT_TITLE, blocks, _("Save"), number=number)


def withdraw_form(decision: Decision) -> kit.View:
    """Asks for the reason, and what takes its place."""
    typed = kit.text_input(limit=limits.SUMMARY, lines=True)
    after = kit.text_input(limit=12, example="R9")
    blocks = [
        kit.rich(title_line(decision)),
        kit.field("reason", _("Why is it withdrawn?"), typed),
        kit.field("superseded_by", _("Superseded by"), after, optional=True),
    ]
    return kit.form(WITHDRAW, WITHDRAW_TITLE, blocks, _("Withdraw"), number=decision.number)


def group_fields(groups: Sequence[Group]) -> list[kit.Block]:
    """The choice of a group, where there are several."""
    if len(groups) == 1:
        return [kit.note("For {group}.", group=groups[0].name)]
    return [group_field(groups)]


def text_fields(title: str, note: str | None) -> list[kit.Block]:
    typed = kit.text_input(title, limits.TITLE)
    more = kit.text_input(note, limits.NOTE, lines=True)
    return [
        kit.field("title", _("What is decided?"), typed, hint=_("In one sentence.")),
        kit.field("note", _("Note"), more, optional=True),
    ]


def _fact_fields(
    dialogue: str, day: date | None, agreed: Sequence[str], audience: str
) -> list[kit.Block]:
    typed = kit.text_input(dialogue, 12, example="D12")
    written = _("Its reference. Leave it empty if it was agreed in writing.")
    bodies = menu_of_several(AGREED, agreed, MOST)
    hint = _("Member organisations.")
    return [
        kit.field("dialogue", _("In which dialogue?"), typed, hint=written, optional=True),
        kit.field("decided_on", _("Agreed on"), kit.day_picker(day)),
        kit.field(AGREED, _("Who agreed?"), bodies, hint=hint, optional=True),
        audience_field(audience),
    ]


def audience_field(audience: str) -> kit.Block:
    element = kit.choice(audience_options(), initial=audience)
    hint = _("What was agreed in a dialogue is never shown to more people than the dialogue.")
    return kit.field("audience", _("Who can see it?"), element, hint=hint)


def suggest_agreed(scene: Scene) -> Answer:
    """Member organisations whose names have all words that are typed."""
    typed = fold(scene.call.value).split()
    known = member_organisations(scene.context) if scene.rostered() else ()
    spelled = ((one.name, fold(" ".join((one.name, *one.aliases)))) for one in known)
    fits = [name for name, words in spelled if all(word in words for word in typed)]
    return Suggest({"options": [kit.option(name, name) for name in fits[:MOST]]})


def submit_record(scene: Scene) -> Answer:
    wish = read_record(scene.call.fields, scene.call.metadata, scene.work.organisations)
    outcome = record.record_decision(wish, scene.context)
    words = _("Recorded in {group}.", group=outcome.group.name)
    if wish.source is not None:
        reply = _("I leave a reply below the message.") if outcome.replied else _(_NO_REPLY)
        words = f"{words} {reply}"
    return confirm_reply(scene, words, outcome)


def submit_edit(scene: Scene) -> Answer:
    wish = read_edit(scene.call.fields, scene.call.metadata, scene.work.organisations)
    try:
        outcome = record.edit_decision(wish, scene.context)
    except Widens as asked:
        form = edit_form(scene, wish.number)
        lines = Nn_("line of its history", "lines of its history")
        shows = _("the whole decision and who recorded it")
        return ask_to_open(form, scene.call, asked.opening, shows=shows, entry=lines)
    words = _("Changed.") if outcome.changed else _("Nothing was changed.")
    words += f" {redrawn_words(outcome.decision.reference, outcome.redrawn)}"
    return confirm_reply(scene, words.strip(), outcome)


def submit_withdraw(scene: Scene) -> Answer:
    wish = read_withdraw(scene.call.fields, scene.call.metadata)
    outcome = record.withdraw_decision(wish, scene.context)
    already = N_("It was withdrawn before. Nothing was changed.")
    return confirm_reply(scene, N_("Withdrawn.") if outcome.changed else already, outcome)
