"""Shortcuts: forms that are filled from a message, and a menu of all that one may do."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.dates.answers import Due
from bot.dates.sentences.due import read_due
from bot.domain import Act, Group, Refusal, limits, may
from bot.domain.person import zone_of
from bot.domain.wording import shortened
from bot.domain.zones import to_wall
from bot.languages import N_, _
from bot.use_cases.actions.edit import MOST_OWNERS
from handlers.slack.features.actions.commands import add_form
from handlers.slack.features.decisions.forms import record_form
from handlers.slack.features.groups.blocks import HELP, IN_NO_GROUP, RUN
from handlers.slack.features.home.blocks import desk_buttons
from handlers.slack.features.practices.forms import share_form
from handlers.slack.features.roster.cover import COVER
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import refilled, spelled_parts, spoken_text
from handlers.slack.kit.slack_text import Mention, TextPart, plain_text, read_parts, unescape_text
from handlers.slack.request import Answer, Scene, ShowView
from handlers.slack.request.ask_back import frame_of
from handlers.slack.request.carried_values import read_ts

_URL = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")
_ENDS = re.compile(r"\n+|(?<=[.!?])\s+")
_MARKS = re.compile(r"^[\s•*·>,:;–—-]+|[\s,:;–—-]+$")
MENU_TITLE = N_("What you can do")
_QUOTED = 300
_GROUPS_SHOWN = 5


def log_from_message(scene: Scene) -> Answer:
    """The form of an action, with what the message says of it."""
    placed = _placed(scene)
    view = dict(add_form(placed).view)
    found = _found_in(scene)
    due_on = found.due_on.isoformat() if found.due_on else None
    values = {"title": found.title, "owners": list(found.owners), "due_on": due_on}
    return ShowView(_answered(view, values, placed, scene))


def record_from_message(scene: Scene) -> Answer:
    """The form of a decision, with the message's words and the day on which it was written."""
    placed, text = _placed(scene), _text_of(scene)
    title = shortened(_first_sentence(text), limits.TITLE)
    values = {
        "title": title,
        "note": "" if text == title else text[: limits.NOTE],
        "decided_on": to_wall(_written_at(scene), zone_of(scene.person)).date().isoformat(),
    }
    return ShowView(_answered(record_form(placed), values, placed, scene))


def _answered(
    view: Mapping[str, Any], values: dict[str, Any], placed: Scene, scene: Scene
) -> dict[str, Any]:
    """The form of something that leaves a reply below the message."""
    root = scene.call.event.get("thread_ts") or scene.call.message_ts
    carried = {"channel": scene.call.channel_id, "thread": root, "link": scene.call.link}
    note = ""
    if placed.group is None:
        note = _("This is not the channel of a working group, so I leave no reply there.")
    return _filled(dict(view), values, carried, scene, note)


def share_from_message(scene: Scene) -> Answer:
    """The form of a card, with the message's words, its first link and where it is."""
    view = dict(share_form(_placed(scene)))
    text = _text_of(scene)
    links = [unescape_text(url) for url in _URL.findall(scene.call.raw)]
    link = scene.call.link or ""
    origin = f"\n\nFrom {link}" if links and link else ""
    values = {
        "title": shortened(_first_sentence(text), limits.TITLE),
        "what_was_done": (text[: limits.NOTE - len(origin)] + origin) if text else "",
        "link": links[0] if links else link,
    }
    note = ""
    if not link:
        note = _("I can't see that channel, so the card has no link to the message.")
    return ShowView(_filled(view, values, {"link": link}, scene, note))


def _placed(scene: Scene) -> Scene:
    """In the group of the message's channel; else as where the person is alone."""
    if scene.call.link is None:
        raise Refusal("That message is not there any more. Nothing was changed.")
    if scene.group is not None and scene.channel is not None:
        return scene
    return replace(scene, group=None, channel=None, call=replace(scene.call, channel_id=None))


