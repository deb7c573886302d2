"""Minutes in blocks: how far a draft is, and their text, which is Markdown and English for all."""

import json
import re
from collections.abc import Iterator, Sequence

from bot.domain.markers import LineKind
from bot.domain.minutes import CANVAS_MADE, CANVAS_WANTED, MinutesStatus, MinutesVersion
from bot.domain.notifications import MinutesDraft
from bot.domain.wording import count, listed, spell_day, spell_moment
from bot.domain.zones import to_wall
from bot.languages import N_, Nn_, _, _n
from bot.use_cases.minutes.seal import may_stand_in_channel
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.kit import audience_words
from handlers.slack.kit import blocks as kit

LINES_A_PAGE = 15
"""In a form: an action takes three fields, and a form holds a hundred blocks."""
NOTES_A_PAGE = 15
_MOST_PAGES = 100
CANVAS = "minutes.canvas"
_NOT_HERE = N_(
    "This workspace has no canvas for the channel: its plan or its settings leave that out"
)
_NO_CANVAS = {
    "canvas_disabled_user_team": _NOT_HERE,
    "free_team_not_allowed": _NOT_HERE,
    "free_team_canvas_tab_already_exists": _NOT_HERE,
    "team_tier_cannot_create_channel_canvases": _NOT_HERE,
    "missing_scope": N_(
        "The channel's canvas needs the app's scopes canvases:write and canvases:read"
    ),
    "restricted_action": N_(
        "Only some people may write into a canvas here, and I am not one of them"
    ),
    "canvas_too_large": N_("The channel's canvas is full"),
}
"""Slack's words for why there is no canvas to write into."""
_COUNTED = {
    LineKind.DECISION: Nn_("decision", "decisions"),
    LineKind.ACTION: Nn_("action", "actions"),
    LineKind.INFO: Nn_("note", "notes"),
}

_LONGEST_PART = 2_500
_MOST_PARTS = 90
_MOST_BYTES = 200_000
"""Slack takes 250 kB for a form."""
_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(r"(#{1,3}) (.*)")


def draft_blocks(draft: MinutesDraft) -> list[kit.Block]:
    """The chair's desk for one dialogue's minutes: what is in them, and what can be done next."""
    minutes, dialogue = draft.minutes, draft.dialogue
    chatham = _(
        "Chatham House: names and organisations are left out, also of decisions that are "
        "logged from here. An action keeps its owner."
    )
    waiting = Nn_(
        "{number} correction to be taken or left.", "{number} corrections to be taken or left."
    )
    trouble = N_("I could not read all of the thread (Slack says: {error}).")
    head = kit.rich(
        dialogue_blocks.title_line(dialogue, _("Minutes: ")),
        dialogue_blocks.spelled_line(dialogue),
        kit.line(_state_words(draft)),
        kit.line(_(trouble, error=minutes.trouble) if minutes.trouble is not None else ""),
        kit.line(_counted_words(draft)),
        kit.line(chatham if minutes.chatham and minutes.open else ""),
        kit.line(_n(*waiting, draft.corrections) if draft.corrections else ""),
        kit.say("For {audience}.", audience=audience_words(minutes.audience)),
        kit.line(_canvas_words(draft)),
    )
    named = kit.small(f"{dialogue.reference} · {draft.group.name}")
    if minutes.status is MinutesStatus.READING:
        return [head, named]
    if minutes.status is MinutesStatus.SEALED:
        return [head, kit.actions(*_sealed_buttons(draft)), named]
    return [head, *_draft_buttons(draft), named]


def _state_words(draft: MinutesDraft) -> str:
    minutes = draft.minutes
    read = count(minutes.messages_read, "message", "messages")
    facts: dict[str, object] = {"messages": read, "version": minutes.version}
    if minutes.status is MinutesStatus.READING:
        return _(
            "I am reading the thread: {messages} so far. When all is read, the draft is in your "
            "direct messages.",
            **facts,
        )
    if minutes.status is MinutesStatus.SEALED and draft.sealed is not None:
        when = spell_day(to_wall(draft.sealed.sealed_at, draft.group.zone).date())
        facts |= {"day": when, "sha256": draft.sealed.sha256}
        return _("Sealed as version {version} on {day}. SHA-256: {sha256}", **facts)
    if minutes.circulated_until is not None:
        facts["moment"] = spell_moment(minutes.circulated_until, draft.dialogue.zone)
        return _(
            "Draft of version {version}, circulated for corrections until {moment}. "
            "{messages} read.",
            **facts,
        )
    return _("Draft of version {version}, which only chairs see. {messages} read.", **facts)


def _canvas_words(draft: MinutesDraft) -> str:
    """How it is with the channel's canvas, once somebody asked for that."""
    canvas = draft.sealed.canvas if draft.sealed and not draft.minutes.open else None
    if canvas is None:
        return ""
    if canvas == CANVAS_WANTED:
        return _("I am putting this version into the channel's canvas.")
    if canvas == CANVAS_MADE:
        return _("This version is in the channel's canvas.")
    why = _("Slack did not take this version into it ({error})", error=canvas)
    if canvas in _NO_CANVAS:
        why = _(_NO_CANVAS[canvas])
    return _("{why}. The Markdown file has the same text.", why=why)


