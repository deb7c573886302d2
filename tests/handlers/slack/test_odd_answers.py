"""Every odd answer to a post, by status, body, and done or not: in the end exactly once.

The real loop, messenger, directory and database against the pretend Slack, behind something that
answers by itself. Time passes because the clock is moved.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, product

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from handlers.slack.client.connection import introduce_app, make_client
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from tests.handlers.sandbox.world import BOT_TOKEN, EDUCATION, LIAM, REGULATORS, TECHNOLOGY, playing
from tests.handlers.slack.client.test_socket_keeper import QUICK, line
from tests.handlers.slack.odd_answers import BODIES, STATUSES, between

CHANNELS = (TECHNOLOGY, EDUCATION, REGULATORS)
CASES = list(product(STATUSES, BODIES, (True, False)))
HISTORY_ODD = 3
"""One look in this many is answered oddly as well."""


class Clock:
    """The real time, and what it was moved by: the pretend Slack goes by the real one."""

    def __init__(self):
        self.moved = timedelta(0)

    def __call__(self):
        return datetime.now(UTC) + self.moved  # noqa: TID251 - see above


def seed(database, team, now):
    """One reminder for each case; the cases by the ids of their deliveries."""
    starts_at = now + timedelta(days=2)
    with database.transaction(team) as work:
        groups = [
            work.groups.add(Group(id=0, channel_id=c, name=c, zone="UTC", created_at=now))
            for c in CHANNELS
        ]
        for group, _ in zip(cycle(groups), CASES, strict=False):
            dialogue = Dialogue(
                number=work.numbers.take_next("D"),
                group_id=group.id,
                title="Age assurance",
                wall=starts_at.replace(tzinfo=None),
                zone="UTC",
                starts_at=starts_at,
                audience=Audience.GROUP,
                created_by=LIAM,
                created_at=now,
            )
            work.dialogues.add(dialogue)
            reminder = Owed(
                kind="dialogue.reminder.60",
                subject_type=SubjectType.DIALOGUE,
                subject_id=dialogue.reference,
                occurrence=dialogue.occurrence,
                recipient=group.channel_id,
                due_at=now,
                useful_until=starts_at,
                audience=Audience.GROUP,
            )
            work.deliveries.owe([reminder], now)
    return dict(zip(sorted(rows(database, team, now)), CASES, strict=True))


def rows(database, team, since):
    with database.transaction(team, write=False) as work:
        found = [row for c in CHANNELS for row in work.deliveries.of_recipient(c, since)]
    return {row.id: row for row in found}


def oddly(cases):
    """The first post of each delivery gets its case's answer; some looks get one of all."""
    left, looks = dict(cases), Counter()
    undone = cycle(product(STATUSES, BODIES))

    def choose(method, body):
        if method == "chat.postMessage":
            number = json.loads(body)["metadata"]["event_payload"]["delivery"]
            if number in left:
                status, name, done = left.pop(number)
                return status, *BODIES[name], done
        elif method == "conversations.history":
            looks[method] += 1
            if looks[method] % HISTORY_ODD == 0:
                status, name = next(undone)
                return status, *BODIES[name], False
        return None

    return choose, left


async def test_every_status_and_body_done_or_not_stands_once_and_none_is_dropped(database_sqlite):
    now = Clock()
    async with (
        playing(app_manifest=build_manifest()) as world,
        between(world.sandbox.api_url) as (it, address),
    ):
        client = make_client(BOT_TOKEN, api_url=address, timeout=5)
        us = await introduce_app(client)
        team = us.workspace_id
        with database_sqlite.transaction(team) as work:
            work.workspaces.keep_installed("Network", us.bot_user_id, now())
        began = now()
        cases = seed(database_sqlite, team, began)
        it.choose, left = oddly(cases)
        deliverer = Deliverer(
            memory=database_sqlite,
            messenger=SlackMessenger(client, RENDERERS, us.bot_user_id),
            directory=SlackDirectory(client, us.bot_user_id),
            now=now,
            pace=Pace(channel=0, workspace=0, longest_pause=40),
        )
        try:
            for _ in range(20):
                await deliverer.deliver()
                found = rows(database_sqlite, team, began)
                if {row.state for row in found.values()} <= {State.SENT, State.DROPPED}:
                    break
                now.moved += timedelta(seconds=40)
        finally:
            await client.session.close()
        stands = {}
        for one in world.sandbox.arrived:
            number = one.metadata["event_payload"]["delivery"]
            stands.setdefault(number, []).append((one.channel, one.ts))
    assert not left, "every case was met"
    wrong = {
        cases[number]: (stands.get(number), row.state, row.error)
        for number, row in found.items()
        if row.state is not State.SENT or stands.get(number) != [(row.slack_channel, row.slack_ts)]
    }
    assert not wrong
    assert stands.keys() == cases.keys()


async def test_a_socket_is_waited_for_through_every_odd_answer():
    async with (
        line(replace(QUICK, pause=0.0), start=False) as it,
        between(it.world.sandbox.api_url) as (between_us, address),
    ):
        between_us.odd["apps.connections.open"] = [
            (status, *body, False) for status, body in product(STATUSES, BODIES.values())
        ]
        told = []
        it.watch._tell = told.append
        it.watch.client.base_url = address
        await it.watch.start()
        assert await it.types("now") == "heard now"
        assert len(told) == len(STATUSES) * len(BODIES)
        assert any("SLACK_API_URL answers 404" in words for words in told)
