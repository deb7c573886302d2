"""`/dialogue find`: four weeks for 30 organisations, each in a zone and a country of its own.

The use case itself on a SQLite file, holidays from their library: a year of totals, a group that
meets often, everybody invited. The first call of a process also loads the holidays; it counts.
"""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.fairness import Charge, Weights
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.fairness.find_slots import FindSlots, find_slots
from handlers.public_holidays import PublicHolidays
from storage.unit_of_work import Database
from tests.benchmarks import town
from tests.benchmarks.rows import Row, at_most

PLACES = dict(
    place.split()
    for place in """
AU Australia/Sydney|FJ Pacific/Fiji|FR Europe/Paris|IE Europe/Dublin|KR Asia/Seoul|
NL Europe/Amsterdam|SK Europe/Bratislava|ZA Africa/Johannesburg|GB Europe/London|
US America/New_York|GH Africa/Accra|CA America/Winnipeg|MX America/Mexico_City|
BR America/Sao_Paulo|CL America/Santiago|AR America/Argentina/Buenos_Aires|JP Asia/Tokyo|
SG Asia/Singapore|IN Asia/Kolkata|NZ Pacific/Auckland|KE Africa/Nairobi|NG Africa/Lagos|
EG Africa/Cairo|DE Europe/Berlin|ES Europe/Madrid|IT Europe/Rome|PL Europe/Warsaw|
SE Europe/Stockholm|FI Europe/Helsinki|PT Europe/Lisbon
""".replace("\n", "").split("|")
)
CHARGED = 250
"""Dialogues of the year so far: one each working day."""


async def run(folder, _postgresql, *, quick=False):
    url = town.sqlite_url(folder, "finding")
    await asyncio.to_thread(_fill, url, 10 if quick else CHARGED)
    figures = {"first": [], "later": []}
    for _ in range(1 if quick else 5):
        database = Database(url, holidays=PublicHolidays())
        try:
            for call in ("first", "later"):
                began = time.perf_counter()
                found = await database.read(town.TEAM, _found)
                figures[call].append(time.perf_counter() - began)
        finally:
            await database.close()
    assert len(found.organisations) == len(PLACES)
    return [
        Row(
            benchmark="finding_slots",
            what=f"four weeks for {len(PLACES)} organisations, {words}",
            unit="s",
            ours=figures[call],
            aim=at_most(1),
            note=f"{len(found.slots)} slots",
        )
        for call, words in (("first", "holidays not loaded yet"), ("later", "again"))
    ]


def _found(work):
    group = work.groups.by_channel(town.CHANNEL)
    seats = {group.id: Role.MEMBER}
    reader = Reader(
        user_id=_user("AU"), standing=OrganisationKind.MEMBER, rostered=True, seats=seats
    )
    everybody = frozenset(_user(country) for country in PLACES)
    channel = ChannelFacts(
        channel_id=town.CHANNEL, name="bench", is_private=True, members=everybody
    )
    return find_slots(
        FindSlots(minutes=60, ahead=timedelta(weeks=4), audience=Audience.GROUP),
        Context(reader, work, town.now(), {town.CHANNEL: channel}),
        group=group,
        weights=Weights(),
    )


def _fill(url, charged):
    town.settle(url, 2)
    moment = town.now()
    with town.opened(url) as database, database.transaction(town.TEAM) as work:
        group = work.groups.by_channel(town.CHANNEL)
        bodies = []
        for country, zone in PLACES.items():
            body = work.organisations.add(
                name=f"Regulator of {country}",
                kind=OrganisationKind.MEMBER,
                country=country,
                zone=zone,
            )
            work.people.keep_seen(
                PersonFacts(user_id=_user(country), name=country, zone=zone), moment
            )
            work.people.assign(_user(country), body.id)
            bodies.append(body)
        first = work.dialogues.get(Reader(user_id="", secretariat=True), 1)
        _meetings(work, group, first, bodies, charged, moment)


def _meetings(work, group, first, bodies, charged, moment):
    """What has taken place this year, each charged to everybody; and one a day to come."""
    charges = []
    for number in range(2, charged + 2):
        at = first.starts_at + timedelta(days=number % 28 + 1, hours=number % 3)
        if number % 8:
            at = moment - timedelta(days=number)
        row = replace(first, number=number, starts_at=at, wall=at.replace(tzinfo=None))
        work.dialogues.add(row)
        charges += [
            Charge(
                number=number,
                organisation_id=body.id,
                group_id=group.id,
                year=moment.year,
                points=(number * body.id) % 7,
            )
            for body in bodies
        ]
    work.charges.keep_charges(charges)


def _user(country):
    return f"U{country}"