def _filled(
    view: dict[str, Any], values: dict[str, Any], carried: dict[str, Any], scene: Scene, note: str
) -> dict[str, Any]:
    """The form with these values and the message above them."""
    text = _text_of(scene)
    told = _("From the message: “{text}”", text=shortened(text, _QUOTED))
    if not text:
        told = _("The message has no text, so nothing is filled in.")
    notes = [kit.small(words) for words in (told, note) if words]
    shown = refilled(view, {name: value for name, value in values.items() if value})
    metadata = json.loads(view["private_metadata"]) | carried
    return shown | {
        "blocks": [*notes, *shown["blocks"]],
        "private_metadata": kit.packed(metadata),
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """What a message says of an action: the sentence that has a day or a person, else the first."""

    title: str
    owners: tuple[str, ...]
    due_on: date | None


def _found_in(scene: Scene) -> _Found:
    sentences = _ENDS.split(plain_text(scene.call.raw))
    read = [_sentence(sentence, scene) for sentence in sentences if sentence.strip()]
    told = [found for found in read if found.title]
    marked = [found for found in told if found.due_on] or [found for found in told if found.owners]
    best = next(iter(marked or told), _Found("", (), None))
    owners = best.owners or next((found.owners for found in read if found.owners), ())
    return replace(best, owners=owners)


def _sentence(sentence: str, scene: Scene) -> _Found:
    day, rest = _day_in(sentence, scene)
    parts = list(read_parts(rest))
    people = (p for p in parts if isinstance(p, Mention) and _may_own(p, scene))
    owners = tuple(dict.fromkeys(person.user_id for person in people))[:MOST_OWNERS]
    title = _MARKS.sub("", spelled_parts(_without_ends(parts), scene.names))
    return _Found(shortened(title, limits.TITLE), owners, day)


def _day_in(sentence: str, scene: Scene) -> tuple[date | None, str]:
    """The due day, as its writer meant it when they wrote, and the sentence without it. What can
    mean two days, or is past by now, is left for the person to choose."""
    frame = frame_of(scene, time_needed=False)
    facts = scene.facts.get(scene.call.event.get("user") or "")
    if facts is not None and facts.zone:
        frame = replace(frame, zone=facts.zone)
    frame = replace(frame, now=_written_at(scene))
    found = read_due(sentence, frame)
    if not isinstance(found, Due) or found.day is None:
        return None, sentence
    past = found.day < to_wall(scene.now, frame.zone).date()
    return (None, sentence) if past else (found.day, found.title)


def _written_at(scene: Scene) -> datetime:
    """When the message was written; now where Slack does not say."""
    return read_ts(scene.call.message_ts or "") or scene.now


def _may_own(mention: Mention, scene: Scene) -> bool:
    facts = scene.facts.get(mention.user_id)
    return facts is not None and facts.active and not facts.is_bot


def _without_ends(parts: list[TextPart]) -> list[TextPart]:
    """Without people at the beginning and the end: they are asked, and are not in the title."""
    kept = [part for part in parts if isinstance(part, Mention) or part.strip()]
    while kept and isinstance(kept[0], Mention):
        kept.pop(0)
    while kept and isinstance(kept[-1], Mention):
        kept.pop()
    return kept


def _text_of(scene: Scene) -> str:
    return spoken_text(plain_text(scene.call.raw), scene.names)


def _first_sentence(text: str) -> str:
    return next((s.strip() for s in _ENDS.split(text) if s.strip()), "")


def open_menu(scene: Scene) -> Answer:
    """Everything that this person may do, from wherever they are."""
    reader = scene.reader
    groups = scene.own_groups
    chaired = [g for g in groups if may(reader, Act.RUN_GROUP, g.id) and g.id in reader.chaired]
    rows = [(_("For you"), _own_buttons(scene, groups))]
    rows += [(_("As a chair of {group}", group=g.name), desk_buttons(g)) for g in chaired]
    if reader.secretariat:
        roster = kit.button(_("Roster"), f"{RUN}:roster", "/wg roster")
        rows.append((_("For the secretariat"), [roster]))
    blocks = [] if groups else [kit.rich(kit.say(IN_NO_GROUP))]
    for heading, buttons in rows[: _GROUPS_SHOWN + 2]:
        blocks += [kit.rich(kit.line(kit.bold(heading))), kit.actions(*buttons)]
    return ShowView(kit.modal("menu", _(MENU_TITLE), blocks))


def _own_buttons(scene: Scene, groups: Sequence[Group]) -> list[kit.Element]:
    """What they may do in at least one group; each command asks which where there are several."""

    def anywhere(act: Act) -> bool:
        return any(may(scene.reader, act, group.id) for group in groups)

    made = [
        kit.button(_("My actions"), f"{RUN}:actions", "/action"),
        kit.button(_("Next dialogues"), f"{RUN}:dialogues", "/dialogue"),
        kit.button(_("Decisions"), f"{RUN}:decisions", "/decision"),
        kit.button(_("Good practice"), f"{RUN}:practices", "/practice"),
    ]
    if anywhere(Act.LOG_ACTION):
        made.append(kit.button(_("Log an action…"), "action.add"))
    if anywhere(Act.RECORD_DECISION):
        made.append(kit.button(_("Record a decision…"), "decision.record"))
    if anywhere(Act.SCHEDULE_DIALOGUE):
        made.append(kit.button(_("Schedule a dialogue…"), f"{RUN}:schedule", "/dialogue schedule"))
    if anywhere(Act.SUBMIT_PRACTICE):
        made.append(kit.button(_("Share a practice…"), "practice.share"))
    made.append(kit.button(_("My morning message…"), "home.mornings"))
    made.append(kit.button(_("My deputy and absences…"), COVER))
    if scene.public_url:
        made.append(kit.button(_("My calendar address"), "calendar.address"))
    return [*made, kit.button(_("Help"), HELP)]
