"""Finds times for a dialogue, ranked by what each would do to whoever has paid most so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Act, Audience, Group, NextStep, Organisation, Refusal, zones
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.fairness import Burden, Weights
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import checked_minutes
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.fairness.search import Span, best_starts, costs_of, free_starts
from bot.use_cases.fairness.totals import burden_on
from bot.use_cases.refusals import demand_right

LONGEST_AHEAD = timedelta(weeks=26)
USUAL_AHEAD = timedelta(weeks=3)
NOTICE = timedelta(days=1)
"""Nobody is asked to come sooner than this."""
MOST_SLOTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSlots:
    """`ahead`: how far from now to look. None in `audience`: the group's default. `since` and
    `until`, aware: the stretch to look in, where it is named."""

    minutes: int = DEFAULT_MINUTES
    ahead: timedelta = USUAL_AHEAD
    since: datetime | None = None
    until: datetime | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a slot costs one organisation, and its total of the year before."""

    organisation: Organisation
    burden: Burden
    before: int

    @property
    def after(self) -> int:
        return self.before + self.burden.points


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSlot:
    """`shares`: of every organisation that would be invited, who pays most first."""

    starts_at: datetime
    shares: tuple[Share, ...]

    @property
    def payers(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.burden.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSlots:
    """`slots`: the fairest first. The totals are those of `year`, now's in the group's zone.
    `since` and `until`: the span that was searched, aware; None: from as soon as may be."""

    group: Group
    minutes: int
    audience: Audience
    weights: Weights
    organisations: tuple[Organisation, ...]
    slots: tuple[FoundSlot, ...]
    year: int
    until: datetime
    since: datetime | None = None


def find_slots(wish: FindSlots, context: Context, *, group: Group, weights: Weights) -> FoundSlots:
    """The best starts on the half hour of the group's clock that clash with none of its dialogues.
    Ranked by the totals after, the highest first; then by what it costs all together; then the
    soonest. Totals and clashes are those of dialogues that the reader may see."""
    demand_right(context, Act.SEE_FAIRNESS, group)
    minutes = checked_minutes(wish.minutes)
    since = max(context.now + NOTICE, wish.since or context.now)
    until = wish.until or (wish.since or context.now) + wish.ahead
    # A stretch that is named may be short, but not too soon to be asked to come.
    named, now = wish.until is not None, context.now
    shortest = since if named else now + 2 * NOTICE - timedelta(microseconds=1)
    if not shortest < until <= now + LONGEST_AHEAD + (NOTICE if named else timedelta()):
        raise Refusal("I look from two days to 26 weeks ahead.", step=NextStep.FIND_SLOTS)
    audience = wish.audience or group.default_audience
    organisations = invited_organisations(audience, group, context)
    if not organisations:
        raise Refusal(
            "Nobody who would be invited belongs to an organisation yet, so I don't know whose "
            "hours to look at.",
            step=NextStep.ASSIGN_PERSON,
        )
    year = zones.to_wall(context.now, group.zone).year
    totals = context.work.charges.points_of_year(context.reader, group.id, year)
    before = [totals.get(organisation.id, 0) for organisation in organisations]
    span = Span.between(since, until, minutes)
    starts = free_starts(span, group, context)
    costs = costs_of(organisations, span, starts, holidays=context.work.holidays, weights=weights)
    return FoundSlots(
        group=group,
        minutes=minutes,
        audience=audience,
        weights=weights,
        organisations=organisations,
        slots=tuple(
            _weigh_slot(
                span.at(index), minutes, organisations, before, work=context.work, weights=weights
            )
            for index in best_starts(costs, before, span, group, most=MOST_SLOTS)
        ),
        year=year,
        until=until,
        since=wish.since,
    )


def _weigh_slot(
    starts_at: datetime,
    minutes: int,
    organisations: Sequence[Organisation],
    before: Sequence[int],
    *,
    work: UnitOfWork,
    weights: Weights,
) -> FoundSlot:
    shares = [
        Share(
            organisation=organisation,
            burden=burden_on(organisation, starts_at, minutes, work.holidays, weights),
            before=total,
        )
        for organisation, total in zip(organisations, before, strict=True)
    ]
    shares.sort(key=lambda s: (-s.burden.points, -s.after, s.organisation.name))
    return FoundSlot(starts_at=starts_at, shares=tuple(shares))