def _counted_words(draft: MinutesDraft) -> str:
    if not draft.lines:
        return _(
            "No line of the thread is marked. Lines that begin with decision:, action: or info: "
            "are taken into the minutes."
        )
    counted = [(draft.counted[kind], *_COUNTED[kind]) for kind in _COUNTED if kind in draft.counted]
    parts = listed([count(*one) for one in counted if one[0]])
    if not draft.recorded:
        return _("Marked in the thread: {lines}.", lines=parts)
    logged = Nn_(
        "Marked in the thread: {lines}; {number} of them logged.",
        "Marked in the thread: {lines}; {number} of them logged.",
    )
    return _n(*logged, draft.recorded, lines=parts)


def _draft_buttons(draft: MinutesDraft) -> list[kit.Block]:
    minutes, reference = draft.minutes, draft.minutes.reference
    chatham = _("Name people again") if minutes.chatham else _("Chatham House: leave names out")
    corrections = kit.button(_("Corrections…"), "minutes.corrections", reference)
    return [
        kit.actions(
            kit.button(_("Notes…"), "minutes.notes", f"{reference} 0"),
            *_line_pages(draft),
            kit.button(_("Log decisions and actions"), "minutes.confirm", reference),
            kit.button(_("Read and seal…"), "minutes.seal", reference, style="primary"),
        ),
        kit.actions(
            kit.button(chatham, "minutes.chatham", f"{reference} {int(not minutes.chatham)}"),
            kit.button(_("Circulate…"), "minutes.circulate", reference),
            *([corrections] if draft.corrections else []),
            kit.button(_("Read the thread again"), "minutes.again", reference),
            kit.button(_("Markdown file"), "minutes.file", f"{reference} 0"),
        ),
    ]


def _line_pages(draft: MinutesDraft) -> list[kit.Element]:
    """One button, or a menu where the lines do not fit into one form."""
    reference, lines = draft.minutes.reference, draft.lines
    if not lines:
        return []
    if lines <= LINES_A_PAGE:
        return [kit.button(_("Lines…"), "minutes.lines", f"{reference} 0")]
    starts = range(0, min(lines, _MOST_PAGES * LINES_A_PAGE), LINES_A_PAGE)
    options = []
    for start in starts:
        last = min(start + LINES_A_PAGE, lines)
        words = _("Lines {first} to {last}", first=start + 1, last=last)
        options.append(kit.option(words, f"{reference} {start}"))
    return [kit.choice(options, says=_("Lines…")) | {"action_id": "minutes.lines"}]


def _sealed_buttons(draft: MinutesDraft) -> list[kit.Element]:
    """The canvas not where the version is in it, or may never be."""
    reference, sealed = draft.minutes.reference, draft.sealed
    row = reading_buttons(reference, sealed.version if sealed else 0)
    row.append(kit.button(_("Correct…"), "minutes.correct", reference))
    if sealed and sealed.canvas not in (CANVAS_WANTED, CANVAS_MADE):
        canvas = kit.button(_("Into the channel's canvas"), CANVAS, reference)
        row += [canvas] if may_stand_in_channel(sealed, draft.dialogue) else []
    return row


def reading_buttons(reference: str, version: int) -> list[kit.Element]:
    return [
        kit.button(_("Read"), "minutes.read", f"{reference} {version}"),
        kit.button(_("Markdown file"), "minutes.file", f"{reference} {version}"),
    ]


def read_version(version: MinutesVersion) -> tuple[str, str]:
    """Its title, and its text without marks of Markdown."""
    title, _, text = version.body.partition("\n")
    plain = (_HEADING.sub(r"\2", line).removeprefix("- ") for line in text.splitlines())
    return unescaped(title.removeprefix("# ")), unescaped("\n".join(plain))


def body_blocks(body: str) -> list[kit.Block]:
    """A text of minutes as it reads in a form; what does not fit is in the file."""
    shown: list[kit.Block] = []
    room = _MOST_BYTES
    for part in _parts(body):
        room -= len(json.dumps(part, ensure_ascii=False).encode())
        if room < 0 or len(shown) == _MOST_PARTS:
            return [*shown, kit.rich(kit.say("The rest is in the Markdown file."))]
        shown.append(part)
    return shown


def _parts(body: str) -> Iterator[kit.Block]:
    """A block for each stretch of lines that is short enough for one."""
    held: list[str] = []
    weight = 0
    for line in body.splitlines():
        if held and (weight + len(line) > _LONGEST_PART or line.startswith("## ")):
            yield _as_rich(held)
            held, weight = [], 0
        if line:
            held.append(line)
            weight += len(line)
    if held:
        yield _as_rich(held)


def _as_rich(lines: Sequence[str]) -> kit.Block:
    paragraphs: list[kit.Element] = []
    points: list[kit.Element] = []
    for line in lines:
        if line.startswith("- "):
            points.append(kit.line(unescaped(line.removeprefix("- "))))
            continue
        if points:
            paragraphs.append(kit.bullets(points))
            points = []
        heading = _HEADING.fullmatch(line)
        words = unescaped(heading[2] if heading else line)
        paragraphs.append(kit.line(kit.bold(words) if heading else words))
    return kit.rich(*paragraphs, *([kit.bullets(points)] if points else []))


def unescaped(words: str) -> str:
    """As it was before it was kept from being read as Markdown."""
    return _ESCAPED.sub(r"\1", words)
