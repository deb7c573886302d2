"""Minutes in blocks: how far a draft is, and what a text of them says."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.markers import LineKind
from bot.domain.minutes import (
    CANVAS_MADE,
    CANVAS_WANTED,
    Correction,
    MinutesStatus,
    MinutesVersion,
)
from bot.domain.notifications import MinutesCirculated, MinutesDraft, MinutesPosted
from bot.domain.wording import count, listed, spell_day, spell_moment
from bot.use_cases.minutes.canvas import may_stand_in_channel
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import PAGE, audience_words, person_words

LINES_A_PAGE = 15
"""In a form: an action takes three fields, and a form holds a hundred blocks."""
NOTES_A_PAGE = 15
_MOST_PAGES = 100
_SHOWN = 5
_LONGEST_PART = 2_500
_MOST_PARTS = 90
_MOST_BYTES = 200_000
"""Slack takes 250 kB for a form."""
CANVAS = "minutes.canvas"
_NO_CANVAS = {
    **dict.fromkeys(
        (
            "canvas_disabled_user_team",
            "free_team_not_allowed",
            "free_team_canvas_tab_already_exists",
            "team_tier_cannot_create_channel_canvases",
        ),
        "This workspace has no canvas for the channel: its plan or its settings leave that out",
    ),
    "missing_scope": "The channel's canvas needs the app's scopes canvases:write and canvases:read",
    "restricted_action": "Only some people may write into a canvas here, and I am not one of them",
    "canvas_too_large": "The channel's canvas is full",
}
"""Slack's words for why there is no canvas to write into."""
_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(r"(#{1,3}) (.*)")


