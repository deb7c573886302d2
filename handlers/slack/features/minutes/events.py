"""Messages in the threads of dialogues, as they are said, changed and deleted."""

from bot.domain.markers import read_lines
from bot.use_cases.minutes.take import TakeMessage, take_message
from handlers.slack.request.context import Scene
from handlers.slack.request.request import Call
from handlers.slack.request.response import Answer, Quiet


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
    )
    take_message(wish, scene.context)
    return Quiet()
