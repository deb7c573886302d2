"""What chairs press and send about minutes, and what readers press."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain import Group, NotValid
from bot.domain.markers import LineKind
from bot.domain.minutes import Minutes, canonical_bytes
from bot.domain.person import PersonFacts
from bot.domain.reference import DIALOGUE, read_reference
from bot.languages import _
from bot.use_cases.actions.log import LogAction
from bot.use_cases.actions.owners import NOBODY
from bot.use_cases.minutes.canvas import want_canvas
from bot.use_cases.minutes.confirm import ConfirmLines, confirm_lines
from bot.use_cases.minutes.document import items_of
from bot.use_cases.minutes.draft import (
    CheckLines,
    DraftMinutes,
    LineWords,
    WriteNotes,
    begin_correction,
    check_lines,
    set_chatham,
    write_notes,
)
from bot.use_cases.minutes.rules import find_draft, find_open
from bot.use_cases.minutes.seal import SealMinutes, seal_minutes
from bot.use_cases.minutes.show import find_version
from handlers.slack.features.minutes import blocks, forms
from handlers.slack.features.minutes.parsing import ReadLine, read_target
from handlers.slack.features.minutes.replies import (
    confirmed_blocks,
    desk_reply,
    draft_body,
    draft_reply,
    lines_read,
    links_of,
    read_view,
    said_in_document,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.request import (
    Answer,
    Reply,
    Scene,
    read_number,
    read_state,
    read_state_number,
    say_words,
)
from handlers.slack.request.carried_values import read_day
from handlers.slack.request.response import PushView, SendFile

Fields = Mapping[str, Any]


def press_notes(scene: Scene) -> Answer:
    return PushView(_notes_form(scene, *read_target(scene.call.value)))


def notes_form_now(scene: Scene) -> dict[str, Any]:
    """The form that was sent, as it would be opened now."""
    return _notes_form(scene, *_carried(scene))


def submit_notes(scene: Scene) -> Answer:
    number = _carried(scene)[0]
    sent = _by_id(scene.call.fields, forms.NOTE)
    minutes = write_notes(
        WriteNotes(number=number, notes={key: words or "" for key, words in sent.items()}),
        scene.context,
    )
    return desk_reply(scene, minutes)


def press_lines(scene: Scene) -> Answer:
    return PushView(_lines_form(scene, *read_target(scene.call.value)))


def lines_form_now(scene: Scene) -> dict[str, Any]:
    """The form that was sent, as it would be opened now."""
    return _lines_form(scene, *_carried(scene))


def submit_lines(scene: Scene) -> Answer:
    """Only a line that the chair changed is written as checked."""
    number = _carried(scene)[0]
    group = find_open(number, scene.context)[2]
    fields = scene.call.fields
    owners = _by_id(fields, forms.OWNERS)
    known = lines_read(scene, number, group)
    wanted = {}
    for key, typed in _by_id(fields, forms.LINE).items():
        read = known.get(read_number(key))
        if read is None:
            raise NotValid("The lines have changed meanwhile. Please open them again.", field=key)
        said = LineWords(
            words=typed or "",
            owners=tuple(owners.get(key) or ()),
            due_on=read_day(fields, f"{forms.DUE}{key}"),
        )
        if said != _as_shown(read):
            wanted[read.line.id] = said
    return desk_reply(scene, check_lines(CheckLines(number=number, lines=wanted), scene.context))


def press_confirm(scene: Scene) -> Answer:
    """Log what is clear; say what is not."""
    number = _pressed(scene)
    group = find_open(number, scene.context)[2]
    read = lines_read(scene, number, group)
    clear = [one for one in read.values() if not one.said.doubt]
    wish = ConfirmLines(
        number=number,
        actions={
            one.line.id: _action(one, group) for one in clear if one.line.kind is LineKind.ACTION
        },
        decisions={
            one.line.id: one.said.words for one in clear if one.line.kind is LineKind.DECISION
        },
    )
    done = confirm_lines(wish, scene.context, facts=_facts_of_owners(read, scene))
    return Reply(blocks=confirmed_blocks(read, done))


def _action(read: ReadLine, group: Group) -> LogAction:
    owner, *others = read.owners or (NOBODY,)
    return LogAction(
        group_id=group.id,
        title=read.said.words,
        owner=owner,
        others=tuple(others),
        due_on=read.said.due_on,
    )


def _facts_of_owners(read: Mapping[int, ReadLine], scene: Scene) -> Mapping[str, PersonFacts]:
    """Owners as they are kept: Slack is not asked about everyone in a thread."""
    owners = {user for one in read.values() for user in one.people}
    known = scene.work.people.by_ids(sorted(owners))
    kept = {user_id: person.facts for user_id, person in known.items()}
    return {**kept, **scene.facts}


def press_seal(scene: Scene) -> Answer:
    """All of the draft in a form that seals it."""
    minutes, dialogue, group = find_open(_pressed(scene), scene.context)
    return PushView(forms.seal_form(minutes, draft_body(scene, minutes, dialogue, group)))


def submit_seal(scene: Scene) -> Answer:
    seen = read_state(scene.call.metadata, number=int, version=int, edits=int)
    minutes, dialogue, group = find_draft(seen["number"], scene.context)
    version = seal_minutes(
        SealMinutes(
            **seen,
            read=said_in_document(scene, minutes.number, group),
            links=links_of(scene, minutes, dialogue),
        ),
        scene.context,
    )
    return Reply(
        blocks=[
            kit.rich(
                kit.line(kit.bold(_("Version {version} is sealed.", version=version.version))),
                kit.say("SHA-256: {sha256}", sha256=version.sha256),
                kit.say("Its readers get it now."),
            ),
            kit.actions(*blocks.reading_buttons(dialogue.reference, version.version)),
        ]
    )


def press_read(scene: Scene) -> Answer:
    number, version = read_target(scene.call.value)
    return PushView(read_view(scene, number, version))


def press_file(scene: Scene) -> Answer:
    """A version, or for chairs (0) the draft as it is, into their direct messages."""
    number, wanted = read_target(scene.call.value)
    if wanted:
        found = find_version(number, wanted, scene.context)
        name, body = f"D{number}-minutes-v{found.version}.md", found.body
        words = _(
            "Minutes of {reference}, version {version}. SHA-256: {sha256}",
            reference=f"D{number}",
            version=found.version,
            sha256=found.sha256,
        )
    else:
        minutes, dialogue, group = find_open(number, scene.context)
        name, body = f"D{number}-minutes-draft.md", draft_body(scene, minutes, dialogue, group)
        words = _("Minutes of {reference}, a draft that only chairs see.", reference=f"D{number}")
    return SendFile(
        name=name,
        content=canonical_bytes(body),
        title=name,
        words=words,
        said=say_words("The file is in your direct messages with me."),
        otherwise=say_words(
            "I could not send the file: Slack did not say that it took it. If it is not in "
            "your direct messages with me, please press the button again in a few minutes."
        ),
    )


def press_chatham(scene: Scene) -> Answer:
    number, on = read_target(scene.call.value)
    return _redrawn(scene, set_chatham(number, bool(on), scene.context))


def press_canvas(scene: Scene) -> Answer:
    return _redrawn(scene, want_canvas(_pressed(scene), scene.context))


def press_again(scene: Scene) -> Answer:
    reply = draft_reply(scene, DraftMinutes(number=_pressed(scene), again=True))
    return replace(reply, replace=True)


def press_correct(scene: Scene) -> Answer:
    minutes, dialogue, _ = find_draft(_pressed(scene), scene.context)
    return PushView(forms.correct_form(minutes, dialogue))


def submit_correct(scene: Scene) -> Answer:
    number, why = read_state_number(scene.call.metadata), scene.call.fields.get("why") or ""
    return desk_reply(scene, begin_correction(number, why, scene.context))


def submit_thread(scene: Scene) -> Answer:
    carried = read_state(scene.call.metadata, channel=str, root=str)
    number = read_number(scene.call.fields.get("dialogue") or "")
    thread = (carried["channel"], carried["root"])
    return draft_reply(scene, DraftMinutes(number=number, thread=thread))


def _redrawn(scene: Scene, minutes: Minutes) -> Reply:
    return replace(desk_reply(scene, minutes), replace=True)


def _notes_form(scene: Scene, number: int, first: int) -> dict[str, Any]:
    minutes, dialogue, _ = find_open(number, scene.context)
    return forms.notes_form(minutes, dialogue, items_of(dialogue, work=scene.work), first)


def _lines_form(scene: Scene, number: int, first: int) -> dict[str, Any]:
    minutes, dialogue, group = find_open(number, scene.context)
    read = lines_read(scene, number, group)
    names = scene.work.people.names([one.line.author for one in read.values()])
    return forms.lines_form(minutes, dialogue, list(read.values()), first, names)


def _as_shown(read: ReadLine) -> LineWords:
    shown = "" if read.line.left_out else read.said.words
    return LineWords(words=shown, owners=read.people, due_on=read.said.due_on)


def _pressed(scene: Scene) -> int:
    return read_reference(DIALOGUE, scene.call.value)


def _carried(scene: Scene) -> tuple[int, int]:
    state = read_state(scene.call.metadata, number=int, first=int)
    return state["number"], state["first"]


def _by_id(fields: Fields, begins: str) -> dict[str, Any]:
    """Fields of one sort by the id that ends their name."""
    return {name.removeprefix(begins): v for name, v in fields.items() if name.startswith(begins)}
