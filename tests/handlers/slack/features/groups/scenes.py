"""Listeners called as the desk calls them, and their answers read as a person reads them."""

import json

from bot.domain.audience import ChannelFacts
from bot.use_cases.identify import identify_person
from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack.kit.fallback import fallback_text, fit_blocks
from handlers.slack.request.context import Scene
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Reply
from tests.bot.use_cases.groups.hall import PRIVATE
from tests.handlers.slack.pressing import presses

BOT = "U0CONVENOR"


def direct(user_id):
    return ChannelFacts(
        channel_id="D0" + user_id,
        name="",
        is_private=True,
        members=frozenset({user_id}),
        is_direct=True,
    )


def scene(hall, user_id, *, channel=PRIVATE, kind=Kind.COMMAND, **call):
    """`channel` None: one that Convenor cannot see."""
    facts = hall.facts.get(user_id)
    person, reader = identify_person(user_id, facts, hall.channels, work=hall.work, now=hall.now)
    channel_id = call.pop("channel_id", channel.channel_id if channel else "C0ELSE")
    event = call.get("event", {})
    return Scene(
        call=Call(
            kind=kind,
            id=event.get("type", ""),
            workspace_id="T1",
            user_id=user_id,
            key="k",
            channel_id=channel_id,
            **call,
        ),
        work=hall.work,
        now=hall.now,
        person=person,
        reader=reader,
        group=hall.work.groups.by_channel(channel_id),
        channel=channel,
        presence=hall.channels,
        facts=hall.facts,
        bot_user_id=BOT,
    )


def typed(hall, user_id, raw="", **changes):
    return scene(hall, user_id, raw=raw, **changes)


def pressed(hall, user_id, value="", **changes):
    return scene(hall, user_id, kind=Kind.PRESS, value=value, **changes)


def submitted(hall, user_id, fields, metadata=None, **changes):
    return scene(
        hall,
        user_id,
        kind=Kind.SUBMISSION,
        fields=fields,
        metadata=json.dumps(metadata or {}),
        **changes,
    )


def words(answer):
    """All that a reply, a view or blocks say; refused here where Slack would refuse them."""
    if isinstance(answer, Reply | list):
        blocks = answer.body()["blocks"] if isinstance(answer, Reply) else answer
        checked_blocks(blocks)
    else:
        checked_view(dict(answer.view), kind="modal")
        blocks = answer.view["blocks"]
    assert len(fit_blocks(blocks)) == len(blocks)
    return "\n".join(filter(None, (fallback_text([block]) for block in blocks)))


def buttons(answer):
    """(words, action id, value) of all that can be pressed in a reply."""
    return list(presses(answer.blocks))


def inputs(answer):
    """A view's inputs by block id."""
    return {b["block_id"]: b["element"] for b in answer.view["blocks"] if b["type"] == "input"}
