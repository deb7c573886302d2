"""The network of the tests of actions and mornings: two groups, five organisations."""

from datetime import UTC, date, datetime

from bot.domain.delivery import State, SubjectType
from bot.use_cases.actions.owners import Whereabouts
from tests import network as vocabulary
from tests.journal import told_about
from tests.network import (
    AMARA,
    DAY,
    DIRECT,
    GONE,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    PAT,
    ROBOT,
    TEACH,
    TECH,
    YVES,
    channel,
    facts_of,
)

__all__ = ["DIRECT", "TEACH", "YVES", "channel", "facts_of"]

NOW = datetime(2026, 12, 7, 8, 55, tzinfo=UTC)
"""A Monday: 08:55 in London, 19:55 in Sydney, 17:55 in Seoul, 03:55 in New York."""
TODAY = date(2026, 12, 7)


class Network(vocabulary.Network):
    """`tech` is mixed and Amara chairs it; `teach` has Liam and Min-ji, and Liam chairs it."""

    NOW = NOW
    CAST = (AMARA, LIAM, OLIVE, MINJI, NORA, PAT, GRACE, YVES, GONE, ROBOT)
    BODIES = ("eSafety", "Ofcom", "KCSC", "Arcom", "NCMEC")
    ROOMS = vocabulary.Network.ROOMS | {TECH: (AMARA, {AMARA, LIAM, OLIVE, MINJI, NORA, PAT})}

    def whereabouts(self):
        return Whereabouts(facts=everybody(), presence=self.presence)

    def placing(self, user_id, now=NOW):
        """The arguments of a verb that chooses an owner."""
        return {"context": self.by(user_id, now), "whereabouts": self.whereabouts()}

    def put(self, number=1, **changes):
        """An action as if it had been logged earlier, by Amara for Liam unless told otherwise."""
        made = action(number, **{"group_id": self.tech.id, **changes})
        self.work.actions.add(made)
        return made

    def stored(self, number=1):
        return self.work.actions.get(self.reader(GRACE), number)

    def mornings(self, user_id, since=NOW - 30 * DAY):
        """Every morning delivery of a person, whatever became of it, the latest due first."""
        return [
            row
            for row in self.work.deliveries.of_recipient(user_id, since)
            if row.subject_type is SubjectType.MORNING
        ]

    def owed_days(self, user_id):
        """Local dates of the mornings still owed, the earliest first."""
        rows = self.mornings(user_id)
        return sorted(row.occurrence for row in rows if row.state is State.OWED)

    def history(self, number=1):
        return [(who, did, detail) for _, who, did, detail in told_about(self.work, f"A{number}")]


settle_in = Network.settle_in


def everybody():
    """What Slack says of each, by id."""
    return {user_id: facts_of(user_id) for user_id in Network.CAST}


def action(number, group_id, **changes):
    fields = {"owner_user_id": LIAM, "zone": "Europe/London", "created_at": NOW - 30 * DAY}
    return vocabulary.action(number, group_id, **{**fields, **changes})


def dialogue(number, group_id, starts_at, **changes):
    made = {"created_at": NOW - 10 * DAY, **changes}
    return vocabulary.dialogue(number, group_id, starts_at, **made)
