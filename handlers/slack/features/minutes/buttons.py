"""What chairs press and send about minutes, and what readers press."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain import Group, NotValid
from bot.domain.markers import LineKind
from bot.domain.minutes import Minutes, canonical_bytes
from bot.domain.person import PersonFacts
from bot.languages import _
from bot.use_cases.actions.edit import LogAction
from bot.use_cases.actions.owners import NOBODY
from bot.use_cases.minutes import draft
from bot.use_cases.minutes.rules import find_draft, find_open
from bot.use_cases.minutes.seal import (
    ConfirmLines,
    SealMinutes,
    confirm_lines,
    seal_minutes,
    want_canvas,
)
from bot.use_cases.minutes.show import find_version
from handlers.slack.features.dialogues.buttons import opens_form, pressed_number
from handlers.slack.features.minutes import blocks, commands, corrections, forms, replies
from handlers.slack.features.minutes.parsing import ReadLine, lines_read, read_target
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import MINUTES_SHORTCUT
from handlers.slack.request import Answer, Fields, Kind, Reply, Route, Scene, read_state, say_words
from handlers.slack.request.carried_values import read_day, read_number, read_state_number
from handlers.slack.request.context import Listener
from handlers.slack.request.events import REACTION, THREAD
from handlers.slack.request.response import PushView, SendFile


def _pushed(form: Callable[[Scene, int, int], kit.View]) -> Listener:
    """Opens a form; the button names the dialogue, and the page or the version."""
    return lambda scene: PushView(form(scene, *read_target(scene.call.value)))


press_notes, press_lines = _pushed(forms.notes_form), _pushed(forms.lines_form)
press_read = _pushed(replies.read_view)


def form_at_page(form: Callable[[Scene, int, int], kit.View]) -> Callable[[Scene], kit.View]:
    """For `Route.edits`: the page of the form that was sent."""
    return lambda scene: form(
        scene, *read_state(scene.call.metadata, number=int, first=int).values()
    )


def submit_notes(scene: Scene) -> Answer:
    notes = {key: words or "" for key, words in _by_id(scene.call.fields, forms.NOTE).items()}
    number = read_state_number(scene.call.metadata)
    return replies.desk_reply(scene, draft.write_notes(number, notes, scene.context))


def submit_lines(scene: Scene) -> Answer:
    """Only a line that the chair changed is written as checked."""
    number = read_state_number(scene.call.metadata)
    fields = scene.call.fields
    known = lines_read(scene, number, find_open(number, scene.context)[2])
    owners = _by_id(fields, forms.OWNERS)
    wanted = {}
    for key, typed in _by_id(fields, forms.LINE).items():
        read = known.get(read_number(key))
        if read is None:
            raise NotValid("The lines have changed meanwhile. Please open them again.", field=key)
        due_on = read_day(fields, f"{forms.DUE}{key}")
        own = tuple(owners.get(key) or ())
        said = draft.LineWords(words=typed or "", owners=own, due_on=due_on)
        shown = "" if read.line.left_out else read.said.words
        if said != draft.LineWords(words=shown, owners=read.people, due_on=read.said.due_on):
            wanted[read.line.id] = said
    return replies.desk_reply(scene, draft.check_lines(number, wanted, scene.context))


def press_confirm(scene: Scene) -> Answer:
    """Log what is clear; say what is not."""
    number = pressed_number(scene)
    group = find_open(number, scene.context)[2]
    read = lines_read(scene, number, group)
    clear = [(one.line.kind, one.line.id, one) for one in read.values() if not one.said.doubt]
    actions = {n: _action(one, group) for kind, n, one in clear if kind is LineKind.ACTION}
    decisions = {n: one.said.words for kind, n, one in clear if kind is LineKind.DECISION}
    wish = ConfirmLines(number=number, actions=actions, decisions=decisions)
    done = confirm_lines(wish, scene.context, facts=_facts_of_owners(read, scene))
    return Reply(blocks=replies.confirmed_blocks(read, done))


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
    found = find_open(pressed_number(scene), scene.context)
    return PushView(forms.seal_form(found[0], replies.draft_body(scene, *found)))


def submit_seal(scene: Scene) -> Answer:
    seen = read_state(scene.call.metadata, number=int, version=int, edits=int)
    minutes, dialogue, group = find_draft(seen["number"], scene.context)
    read = replies.said_in_document(scene, minutes.number, group)
    wish = SealMinutes(**seen, read=read, links=replies.links_of(scene, minutes, dialogue))
    version = seal_minutes(wish, scene.context)
    said = kit.rich(
        kit.line(kit.bold(_("Version {version} is sealed.", version=version.version))),
        kit.say("SHA-256: {sha256}", sha256=version.sha256),
        kit.say("Its readers get it now."),
    )
    row = blocks.reading_buttons(dialogue.reference, version.version)
    return Reply(blocks=[said, kit.actions(*row)])


def press_file(scene: Scene) -> Answer:
    """A version, or for chairs (0) the draft as it is, into their direct messages."""
    number, wanted = read_target(scene.call.value)
    reference = f"D{number}"
    if wanted:
        found = find_version(number, wanted, scene.context)
        name, body = f"{reference}-minutes-v{found.version}.md", found.body
        facts = {"reference": reference, "version": found.version, "sha256": found.sha256}
        words = _("Minutes of {reference}, version {version}. SHA-256: {sha256}", **facts)
    else:
        name = f"{reference}-minutes-draft.md"
        body = replies.draft_body(scene, *find_open(number, scene.context))
        words = _("Minutes of {reference}, a draft that only chairs see.", reference=reference)
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
    return _redrawn(scene, draft.set_chatham(number, bool(on), scene.context))


def press_canvas(scene: Scene) -> Answer:
    return _redrawn(scene, want_canvas(pressed_number(scene), scene.context))


def press_again(scene: Scene) -> Answer:
    reply = replies.draft_reply(scene, draft.DraftMinutes(number=pressed_number(scene), again=True))
    return replace(reply, replace=True)


def submit_correct(scene: Scene) -> Answer:
    number, why = read_state_number(scene.call.metadata), scene.call.fields.get("why") or ""
    return replies.desk_reply(scene, draft.begin_correction(number, why, scene.context))


def submit_thread(scene: Scene) -> Answer:
    carried = read_state(scene.call.metadata, channel=str, root=str)
    number = read_number(scene.call.fields.get("dialogue") or "")
    wish = draft.DraftMinutes(number=number, thread=(carried["channel"], carried["root"]))
    return replies.draft_reply(scene, wish)


def _redrawn(scene: Scene, minutes: Minutes) -> Reply:
    return replace(replies.desk_reply(scene, minutes), replace=True)


def _by_id(fields: Fields, begins: str) -> dict[str, Any]:
    """Fields of one sort by the id that ends their name."""
    return {name.removeprefix(begins): v for name, v in fields.items() if name.startswith(begins)}


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue minutes"): Route(commands.run_minutes, writes=True),
    (Kind.EVENT, THREAD): Route(commands.message_said, writes=True),
    (Kind.EVENT, REACTION): Route(commands.emoji_changed, writes=True),
    (Kind.SHORTCUT, MINUTES_SHORTCUT.id): Route(
        commands.draft_from_thread, opens=forms.THREAD_TITLE
    ),
    (Kind.SUBMISSION, forms.THREAD): Route(submit_thread, writes=True),
    (Kind.PRESS, forms.NOTES): Route(press_notes, opens=forms.NOTES_TITLE),
    (Kind.SUBMISSION, forms.NOTES): Route(
        submit_notes, writes=True, edits=form_at_page(forms.notes_form)
    ),
    (Kind.PRESS, forms.LINES): Route(press_lines, opens=forms.LINES_TITLE, names=True),
    (Kind.SUBMISSION, forms.LINES): Route(
        submit_lines, writes=True, edits=form_at_page(forms.lines_form), names=True
    ),
    (Kind.PRESS, "minutes.confirm"): Route(press_confirm, writes=True, names=True),
    (Kind.PRESS, forms.SEAL): Route(press_seal, opens=forms.SEAL_TITLE, names=True),
    (Kind.SUBMISSION, forms.SEAL): Route(submit_seal, writes=True, names=True),
    (Kind.PRESS, forms.CIRCULATE): Route(
        opens_form(forms.circulate_form), opens=forms.CIRCULATE_TITLE
    ),
    (Kind.SUBMISSION, forms.CIRCULATE): Route(corrections.submit_circulate, writes=True),
    (Kind.PRESS, forms.SUGGEST): Route(opens_form(forms.suggest_form), opens=forms.SUGGEST_TITLE),
    (Kind.SUBMISSION, forms.SUGGEST): Route(corrections.submit_suggest, writes=True),
    (Kind.PRESS, "minutes.corrections"): Route(corrections.press_corrections),
    (Kind.PRESS, "minutes.take"): Route(corrections.press_take, writes=True, names=True),
    (Kind.PRESS, "minutes.leave"): Route(corrections.press_leave, writes=True),
    (Kind.PRESS, "minutes.byhand"): Route(corrections.press_by_hand, writes=True),
    (Kind.PRESS, "minutes.read"): Route(press_read, opens=forms.READ_TITLE),
    (Kind.PRESS, "minutes.file"): Route(press_file, names=True),
    (Kind.PRESS, "minutes.chatham"): Route(press_chatham, writes=True),
    (Kind.PRESS, blocks.CANVAS): Route(press_canvas, writes=True),
    (Kind.PRESS, "minutes.again"): Route(press_again, writes=True),
    (Kind.PRESS, forms.CORRECT): Route(opens_form(forms.correct_form), opens=forms.CORRECT_TITLE),
    (Kind.SUBMISSION, forms.CORRECT): Route(submit_correct, writes=True),
}
