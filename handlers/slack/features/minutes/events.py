"""Messages in the threads of dialogues, as they are said, changed and deleted."""

from bot.domain.markers import read_lines
from bot.use_cases.minutes.lines import TakeMessage, take_message
from bot.use_cases.minutes.look import NoteEmoji, note_emoji
from handlers.slack.request import Answer, Call, Scene
from handlers.slack.request.response import Quiet


def may_mark(call: Call) -> bool:
    """Whether a change in a thread can concern minutes: nothing is looked up for other messages.

    Of what was changed or deleted nobody knows by its words: an emoji may have marked it.
    """
    is_new = call.event.get("type") == "message"
    return not is_new or bool(read_lines(call.raw))


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
