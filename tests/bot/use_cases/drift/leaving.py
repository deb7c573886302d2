"""Actions of people who leave, and what the chairs are then told."""

from datetime import timedelta

from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from tests.storage.records import NOW, action

ALL = Reader(user_id="UCHAIR", secretariat=True)
TODAY = NOW.date()


def owe_actions(where, how_many, owner="UGONE"):
    org = where.work.organisations.by_name("Ofcom")
    for number in range(1, how_many + 1):
        where.work.actions.add(
            action(
                number,
                where.group.id,
                title=f"{number} " + "word " * 25,
                owner_user_id=owner,
                owner_organisation_id=org.id,
            )
        )


def rows(where, recipient, kind):
    since = NOW - timedelta(days=1)
    return [r for r in where.work.deliveries.of_recipient(recipient, since) if r.kind == kind]


def told(where, row):
    return notification_for(row, Context(reader=ALL, work=where.work, now=NOW))
