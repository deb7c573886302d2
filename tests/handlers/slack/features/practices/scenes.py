"""Listeners called as the desk calls them, and their answers read as a person reads them."""

import json
from dataclasses import replace

from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.context import Scene
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Reply
from tests.bot.use_cases.practices.network import DIRECT, NOW, TECH, channel

FORM = {
    "title": "Peer mentors against sextortion",
    "summary": "Pupils of sixteen teach pupils of twelve.",
    "what_was_done": "Six schools took part.\nMentors were trained for two days.",
    "publics": ["young people", "educators"],
    "topics": ["sextortion", "schools"],
    "countries": ["ie"],
    "language": "en",
    "evidence": "pilot",
    "link": "https://example.org/mentors",
    "contact": None,
    "audience": "group",
    "review_by": "2027-11-23",
}


def scene(network, user_id, *, now=NOW, place=TECH, kind=Kind.COMMAND, **call):
    """`place` None: a submission, which comes from nowhere."""
    person, reader = network.identified(user_id, now)
    presence = dict(network.presence)
    if place is not None and place not in presence:
        presence[place] = channel(place, {user_id}, is_direct=place == DIRECT)
    return Scene(
        call=Call(
            kind=kind,
            id="",
            workspace_id="T1",
            user_id=user_id,
            key="k",
            channel_id=place,
            **call,
        ),
        work=network.work,
        now=now,
        person=person,
        reader=reader,
        group=network.work.groups.by_channel(place) if place else None,
        channel=presence.get(place or ""),
        presence=presence,
        facts={},
    )


def typed(network, user_id, raw="", **changes):
    return scene(network, user_id, raw=raw, **changes)


def pressed(network, user_id, value="", **changes):
    return scene(network, user_id, kind=Kind.PRESS, value=value, **changes)


def submitted(network, user_id, fields, metadata=None, **changes):
    return scene(
        network,
        user_id,
        kind=Kind.SUBMISSION,
        place=None,
        fields=fields,
        metadata=json.dumps(metadata or {}),
        **changes,
    )


def in_place(one, channel_facts):
    return replace(one, channel=channel_facts)


def words(answer):
    """All that a reply, a view or blocks say; refused here where Slack would refuse them."""
    if isinstance(answer, Reply):
        checked_blocks(answer.body()["blocks"])
        assert len(answer.blocks) <= 50
        return _read(answer.body()["blocks"])
    if isinstance(answer, list):
        checked_blocks(answer)
        return _read(answer)
    checked_view(dict(answer.view), kind="modal")
    return _read(answer.view["blocks"])


def _read(blocks):
    """Every block in full: the fallback of a whole message may be cut."""
    assert len(fallback_text(blocks)) <= 4_000
    return "\n".join(filter(None, (fallback_text([block]) for block in blocks)))


def buttons(answer):
    """Action id to value, of every button in a reply or blocks."""
    blocks = answer if isinstance(answer, list) else answer.blocks
    return {
        element["action_id"]: element.get("value", "")
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def inputs(answer):
    """A view's inputs by block id."""
    return {b["block_id"]: b["element"] for b in answer.view["blocks"] if b["type"] == "input"}
