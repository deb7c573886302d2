"""The forms for actions: log, edit, hand over, drop."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import ActionItem, Group, NotValid, Organisation, limits
from bot.domain.recurrence import Rule
from bot.languages import Nn_, _, _p
from bot.use_cases.actions.edit import (
    AssignAction,
    EditAction,
    LogAction,
    assign_action,
    edit_action,
    log_action,
)
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.actions.repeat import next_date
from bot.use_cases.actions.rules import open_for_change
from bot.use_cases.actions.settle import DropAction, drop_action
from bot.use_cases.audience_changes import Widens
from handlers.slack.features.actions import blocks as show
from handlers.slack.features.actions import form_fields, replies
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import mark_of, redrawn_words
from handlers.slack.kit.menus import group_field
from handlers.slack.request import Answer, Fields, Scene, read_state, read_state_number
from handlers.slack.request.ask_back import ask_to_open, read_told
from handlers.slack.request.carried_values import read_audience, read_day, read_group, read_source

_FIELDS_OF_SEVERAL = {"owner_user_id": "owners", "organisation_id": "organisations"}


def log_form(scene: Scene, groups: Sequence[Group]) -> kit.View:
    """The form for the one group, or with a choice where there are several."""
    blocks = [
        form_fields.title_field(None),
        *([group_field(groups)] if len(groups) > 1 else []),
        *form_fields.owners_fields(scene.work.organisations.all()),
        form_fields.due_field(None),
        *form_fields.repeat_fields(None),
        form_fields.audience_field(groups[0].default_audience),
    ]
    group = groups[0].id if len(groups) == 1 else None
    return kit.form("action.add", _("Log an action"), blocks, _("Log"), group=group)


def edit_form(scene: Scene, number: int) -> kit.View:
    action = open_for_change(number, scene.context)[0]
    blocks = [
        form_fields.title_field(action.title),
        *form_fields.owner_fields(scene.work.organisations.all(), action),
        form_fields.due_field(action.due_on),
        *form_fields.repeat_fields(action),
        form_fields.audience_field(action.audience),
    ]
    title = _("Edit {reference}", reference=action.reference)
    return kit.form("action.edit", title, blocks, _("Save"), number=action.number)


def handover_form(scene: Scene, number: int) -> kit.View:
    """The new owner and a note for them; nobody chosen is nobody yet."""
    action = open_for_change(number, scene.context)[0]
    note = kit.text_input(limit=limits.NOTE, lines=True)
    blocks = [
        kit.rich(show.title_line(action)),
        *form_fields.owner_fields(scene.work.organisations.all()),
        kit.field("note", _("Note"), note, hint=_("Shown in the history."), optional=True),
    ]
    title = _("Hand over {reference}", reference=action.reference)
    about = {"number": action.number, "owner": _owner_mark(action)}
    return kit.form("action.handover", title, blocks, _("Hand over"), **about)


def drop_form(scene: Scene, number: int) -> kit.View:
    action = open_for_change(number, scene.context)[0]
    reason = kit.text_input(limit=limits.SUMMARY, lines=True)
    blocks = [
        kit.rich(show.title_line(action)),
        kit.field("reason", _("Why do you drop it?"), reason),
    ]
    if next_date(action, scene.now):
        this = kit.option(_p("actions", "Only this one"), "this")
        later = kit.option(_p("actions", "This and all later"), "later")
        which = kit.choice([this, later], initial="this", kind="radio_buttons")
        blocks.append(kit.field("which", _("It repeats. What do you drop?"), which))
    title = _("Drop {reference}", reference=action.reference)
    return kit.form("action.drop", title, blocks, _("Drop"), number=action.number)


def _owner_mark(action: ActionItem) -> str:
    return mark_of(f"{action.owner_user_id} {action.owner_organisation_id}")


def submit_add(scene: Scene) -> Answer:
    wish = read_add(scene.call.fields, scene.call.metadata, scene.work.organisations.all())
    try:
        outcome = log_action(wish, scene.context, facts=scene.facts)
    except NotValid as refused:
        if "organisation_id" in scene.call.fields and refused.field == "organisation_id":
            raise
        field = _FIELDS_OF_SEVERAL.get(refused.field or "", refused.field)
        raise NotValid(refused.words, field=field, step=refused.step) from refused
    more = f" {replies.reply_words(outcome)}" if wish.source else ""
    return replies.confirm_logged(scene, outcome, more)


def submit_edit(scene: Scene) -> Answer:
    fields = scene.call.fields
    wish = EditAction(
        number=read_state_number(scene.call.metadata),
        title=fields.get("title") or "",
        owner=form_fields.owner_in(fields, scene.work.organisations.all()),
        due_on=read_day(fields, "due_on"),
        audience=read_audience(fields),
        told=read_told(scene.call.metadata),
    )
    action = open_for_change(wish.number, scene.context)[0]
    rule = form_fields.rule_in(fields, action)
    if rule != (Rule.read(action.repeats) if action.repeats else None):
        wish = replace(wish, repeats=rule)
    try:
        outcome = edit_action(wish, scene.context, facts=scene.facts)
    except Widens as asked:
        form = edit_form(scene, wish.number)
        shows = _("its title, owner and due date, and who logged it")
        lines = Nn_("line of its history", "lines of its history")
        return ask_to_open(form, scene.call, asked.opening, shows=shows, entry=lines)
    words = _("Changed.") if outcome.changed else _("Nothing was changed.")
    words = f"{words} {redrawn_words(outcome.action.reference, outcome.redrawn)}".strip()
    return replies.confirm_reply(scene, words, outcome.action)


def submit_handover(scene: Scene) -> Answer:
    wish = AssignAction(
        number=read_state_number(scene.call.metadata),
        owner=form_fields.owner_in(scene.call.fields, scene.work.organisations.all()),
        note=scene.call.fields.get("note"),
    )
    action = open_for_change(wish.number, scene.context)[0]
    seen = read_state(scene.call.metadata, owner=str | None)["owner"]
    if seen not in (None, _owner_mark(action)):
        raise NotValid(
            "Meanwhile its owner is {owner}. Please close this form and open it again to "
            "choose someone else.",
            owner=replies.owner_said(scene, action),
            field="owner_user_id",
        )
    outcome = assign_action(wish, scene.context, facts=scene.facts)
    return replies.confirm_reply(scene, replies.assigned_words(scene, outcome), outcome.action)


def submit_drop(scene: Scene) -> Answer:
    number = read_state_number(scene.call.metadata)
    fields = scene.call.fields
    wish = DropAction(number, fields.get("reason") or "", later=fields.get("which") == "later")
    outcome = drop_action(wish, scene.context)
    return replies.confirm_all(scene, _("Dropped."), replies.settled_words, [outcome])


def read_add(fields: Fields, metadata: str, organisations: Sequence[Organisation]) -> LogAction:
    group_id = read_group(fields, metadata)
    bodies = {f"id:{o.id}": o.id for o in organisations}
    owners = [Owner(user_id=user_id) for user_id in fields.get("owners") or ()]
    chosen = fields.get("organisations") or ()
    owners += [Owner(organisation_id=bodies[one]) for one in chosen if one in bodies]
    if fields.get("organisation_id"):
        owners.append(form_fields.owner_in(fields, organisations))
    return LogAction(
        group_id=group_id,
        title=fields.get("title") or "",
        owner=owners[0] if owners else NOBODY,
        others=tuple(owners[1:]),
        due_on=read_day(fields, "due_on"),
        rule=form_fields.rule_in(fields),
        audience=read_audience(fields),
        source=read_source(metadata),
    )
