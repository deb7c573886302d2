"""The feed of practices: what is in it, who reads it, and that it is Atom whatever is typed."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bot.domain.audience import Audience
from bot.domain.practice import PracticeStatus
from bot.ports.ledgers.personal import AddressOf
from bot.use_cases.calendars.feed import make_address, revoke_address
from tests.bot.use_cases.dialogues.town import LIAM, NOW
from tests.handlers.web.calendar_desk import UNKNOWN, Desk
from tests.network import practice

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def desk(database_sqlite):
    """Liam has an address; P1 is for the network, P2 for the group, P3 is not published."""
    made = Desk(database_sqlite)
    made.town(lambda town: _fill(made, town))
    return made


def _fill(desk, town):
    secret = make_address(
        LIAM, randomness=b"practice" * 4, work=town.work, now=NOW, of=AddressOf.PRACTICES
    )
    desk.secrets["feed"] = secret
    group = town.work.groups.all()[0].id
    shown = {"status": PracticeStatus.PUBLISHED, "settled_at": NOW, "audience": Audience.NETWORK}
    for number, changes in enumerate(
        ({}, {"audience": Audience.GROUP}, {"status": PracticeStatus.SUBMITTED}), 1
    ):
        town.work.practices.add(practice(number, group, author=LIAM, **(shown | changes)))


async def read(desk, what="feed", tail=".atom", **headers):
    return await desk.get(what, tail, at="practices", **headers)


def titles(body):
    feed = ElementTree.fromstring(body)
    return [title.text for title in feed.findall("a:entry/a:title", ATOM)]


async def test_it_has_what_is_for_the_network_alone(desk):
    async with desk.open():
        status, headers, body = await read(desk)
        assert status == 200
        assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert headers["Cache-Control"] == "private, no-cache"
        assert titles(body) == ["Practice 1"]


async def test_what_the_client_holds_is_not_sent_again_until_it_is_another(desk):
    async with desk.open():
        _, headers, _ = await read(desk)
        held = {"If-None-Match": headers["ETag"]}
        desk.now = NOW.replace(hour=NOW.hour + 1)
        status, again, body = await read(desk, **held)
        assert (status, again["ETag"], body) == (304, headers["ETag"], b"")
        desk.town(lambda town: _change(town, title="Another title"))
        status, _, body = await read(desk, **held)
        assert (status, titles(body)) == (200, ["Another title"])


def _change(town, **changes):
    (card,) = (c for c in town.work.practices.visible_to(town.reader(LIAM)) if c.number == 1)
    town.work.practices.change(replace(card, **changes))


async def test_a_new_address_ends_the_old_one_and_a_calendar_s_opens_nothing_here(desk):
    def renew(town):
        desk.secrets["new"] = make_address(
            LIAM, randomness=b"7" * 32, work=town.work, now=NOW, of=AddressOf.PRACTICES
        )

    async with desk.open():
        desk.town(renew)
        assert (await read(desk))[0] == 404
        assert (await read(desk, "new"))[0] == 200
        assert (await read(desk, LIAM))[0] == 404, "the secret of the calendar"
        assert (await desk.get("new"))[0] == 404
        assert (await desk.get(LIAM))[0] == 200, "the calendar goes on"
        desk.town(
            lambda town: revoke_address(LIAM, work=town.work, now=NOW, of=AddressOf.PRACTICES)
        )
        gone, unknown = await read(desk, "new"), await read(desk, UNKNOWN)
        assert (gone[0], gone[2]) == (unknown[0], unknown[2])


async def test_whoever_leaves_the_network_reads_nothing_more(desk):
    async with desk.open():
        desk.town(lambda town: town.work.people.assign(LIAM, None))
        assert titles((await read(desk))[2]) == []
        desk.directory.people[LIAM] = replace(desk.directory.people[LIAM], active=False)
        assert (await read(desk))[0] == 404
