"""A large network: 2,000 people of 30 organisations, 20 groups with a chair each, 20,000 open
actions and forty dialogues ahead. Everyone is in two of the channels."""

from datetime import date, time, timedelta

from sqlalchemy import insert

from bot.domain.group import ChannelReading, Group, Term
from bot.domain.person import OrganisationKind, PersonFacts
from storage.database.engine import make_engine, writing_engine
from storage.database.schema import upgrade_schema
from storage.ledgers.ledger import to_row
from storage.tables import actions
from tests import network
from tests.benchmarks import town

PEOPLE, GROUPS, BODIES, ACTIONS = 2_000, 20, 30, 20_000
ZONES = ("Europe/Dublin", "Europe/Paris", "Asia/Seoul", "Australia/Sydney", "Africa/Nairobi")
COUNTRIES = ("IE", "FR", "KR", "AU", "KE")


def settle(url, *, people=PEOPLE, open_actions=ACTIONS):
    """Migrate, and fill; an action in five is not owned by a person, one in twenty by nobody."""
    engine = make_engine(url)
    upgrade_schema(engine)
    now = town.now()
    with town.opened(url) as database, database.transaction(town.TEAM) as work:
        work.workspaces.keep_installed("Bench", "UBOT", now)
        bodies = [
            work.organisations.add(
                name=f"Body {n}",
                kind=OrganisationKind.MEMBER,
                country=COUNTRIES[n % 5],
                zone=ZONES[n % 5],
            )
            for n in range(BODIES)
        ]
        for n in range(people):
            facts = PersonFacts(user_id=town.someone(n), name=f"Person {n}", zone=ZONES[n % 5])
            work.people.keep_seen(facts, now)
            work.people.assign(facts.user_id, bodies[n % BODIES].id)
        groups = [work.groups.add(_group(n, now)).id for n in range(GROUPS)]
        for n, group_id in enumerate(groups):
            members = [p for p in range(people) if n in (p % GROUPS, (p + 7) % GROUPS)]
            reading = ChannelReading(
                channel_id=f"CB{n:03d}",
                name=f"group-{n}",
                members=tuple(map(town.someone, members)),
                read_at=now,
            )
            work.channels.keep_reading(reading)
            chair = Term(user_id=town.someone(n), starts_on=date(2026, 1, 1))
            work.roles.appoint_chair(group_id, chair)
            for ahead in (2, 9):
                starts = now + timedelta(days=ahead)
                number = work.numbers.take_next("D")
                made = {"created_by": town.someone(n), "created_at": now}
                work.dialogues.add(network.dialogue(number, group_id, starts, **made))
    rows = [_action(n, groups, bodies, people, now) for n in range(1, open_actions + 1)]
    with writing_engine(engine).begin() as connection:
        connection.execute(insert(actions), rows)
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _group(n, now):
    return Group(
        id=0,
        channel_id=f"CB{n:03d}",
        name=f"Group {n}",
        zone=ZONES[n % 5],
        digest_time=time(9),
        digest_weekday=4,
        created_at=now - timedelta(days=100),
    )


def _action(number, groups, bodies, people, now):
    owner = None if number % 5 == 0 else town.someone(number * 13 % people)
    action = network.action(
        number,
        groups[number % GROUPS],
        title=f"Draft the summary of test results {number}",
        owner_user_id=owner,
        owner_organisation_id=None if number % 20 == 0 else bodies[number * 13 % BODIES].id,
        due_on=now.date() + timedelta(days=number % 90 - 30) if number % 10 else None,
        created_by=town.someone(0),
        created_at=now - timedelta(days=40),
    )
    return {"workspace_id": town.TEAM, **to_row(action), "settled_on": None}
