"""Forms of minutes."""

from collections.abc import Mapping, Sequence

from bot.domain import Dialogue
from bot.domain.markers import LineKind
from bot.domain.minutes import FIELD, GENERAL, Minutes
from bot.domain.wording import count, listed, shortened, spell_minutes, spell_moment
from bot.languages import N_, _
from bot.use_cases.actions.edit import MOST_OWNERS
from bot.use_cases.minutes.circulate import DAYS, circulated
from bot.use_cases.minutes.document import items_of
from bot.use_cases.minutes.rules import find_draft, find_open
from handlers.slack.features.dialogues.blocks import about_block
from handlers.slack.features.minutes.blocks import LINES_A_PAGE, NOTES_A_PAGE, body_blocks
from handlers.slack.features.minutes.parsing import ReadLine, lines_read
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import person_words
from handlers.slack.request import Scene

NOTES, LINES, SEAL = "minutes.notes", "minutes.lines", "minutes.seal"
CORRECT, THREAD = "minutes.correct", "minutes.thread"
CIRCULATE, SUGGEST = "minutes.circulate", "minutes.suggest"
CIRCULATE_TITLE, SUGGEST_TITLE = N_("Circulate the draft"), N_("Suggest a correction")
NOTES_TITLE, LINES_TITLE, SEAL_TITLE = N_("Notes"), N_("Lines of the thread"), N_("Read and seal")
READ_TITLE, CORRECT_TITLE = N_("Minutes"), N_("Correct the minutes")
THREAD_TITLE = N_("Draft minutes")
NOTE, LINE, OWNERS, DUE = "note-", "line-", "owners-", "due-"
"""Begin the block ids of fields; behind each is an id."""
_KINDS = {
    LineKind.DECISION: N_("Decision"),
    LineKind.ACTION: N_("Action"),
    LineKind.INFO: N_("Note"),
}


def notes_form(scene: Scene, number: int, first: int) -> kit.View:
    """A field for each agenda item of a page; the general note comes with the first page."""
    minutes, dialogue, _group = find_open(number, scene.context)
    items = items_of(dialogue, work=scene.work)
    blocks = [about_block(dialogue)]
    if not first:
        blocks.append(_note(GENERAL, _("General notes"), minutes))
    for place, item in list(enumerate(items, 1))[first : first + NOTES_A_PAGE]:
        label = f"{place}. {item.title} ({spell_minutes(item.minutes)})"
        blocks.append(_note(str(item.id), label, minutes))
    if len(items) > first + NOTES_A_PAGE:
        value = f"{minutes.reference} {first + NOTES_A_PAGE}"
        blocks += [
            kit.note("Save first; then the other items are behind this button."),
            kit.actions(kit.button(_("Notes on further items…"), NOTES, value)),
        ]
    return kit.form(NOTES, NOTES_TITLE, blocks, _("Save"), number=number, first=first)


def _note(key: str, label: str, minutes: Minutes) -> kit.Block:
    element = kit.text_input(minutes.notes.get(key), FIELD, lines=True)
    return kit.field(f"{NOTE}{key}", label, element, optional=True)


def lines_form(scene: Scene, number: int, first: int) -> kit.View:
    """A page of what was marked; a field that is emptied leaves its line out."""
    _minutes, dialogue, group = find_open(number, scene.context)
    lines = list(lines_read(scene, number, group).values())
    names = scene.work.people.names([one.line.author for one in lines])
    blocks = [about_block(dialogue)]
    for read in lines[first : first + LINES_A_PAGE]:
        blocks += _line(read, names, dialogue.zone)
    blocks.append(kit.note("An empty field leaves its line out of the minutes."))
    return kit.form(LINES, LINES_TITLE, blocks, _("Save"), number=number, first=first)


