"""chat.*: messages that are posted, changed and deleted, and those for later."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import Any
from urllib.parse import urlsplit

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.methods.conversations import (
    active_person,
    bound_of,
    known_conversation,
    known_message,
)
from handlers.sandbox.methods.registry import (
    Arguments,
    method,
    need_scopes,
    page,
    with_cursor,
    with_warning,
)
from handlers.sandbox.refusal import Refused, demand, refuse_if
from handlers.sandbox.store import fields_of
from handlers.sandbox.validation.messages import (
    LONGEST_UPDATE,
    Content,
    checked_content,
    checked_metadata,
    refuse_not_offered,
)
from handlers.sandbox.wording import as_slack_keeps_it

AUTHORSHIP = ("username", "icon_emoji", "icon_url")


@method("chat.postMessage", scope="chat:write", json=True, required="channel")
def post_message(core: Core, given: Arguments) -> dict[str, Any]:
    """Post to a channel, a thread, or a person's direct messages."""
    content = checked_message(core, given)
    metadata = checked_metadata(given.json("metadata", "invalid_metadata_format"))
    conversation = place_of(core, given.text("channel"), opens=True)
    thread_ts = thread_of(core, conversation, given)
    is_broadcast = thread_ts is not None and given.flag("reply_broadcast")
    message = core.write(
        conversation,
        core.workspace.bot.id,
        content.text,
        method="chat.postMessage",
        blocks=content.blocks,
        thread_ts=thread_ts,
        metadata=metadata,
        subtype="thread_broadcast" if is_broadcast else None,
        shown_as=_shown_as(given),
    )
    posted = {"ts": message.ts, "message": core.workspace.as_message(message)}
    return with_warning({"channel": conversation.id, **posted}, content.warning)


@method("chat.postEphemeral", scope="chat:write", json=True, required="channel user")
def post_ephemeral(core: Core, given: Arguments) -> dict[str, Any]:
    """Post what only one person of a conversation sees."""
    content = checked_message(core, given)
    refuse_if(given.json("metadata", "invalid_metadata_format"), "invalid_metadata_format")
    conversation = place_of(core, given.text("channel"), opens=False)
    user = given.text("user")
    person = core.workspace.people.get(user)
    if person is None or person.deleted or user not in conversation.members:
        raise Refused("user_not_in_channel")
    message = core.write(
        conversation,
        core.workspace.bot.id,
        content.text,
        method="chat.postEphemeral",
        blocks=content.blocks,
        thread_ts=thread_of(core, conversation, given),
        to=user,
        shown_as=_shown_as(given),
    )
    return with_warning({"message_ts": message.ts}, content.warning)


@method("chat.update", scope="chat:write", json=True, required="channel ts")
def update_message(core: Core, given: Arguments) -> dict[str, Any]:
    """Change one of the bot's own messages; text without blocks drops the old blocks."""
    conversation, message = _own_message(core, given, "cant_update_message")
    content = checked_message(core, given, longest=LONGEST_UPDATE)
    metadata = message.metadata
    if "metadata" in given:
        metadata = checked_metadata(given.json("metadata", "invalid_metadata_format"))
    changed = replace(
        message,
        text=content.text if "text" in given else message.text,
        blocks=content.blocks,
        metadata=metadata,
        edited={"user": core.workspace.bot.id, "ts": f"{core.clock.now():.6f}"},
    )
    core.change(changed, conversation, before=core.workspace.as_message(message))
    shown = {"text": changed.text, "message": core.workspace.as_message(changed)}
    return {"channel": conversation.id, "ts": message.ts, **shown}


@method("chat.delete", scope="chat:write", json=True, required="channel ts")
def delete_message(core: Core, given: Arguments) -> dict[str, Any]:
    """Delete one of the bot's own messages."""
    conversation, message = _own_message(core, given, "cant_delete_message")
    core.delete(message, conversation)
    return {"channel": conversation.id, "ts": message.ts}


@method("chat.getPermalink", required="channel message_ts")
def get_permalink(core: Core, given: Arguments) -> dict[str, Any]:
    """The address at which a message can be found."""
    conversation = known_conversation(core, given.text("channel"))
    message = known_message(core, conversation.id, given.text("message_ts"))
    archive = f"https://{core.workspace.team['domain']}.slack.com/archives/{conversation.id}"
    address = f"{archive}/p{message.ts.replace('.', '')}"
    if message.thread_ts is not None:
        address += f"?thread_ts={message.thread_ts}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": address}


def checked_message(core: Core, given: Arguments, longest: int | None = None) -> Content:
    """Text and blocks as Slack keeps them; Refused where it takes neither."""
    refuse_not_offered(given.given)
    if any(given.given.get(name) for name in AUTHORSHIP):
        need_scopes(core, "chat:write.customize")
    blocks = given.json("blocks", "invalid_blocks_format")
    content = checked_content(given.given.get("text"), blocks, longest=longest)
    _check_videos(core, content.blocks or ())
    return replace(content, text=as_slack_keeps_it(content.text))


def _shown_as(given: Arguments) -> dict[str, Any] | None:
    """The name and the picture that a message asks for in place of the app's."""
    icons = {"emoji": given.text("icon_emoji"), "image_64": given.text("icon_url")}
    kept = {key: value for key, value in icons.items() if value}
    shown: dict[str, Any] = {"username": given.text("username")} if given.text("username") else {}
    return (shown | ({"icons": kept} if kept else {})) or None


