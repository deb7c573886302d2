"""Listeners called as the desk calls them, and their answers read as a person reads them."""

import json

from bot.domain.person import Organisation, OrganisationKind, Person
from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.kit.slack_text import mentioned_ids
from handlers.slack.request.context import Scene
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Reply
from handlers.slack.routes import COMMANDS, ROUTES
from tests.bot.use_cases.actions.network import DIRECT, NOW, TECH, channel, everybody
from tests.handlers.slack.pressing import presses


def scene(network, user_id, kind, call_id, *, now=NOW, place=TECH, people=(), **call):
    """`place` None: a submission, which comes from nowhere."""
    person, reader = network.identified(user_id, now)
    presence = dict(network.presence)
    if place is not None and place not in presence:
        presence[place] = channel(place, {user_id}, is_direct=place == DIRECT)
    known = everybody()
    return Scene(
        call=Call(
            kind=kind,
            id=call_id,
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
        facts={user: known[user] for user in people if user in known},
        commands=COMMANDS,
    )


def type_in(network, user_id, verb, raw="", **changes):
    """The answer to `/action <verb> <raw>`; `raw` has mentions in angles, as Slack sends it."""
    call_id = f"/action {verb}".strip()
    asked = scene(
        network,
        user_id,
        Kind.COMMAND,
        call_id,
        raw=raw,
        typed=f"{call_id} {raw}".strip(),
        people=mentioned_ids(raw),
        **changes,
    )
    return ROUTES[Kind.COMMAND, call_id].run(asked)


def press(network, user_id, action_id, value, **changes):
    """The answer to a button of this id and value."""
    route, _, about = action_id.partition(":")
    people = mentioned_ids(value)
    asked = scene(
        network, user_id, Kind.PRESS, route, value=value, about=about, people=people, **changes
    )
    return ROUTES[Kind.PRESS, route].run(asked)


def submit(network, user_id, view, fields, **changes):
    """The answer to a view that was opened, with these fields filled in."""
    values = [v if isinstance(v, list) else [v] for v in fields.values()]
    chosen = [v for held in values for v in held if isinstance(v, str) and v.startswith("U0")]
    asked = scene(
        network,
        user_id,
        Kind.SUBMISSION,
        view["callback_id"],
        place=None,
        fields=fields,
        metadata=view["private_metadata"],
        people=chosen,
        **changes,
    )
    return ROUTES[Kind.SUBMISSION, view["callback_id"]].run(asked)


def words(answer):
    """All that a reply, a view or blocks say; refused here where Slack would refuse them."""
    if isinstance(answer, Reply):
        body = answer.body()
        assert len(body["text"]) <= 4_000
        return _read(checked_blocks(body["blocks"], total=False))
    if isinstance(answer, list):
        return _read(checked_blocks(answer))
    return _read(checked_view(dict(answer.view), kind="modal")["blocks"])


def _read(blocks):
    """Every block in full: the fallback of a whole message may be cut."""
    return "\n".join(filter(None, (fallback_text([block]) for block in blocks)))


def buttons(answer):
    """(words, action id, value) of all that can be pressed in a reply or in blocks, in order."""
    return list(presses(answer if isinstance(answer, list) else answer.blocks))


def button(answer, label):
    """Action id and value of the first button whose label begins so."""
    return next(pair for words, *pair in buttons(answer) if words.startswith(label))


def inputs(view):
    """A view's inputs by block id."""
    return {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}


def metadata(view):
    return json.loads(view["private_metadata"])


def person(user_id, name, *aliases):
    return Person(
        user_id=user_id,
        name=name,
        zone="Europe/London",
        locale="en-GB",
        active=True,
        is_bot=False,
        secretariat=False,
        organisation=None,
        aliases=aliases,
    )


def organisations(*names):
    """Members of these names, with ids from 1 on."""
    return [
        Organisation(
            id=number, name=name, kind=OrganisationKind.MEMBER, country="GB", zone="Europe/London"
        )
        for number, name in enumerate(names, 1)
    ]
