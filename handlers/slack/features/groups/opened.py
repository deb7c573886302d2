"""Delete and Delete all, in the list of what stands in a channel."""

from bot.domain.errors import Refusal
from bot.domain.letters import Gone
from bot.domain.wording import count
from bot.use_cases.deliveries.standing import TakeDown, take_down
from handlers.slack.features.groups.opened_blocks import opened_blocks, read_value
from handlers.slack.kit import blocks as kit
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, say


def delete(scene: Scene) -> Answer:
    """The list takes its own place, without what is being deleted."""
    chosen = read_value(scene.call.value)
    if chosen is None:
        raise Refusal("I don't know which message you mean. Please delete it in the channel.")
    until_ts, post_id = chosen
    number, told = take_down(
        TakeDown(
            notice=(scene.call.channel_id or "", scene.call.message_ts or ""),
            until_ts=until_ts,
            post_id=post_id,
        ),
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    words = "It is deleted already."
    if number:
        words = f"I am deleting {count(number, 'message')}."
    if isinstance(told, Gone):
        return say(words)
    return Reply(blocks=[*opened_blocks(told), kit.small(words)], replace=True)