def draft_blocks(draft: MinutesDraft) -> list[kit.Block]:
    """The chair's desk for one dialogue's minutes: what is in them, and what can be done next."""
    minutes, dialogue = draft.minutes, draft.dialogue
    head = kit.rich(
        dialogue_blocks.title_line(dialogue, "Minutes: "),
        dialogue_blocks.spelled_line(dialogue),
        kit.line(_state_words(draft)),
        kit.line(_trouble_words(draft)),
        kit.line(_counted_words(draft)),
        kit.line(
            f"{count(draft.corrections, 'correction', 'corrections')} to be taken or left."
            if draft.corrections
            else ""
        ),
        kit.line(f"For {audience_words(minutes.audience)}."),
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
    version = f"version {minutes.version}"
    if minutes.status is MinutesStatus.READING:
        return f"I am reading the thread: {read} so far. This message tells how far it is."
    if minutes.status is MinutesStatus.SEALED and draft.sealed is not None:
        when = spell_day(draft.sealed.sealed_at.date())
        return f"Sealed as {version} on {when}. SHA-256: {draft.sealed.sha256}"
    if minutes.circulated_until is not None:
        until = spell_moment(minutes.circulated_until, draft.dialogue.zone)
        return f"Draft of {version}, circulated for corrections until {until}. {read} read."
    return f"Draft of {version}, which only chairs see. {read} read."


def _canvas_words(draft: MinutesDraft) -> str:
    """How it is with the channel's canvas, once somebody asked for that."""
    canvas = draft.sealed.canvas if draft.sealed and not draft.minutes.open else None
    if canvas is None:
        return ""
    if canvas == CANVAS_WANTED:
        return "I am putting this version into the channel's canvas."
    if canvas == CANVAS_MADE:
        return "This version is in the channel's canvas."
    why = _NO_CANVAS.get(canvas, f"Slack did not take this version into it ({canvas})")
    return f"{why}. The Markdown file has the same text."


def _trouble_words(draft: MinutesDraft) -> str:
    if draft.minutes.trouble is None:
        return ""
    return f"I could not read all of the thread (Slack says: {draft.minutes.trouble})."


def _counted_words(draft: MinutesDraft) -> str:
    if not draft.lines:
        return (
            "No line of the thread is marked. Lines that begin with decision:, action: or info: "
            "are taken into the minutes."
        )
    parts = [
        count(draft.counted[kind], noun, f"{noun}s")
        for kind, noun in (
            (LineKind.DECISION, "decision"),
            (LineKind.ACTION, "action"),
            (LineKind.INFO, "note"),
        )
        if draft.counted.get(kind)
    ]
    logged = f"; {draft.recorded} of them logged" if draft.recorded else ""
    return f"Marked in the thread: {listed(parts)}{logged}."


def _draft_buttons(draft: MinutesDraft) -> list[kit.Block]:
    minutes = draft.minutes
    reference = minutes.reference
    edits = [kit.button("Notes…", "minutes.notes", f"{reference} 0")]
    edits += _line_pages(draft)
    chatham = "Name people again" if minutes.chatham else "Chatham House: leave names out"
    return [
        kit.actions(
            *edits,
            kit.button("Log decisions and actions", "minutes.confirm", reference),
            kit.button("Read and seal…", "minutes.seal", reference, style="primary"),
        ),
        kit.actions(
            kit.button(chatham, "minutes.chatham", f"{reference} {int(not minutes.chatham)}"),
            kit.button("Circulate…", "minutes.circulate", reference),
            *(
                [kit.button("Corrections…", "minutes.corrections", reference)]
                if draft.corrections
                else []
            ),
            kit.button("Read the thread again", "minutes.again", reference),
            kit.button("Markdown file", "minutes.file", f"{reference} 0"),
        ),
    ]


def _line_pages(draft: MinutesDraft) -> list[kit.Element]:
    """One button, or a menu where the lines do not fit into one form."""
    reference, lines = draft.minutes.reference, draft.lines
    if not lines:
        return []
    if lines <= LINES_A_PAGE:
        return [kit.button("Lines…", "minutes.lines", f"{reference} 0")]
    starts = range(0, min(lines, _MOST_PAGES * LINES_A_PAGE), LINES_A_PAGE)
    options = [
        kit.option(f"Lines {n + 1} to {min(n + LINES_A_PAGE, lines)}", f"{reference} {n}")
        for n in starts
    ]
    return [kit.choice(options, says="Lines…") | {"action_id": "minutes.lines"}]


def _sealed_buttons(draft: MinutesDraft) -> list[kit.Element]:
    reference = draft.minutes.reference
    version = draft.sealed.version if draft.sealed else 0
    correct = kit.button("Correct…", "minutes.correct", reference)
    return [*reading_buttons(reference, version), correct, *_canvas_button(draft)]


def _canvas_button(draft: MinutesDraft) -> list[kit.Element]:
    """Not where it is there, or may never be."""
    sealed = draft.sealed
    if sealed is None or sealed.canvas in (CANVAS_WANTED, CANVAS_MADE):
        return []
    if not may_stand_in_channel(sealed, draft.dialogue):
        return []
    return [kit.button("Into the channel's canvas", CANVAS, draft.minutes.reference)]


def reading_buttons(reference: str, version: int) -> list[kit.Element]:
    return [
        kit.button("Read", "minutes.read", f"{reference} {version}"),
        kit.button("Markdown file", "minutes.file", f"{reference} {version}"),
    ]


def circulated_blocks(notification: MinutesCirculated) -> list[kit.Block]:
    """Goes to the group: the draft, as long as it can be corrected."""
    minutes, dialogue = notification.minutes, notification.dialogue
    until = minutes.circulated_until
    head = [kit.line(kit.bold(f"Draft minutes of {dialogue.reference}: {notification.title}"))]
    if notification.closed or until is None:
        words = "This draft takes no corrections any more."
        return [kit.rich(*head, kit.line(words)), kit.small(dialogue.reference)]
    moment = kit.moment(until, dialogue.zone)
    return [
        kit.rich(
            *head,
            kit.line("Please read it. Members can suggest corrections until ", moment, "."),
        ),
        kit.actions(
            kit.button("Read", "minutes.read", f"{dialogue.reference} 0"),
            kit.button("Suggest a correction…", "minutes.suggest", dialogue.reference),
        ),
        kit.small(f"{dialogue.reference} · version {minutes.version}"),
    ]


def corrections_blocks(
    reference: str, corrections: Sequence[Correction], names: Mapping[str, str]
) -> list[kit.Block]:
    """What waits for a chair: each with its two buttons."""
    if not corrections:
        return [kit.rich(kit.line("No correction waits."))]
    blocks: list[kit.Block] = []
    for one in corrections[:PAGE]:
        value = f"{reference} {one.id}"
        was = f"Instead of: {one.was}" if one.was else "To be added to the notes:"
        who = person_words(one.suggested_by, names)
        lines = [f"{who} suggests", was, f"→ {one.should_be}"]
        presses = [
            kit.button("Take", "minutes.take", value),
            kit.button("Leave", "minutes.leave", value),
            kit.button("I have put it in by hand", "minutes.byhand", value),
        ]
        blocks.append(kit.row(lines, presses))
    left = len(corrections) - PAGE
    return [*blocks, kit.small(f"and {left} more, once these are settled")] if left > 0 else blocks


def posted_blocks(posted: MinutesPosted) -> list[kit.Block]:
    """Goes to the group: all of it is taken from the text that was sealed."""
    version = posted.version
    newer = posted.last > version.version
    sealed_on = spell_day(version.sealed_at.date())
    title, _ = read_version(version)
    again = f"Version {posted.last} has taken the place of this one." if newer else ""
    blocks = [
        kit.rich(
            kit.line(kit.bold(title)),
            kit.line(f"Version {version.version}, sealed on {sealed_on}."),
            kit.line(again),
        )
    ]
    for heading in ("Decisions", "Actions"):
        blocks += _first_points(version, heading)
    reference = f"D{version.number}"
    return [
        *blocks,
        kit.actions(*reading_buttons(reference, version.version)),
        kit.small(f"{reference} · SHA-256 {version.sha256}"),
    ]


def read_version(version: MinutesVersion) -> tuple[str, str]:
    """Its title, and its text without marks of Markdown."""
    title, _, text = version.body.partition("\n")
    plain = (_HEADING.sub(r"\2", line).removeprefix("- ") for line in text.splitlines())
    return _unescaped(title.removeprefix("# ")), _unescaped("\n".join(plain))


def _first_points(version: MinutesVersion, heading: str) -> list[kit.Block]:
    """The first few points of a section."""
    _, found, rest = version.body.partition(f"\n## {heading}\n\n")
    points = rest.partition("\n\n")[0].splitlines() if found else []
    if not points:
        return []
    shown = [kit.line(_unescaped(point.removeprefix("- "))) for point in points[:_SHOWN]]
    left = len(points) - _SHOWN
    more = [kit.more(left)] if left > 0 else []
    return [kit.rich(kit.line(kit.bold(heading)), kit.bullets(shown), *more)]


def body_blocks(body: str) -> list[kit.Block]:
    """A text of minutes as it reads in a form; what does not fit is in the file."""
    shown: list[kit.Block] = []
    room = _MOST_BYTES
    for part in _parts(body):
        room -= len(json.dumps(part, ensure_ascii=False).encode())
        if room < 0 or len(shown) == _MOST_PARTS:
            return [*shown, kit.rich(kit.line("The rest is in the Markdown file."))]
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
            points.append(kit.line(_unescaped(line.removeprefix("- "))))
            continue
        if points:
            paragraphs.append(kit.bullets(points))
            points = []
        heading = _HEADING.fullmatch(line)
        words = _unescaped(heading[2] if heading else line)
        paragraphs.append(kit.line(kit.bold(words) if heading else words))
    return kit.rich(*paragraphs, *([kit.bullets(points)] if points else []))


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(r"\1", words)
