"""Charges what has taken place: each organisation that was invited, for its worst hour."""

from datetime import timedelta
from functools import partial

from bot.domain import Dialogue, Group
from bot.domain.fairness import Charge, Weights, burden_of_meeting
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.revisions import invited_at_last

WITHIN = timedelta(days=30)
"""What ended longer ago is no longer charged: after so long an outage the chairs know best."""


def charge_past(context: Context, *, weights: Weights) -> int:
    """How many dialogues were charged; each is once, however often and by whomever this runs.

    A dialogue that costs nobody a point is charged with noughts, so that it is known as held.
    """
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    ended = work.charges.not_yet_charged(tuple(groups), now - WITHIN, now)
    return sum(
        work.charges.keep_charges(_charges_of(dialogue, groups[dialogue.group_id], work, weights))
        > 0
        for dialogue in ended
    )


def _charges_of(
    dialogue: Dialogue, group: Group, work: UnitOfWork, weights: Weights
) -> tuple[Charge, ...]:
    return tuple(
        Charge(
            number=dialogue.number,
            organisation_id=organisation.id,
            group_id=group.id,
            year=to_wall(dialogue.starts_at, group.zone).year,
            points=burden_of_meeting(
                dialogue.starts_at,
                dialogue.minutes,
                organisation.zone,
                holiday_on=partial(work.holidays.on, organisation.country),
                weights=weights,
            ).points,
        )
        for organisation in invited_at_last(dialogue, work=work)
    )