def _check_videos(core: Core, blocks: Sequence[dict[str, Any]]) -> None:
    """A video needs a scope of its own, and an address below a domain that the app names."""
    for index, block in enumerate(blocks):
        if block["type"] != "video":
            continue
        need_scopes(core, "links.embed:write")
        host = urlsplit(block["video_url"]).hostname or ""
        if not any(host == one or host.endswith(f".{one}") for one in core.config.unfurl_domains):
            problem = f"video_url of an unknown domain [json-pointer:/blocks/{index}/video_url]"
            raise Refused("invalid_blocks", [problem], errors=[problem])


def place_of(core: Core, channel: str, *, opens: bool) -> Conversation:
    """Where to post, by id or by `#name`. A person's id means the direct message with them if
    `opens`."""
    workspace, bot = core.workspace, core.workspace.bot.id
    named = workspace.conversations.named(channel.removeprefix("#"))
    if named is not None and named.is_visible_to(bot):
        channel = named.id
    person = workspace.people.get(channel)
    if opens and person is not None:
        active_person(core, channel)
        _check_messages_tab(core)
        return workspace.direct_message(bot, person.id)[0]
    conversation = known_conversation(core, channel)
    refuse_if(conversation.archived, "is_archived")
    if conversation.kind == "im":
        _check_messages_tab(core)
        active_person(core, str(conversation.other(bot)))
    elif bot not in conversation.members and not (
        opens and conversation.kind == "public" and "chat:write.public" in core.config.scopes
    ):
        raise Refused("not_in_channel")
    return conversation


def _check_messages_tab(core: Core) -> None:
    refuse_if(not core.config.has_messages_tab, "messages_tab_disabled")


def thread_of(core: Core, conversation: Conversation, given: Arguments) -> str | None:
    """The ts of the parent: a reply's ts means its own parent."""
    if not given.text("thread_ts"):
        return None
    ts = given.text("thread_ts")
    return known_message(core, conversation.id, ts, "thread_not_found").parent_ts


def _own_message(core: Core, given: Arguments, error: str) -> tuple[Conversation, Message]:
    conversation = known_conversation(core, given.text("channel"))
    message = known_message(core, conversation.id, given.text("ts"))
    refuse_if(message.subtype == "tombstone", "message_not_found")
    refuse_if(message.user != core.workspace.bot.id, error)
    refuse_if(conversation.archived, "is_archived")
    return conversation, message


LONGEST_WAIT = 120 * 86_400
WINDOW, MOST_IN_WINDOW = 300, 30
TOO_CLOSE = 60
"""Seconds before its time in which a message cannot be taken back."""


@method("chat.scheduleMessage", scope="chat:write", json=True, required="channel post_at")
def schedule_message(core: Core, given: Arguments) -> dict[str, Any]:
    """Post at a later time."""
    content = checked_message(core, given)
    if given.given.get("metadata"):
        raise Refused("invalid_arguments", ["with metadata Slack takes it and never posts it"])
    conversation = place_of(core, given.text("channel"), opens=True)
    thread_ts = thread_of(core, conversation, given)
    post_at = _moment(core, given)
    same = [one for one in core.workspace.scheduled.all() if one.channel == conversation.id]
    if sum(one.post_at // WINDOW == post_at // WINDOW for one in same) >= MOST_IN_WINDOW:
        raise Refused("restricted_too_many")
    said = {"text": content.text, "blocks": content.blocks, "thread_ts": thread_ts}
    made = core.workspace.scheduled.add(
        "Q", channel=conversation.id, post_at=post_at, created=int(core.clock.now()), **said
    )
    bot = core.workspace.bot
    shown = {"type": "delayed_message", "subtype": "bot_message", "text": made.text}
    about = {"bot_id": bot.bot_id, "username": bot.real_name}
    return {
        "channel": made.channel,
        "scheduled_message_id": made.id,
        "post_at": made.post_at,
        "message": shown | about | ({"blocks": made.blocks} if made.blocks else {}),
    }


@method("chat.scheduledMessages.list", json=True)
def list_scheduled(core: Core, given: Arguments) -> dict[str, Any]:
    """What waits, the earliest first; of one channel or between two times, where asked."""
    channel = given.text("channel")
    if channel:
        place_of(core, channel, opens=False)
    oldest, latest = bound_of(given, "oldest", -inf, float), bound_of(given, "latest", inf, float)
    found = [
        one
        for one in core.workspace.scheduled.all()
        if (not channel or one.channel == channel) and oldest <= one.post_at <= latest
    ]
    some, cursor = page(found, given, default=100, most=100)
    shown = [
        fields_of(one, "id post_at text") | {"channel_id": one.channel, "date_created": one.created}
        for one in some
    ]
    return with_cursor({"scheduled_messages": shown}, cursor)


_WHICH = "channel scheduled_message_id"


@method("chat.deleteScheduledMessage", scope="chat:write", json=True, required=_WHICH)
def delete_scheduled(core: Core, given: Arguments) -> None:
    """Take one back, as long as a minute is left."""
    wanted = core.workspace.scheduled.get(given.text("scheduled_message_id"))
    found = demand(wanted, "invalid_scheduled_message_id")
    is_elsewhere = found.channel != given.text("channel")
    is_close = found.post_at - core.clock.now() < TOO_CLOSE
    refuse_if(is_elsewhere or is_close, "invalid_scheduled_message_id")
    core.workspace.scheduled.remove(found)


def _moment(core: Core, given: Arguments) -> int:
    try:
        post_at = int(given.text("post_at"))
    except ValueError:
        raise Refused("invalid_time") from None
    refuse_if(post_at <= core.clock.now(), "time_in_past")
    refuse_if(post_at > core.clock.now() + LONGEST_WAIT, "time_too_far")
    return post_at
