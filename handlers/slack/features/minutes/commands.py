"""/dialogue minutes, the shortcut of a message, and messages in the threads of dialogues."""

from datetime import timedelta

from bot.domain import Act, Refusal, may
from bot.domain.markers import read_lines
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.draft import DraftMinutes
from bot.use_cases.minutes.lines import TakeMessage, take_message
from bot.use_cases.minutes.look import NoteEmoji, note_emoji
from bot.use_cases.minutes.rules import dialogue_of_thread
from bot.use_cases.refusals import demand_right
from handlers.slack.features.dialogues.parsing import read_alone
from handlers.slack.features.minutes import forms
from handlers.slack.features.minutes.replies import draft_reply, read_view
from handlers.slack.request import Answer, Call, Scene, ShowView
from handlers.slack.request.response import Quiet

_BACK = timedelta(days=60)
_MOST = 100


def run_minutes(scene: Scene) -> Answer:
    """`/dialogue minutes D12`: chairs draft them, others read what is sealed."""
    number = read_alone(scene.words, "minutes")
    _, group = find_dialogue(number, reader=scene.reader, work=scene.work)
    if not may(scene.reader, Act.RUN_MINUTES, group.id):
        return ShowView(read_view(scene, number))
    return draft_reply(scene, DraftMinutes(number=number))


def draft_from_thread(scene: Scene) -> Answer:
    """The dialogues that a thread may be about; the one that it is known to be is chosen."""
    call = scene.call
    group = scene.group
    if call.link is None:
        raise Refusal("That message is not there any more. Nothing was changed.")
    if group is None or call.channel_id is None or call.message_ts is None:
        raise Refusal("This is not the channel of a working group, so it has no dialogues.")
    demand_right(scene.context, Act.RUN_MINUTES, group)
    root = call.event.get("thread_ts") or call.message_ts
    recent = scene.work.dialogues.planned_between(
        scene.reader, (group.id,), scene.now - _BACK, scene.now, limit=1_000
    )
    begun = [one for one in recent if one.starts_at <= scene.now][::-1][:_MOST]
    if not begun:
        raise Refusal("No dialogue of {group} has begun in the last sixty days.", group=group.name)
    known = dialogue_of_thread(call.channel_id, root, work=scene.work)
    return ShowView(forms.thread_form(begun, known, call.channel_id, root))


def may_mark(call: Call) -> bool:
    """Whether a change in a thread can concern minutes: nothing is looked up for other messages. Of
    what was changed or deleted nobody knows by its words: an emoji may have marked it."""
    return call.event.get("type") != "message" or bool(read_lines(call.raw))


def message_said(scene: Scene) -> Answer:
    call = scene.call
    wish = TakeMessage(
        channel=call.channel_id or "",
        root=call.event["thread_ts"],
        ts=call.message_ts or "",
        text=call.raw,
        asked=call.key,
    )
    take_message(wish, scene.context)
    return Quiet()


def emoji_changed(scene: Scene) -> Answer:
    """Who put it there, and what else is there, is read from the message itself."""
    call = scene.call
    if scene.group is not None:
        wish = NoteEmoji(
            channel=scene.group.channel_id,
            ts=call.message_ts or "",
            emoji=call.event["reaction"].partition("::")[0],
            asked=call.key,
        )
        note_emoji(wish, scene.group, work=scene.work)
    return Quiet()
