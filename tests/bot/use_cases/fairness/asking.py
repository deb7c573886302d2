"""What a search finds, and what organisations have paid before."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.fairness import Charge, Weights
from bot.use_cases.fairness.find_slots import FindSlots, find_slots
from tests.bot.use_cases.dialogues.town import DAY, LIAM, NOW

WEEK = timedelta(weeks=1)


def found(town, user_id=LIAM, *, now=NOW, weights=None, presence=None, **wish):
    return find_slots(
        FindSlots(**({"ahead": 2 * WEEK} | wish)),
        replace(town.by(user_id, now), presence=town.presence if presence is None else presence),
        group=town.tech,
        weights=weights or Weights(),
    )


def pay(town, **points):
    """What organisations have paid so far this year, all for one dialogue that is long past."""
    dialogue = town.schedule(starts_at=NOW + 300 * DAY, title="Long past")
    ids = {o.name: o.id for o in town.work.organisations.all()}
    town.work.charges.keep_charges(
        Charge(
            number=dialogue.number,
            organisation_id=ids[name],
            group_id=town.tech.id,
            year=2026,
            points=number,
        )
        for name, number in points.items()
    )