def _line(read: ReadLine, names: Mapping[str, str], zone: str) -> list[kit.Block]:
    line = read.line
    said = spell_moment(line.said_at, zone)
    label = f"{_(_KINDS[line.kind])} · {person_words(line.author, names)} · {said}"
    if line.became:
        words = _("{references}: {words}.", references=listed(line.records), words=read.said.words)
        if line.changed:
            words += " " + _("Its message was changed after that.")
        return [kit.rich(kit.line(kit.bold(label)), kit.line(words))]
    hint = _("To be checked: {why}", why=read.said.doubt) if read.said.doubt else None
    words = "" if line.left_out else read.said.words
    element = kit.text_input(words, FIELD, lines=True)
    blocks = [kit.field(f"{LINE}{line.id}", label, element, hint=hint, optional=True)]
    if line.kind is not LineKind.ACTION or line.left_out:
        return blocks
    owners = kit.chooser("multi_users_select", list(read.people))
    owners["max_selected_items"] = MOST_OWNERS
    due = kit.day_picker(read.said.due_on)
    hint = _("One action for each. Empty: nobody yet.")
    if len(read.owners) > len(read.people):
        hint = _("Empty: {owner}.", owner=read.said.owner)
        if read.people:
            hint = _("Now: {owner}.", owner=read.said.owner)
    label = _("Owners of this action")
    return [
        *blocks,
        kit.field(f"{OWNERS}{line.id}", label, owners, hint=hint, optional=True),
        kit.field(f"{DUE}{line.id}", _("Due on"), due, optional=True),
    ]


def seal_form(minutes: Minutes, body: str) -> kit.View:
    """All of the text, and the button that seals just this."""
    warning = kit.rich(
        kit.line(kit.bold(_("This is the draft as it is now. "))),
        kit.say("Sealed, it cannot be changed; a correction makes a new version."),
    )
    blocks = [warning, kit.divider(), *body_blocks(body)]
    about = {"number": minutes.number, "version": minutes.version, "edits": minutes.edits}
    return kit.form(SEAL, SEAL_TITLE, blocks, _("Seal"), **about)


def read_form(body: str, sha256: str = "") -> kit.View:
    """`sha256` "": it is a draft, which has none."""
    ends = f"SHA-256 {sha256}" if sha256 else _("A draft, circulated for corrections")
    return kit.modal("minutes.read", _(READ_TITLE), [*body_blocks(body), kit.small(ends)])


def correct_form(scene: Scene, number: int) -> kit.View:
    minutes, dialogue, _group = find_draft(number, scene.context)
    typed = kit.text_input(limit=FIELD, lines=True, example=_("The date of the next report"))
    label = _("What does version {version} correct?", version=minutes.version + 1)
    hint = _("Version {version} stays as it is.", version=minutes.version)
    blocks = [about_block(dialogue), kit.field("why", label, typed, hint=hint)]
    return kit.form(CORRECT, CORRECT_TITLE, blocks, _("Begin"), number=number)


def circulate_form(scene: Scene, number: int) -> kit.View:
    dialogue = find_open(number, scene.context)[1]
    options = [kit.option(count(days, "day", "days"), str(days)) for days in DAYS]
    days = kit.choice(options, initial=str(DAYS[2]))
    label = _("How long can members suggest corrections?")
    hint = _("Its readers get the draft now. You hear when the time is over.")
    blocks = [about_block(dialogue), kit.field("days", label, days, hint=hint)]
    return kit.form(CIRCULATE, CIRCULATE_TITLE, blocks, _("Circulate"), number=number)


def suggest_form(scene: Scene, number: int) -> kit.View:
    """Two texts, so that a chair can take it with one press."""
    circulated(number, scene.context)
    typed = kit.text_input(limit=FIELD, lines=True)
    where = _("Just as they stand there. Empty: your text is added to the notes.")
    told = _("The chairs see it with your name, and take it or leave it.")
    blocks = [
        kit.field("was", _("Which words of the draft?"), typed, hint=where, optional=True),
        kit.field("should_be", _("What should stand there?"), typed, hint=told),
    ]
    return kit.form(SUGGEST, SUGGEST_TITLE, blocks, _("Send"), number=number)


def thread_form(
    dialogues: Sequence[Dialogue], known: int | None, channel: str, root: str
) -> kit.View:
    """Which dialogue is a thread about?"""
    options = []
    for one in dialogues:
        words = f"{one.reference} {shortened(one.title, 60)}"
        when = spell_moment(one.starts_at, one.zone)
        options.append(kit.option(words, str(one.number), when))
    which = kit.choice(options, initial=str(known) if known else None)
    hint = _("I read this thread, and those below my own messages about the dialogue.")
    field = kit.field("dialogue", _("Which dialogue are the minutes about?"), which, hint=hint)
    return kit.form(THREAD, THREAD_TITLE, [field], _("Draft"), channel=channel, root=root)
