"""The network of the tests of actions and mornings: two groups, five organisations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.delivery import State, SubjectType
from bot.domain.group import read_anew
from bot.domain.person import Absence
from bot.use_cases.actions.edit import (
    AssignAction,
    EditAction,
    RedateAction,
    assign_action,
    edit_action,
    redate_action,
)
from bot.use_cases.actions.owners import NOBODY, owner_of
from bot.use_cases.actions.settle import (
    CompleteAction,
    complete_action,
    snooze_action,
)
from tests import network as vocabulary
from tests.bot.use_cases.opening import having_seen
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

    def placing(self, user_id, now=NOW):
        """The arguments of a verb that chooses an owner."""
        return {"context": self.by(user_id, now), "facts": everybody()}

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

    def owed_to(self):
        """Who has a morning, whatever became of it."""
        return {user_id for user_id in self.CAST if self.mornings(user_id)}

    def owed_days(self, user_id):
        """Local dates of the mornings still owed, the earliest first."""
        rows = self.mornings(user_id)
        return sorted(row.occurrence for row in rows if row.state is State.OWED)

    def read_channels(self, *without, now=NOW):
        """The last reading of each channel, without these people."""
        for place, facts in self.presence.items():
            self.presence[place] = replace(facts, members=facts.members - {*without})
            found = read_anew(place, self.presence[place], None, now)
            self.work.channels.keep_reading(found)

    def covers(self, user_id, deputy=None, *days, now=NOW):
        """The person has a deputy, and is away from the first of `days` up to the last."""
        absences = (Absence(days[0], days[-1]),) if days else ()
        self.work.people.keep_cover(user_id, deputy, absences, now)

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


# What is done to A1 -----------------------------------------------------------------------------


def assign(network, user_id=LIAM, owner=NOBODY, note=None):
    return assign_action(AssignAction(1, owner, note), **network.placing(user_id))


def redate(network, user_id=LIAM, due_on=None, now=NOW):
    return redate_action(RedateAction(1, due_on), context=network.by(user_id, now))


def edit(network, user_id=LIAM, **changes):
    """The form as it opens, with some fields changed."""
    before = network.stored()
    fields = {
        "number": 1,
        "title": before.title,
        "owner": owner_of(before),
        "due_on": before.due_on,
        "audience": before.audience,
    }
    placing = network.placing(user_id)
    return having_seen(lambda w: edit_action(w, **placing), EditAction(**{**fields, **changes}))


def complete(network, user_id=LIAM, note=None, now=NOW):
    return complete_action(CompleteAction(1, note), context=network.by(user_id, now))


def snooze(network, user_id=LIAM, now=NOW):
    return snooze_action(1, None, context=network.by(user_id, now))


def unchanged(network, before, error, do, *arguments, **named):
    """A refusal, with the action as it was and no line of history."""
    with pytest.raises(error) as caught:
        do(network, *arguments, **named)
    assert network.stored() == before
    assert network.history() == []
    return caught.value
