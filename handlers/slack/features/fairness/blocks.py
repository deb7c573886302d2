"""Slots with who pays for them, and the score of a year: private answers."""

from collections.abc import Iterable, Sequence

from bot.domain.fairness import Weights
from bot.domain.wording import (
    count,
    set_apart,
    shortened,
    spell_day,
    spell_minutes,
    spell_moment,
    spell_weekday,
)
from bot.domain.zones import to_wall
from bot.languages import _, _n, _p
from bot.use_cases.fairness.find_slots import FoundSlot, FoundSlots, Share
from bot.use_cases.fairness.totals import Score, Totals
from handlers.slack.features.dialogues.times import city_name
from handlers.slack.features.fairness.parsing import ChosenSlot, write_slot
from handlers.slack.kit import audience_words, confirm_header
from handlers.slack.kit import blocks as kit

SCHEDULE, YEAR = "fairness.schedule", "fairness.year"

_MOST_PAYERS, _MOST_SCORES, _MOST_YEARS = 4, 40, 5
_LONGEST_NAME = 50


def slot_blocks(result: FoundSlots, *, may_schedule: bool) -> list[kit.Block]:
    """Each slot in the reader's time and the group's, with those who pay; the fairest first."""
    length = spell_minutes(result.minutes)
    blocks = [
        confirm_header("Times for {length}, the fairest first", length=length),
        kit.rich(kit.line(_what_was_asked(result)), kit.line(_ranking(result))),
    ]
    if not result.slots:
        return [*blocks, kit.rich(kit.say("Every hour of it is taken by the group's dialogues."))]
    for number, slot in enumerate(result.slots, 1):
        blocks.append(kit.rich(*_slot_lines(result, slot, number)))
        if may_schedule:
            blocks.append(kit.actions(_schedule_button(result, slot, number)))
    also = _("Now 8, then 16: the points of the year before and after.")
    return [*blocks, _weights(result.weights, also)]


def score_blocks(totals: Totals, weights: Weights) -> list[kit.Block]:
    """Points by organisation, who paid most first."""
    name = totals.group.name
    blocks = [confirm_header("Whose hours in {year}: {group}", year=totals.year, group=name)]
    if not totals.held:
        held = _(
            "No dialogue of {group} that you can see has taken place in {year}. "
            "Nobody has paid with an unsocial hour.",
            group=name,
            year=totals.year,
        )
        blocks.append(kit.rich(kit.line(held)))
    else:
        held = _n(
            "{number} dialogue has taken place. Points for unsocial hours, who paid most first:",
            "{number} dialogues have taken place. Points for unsocial hours, who paid most first:",
            totals.held,
        )
        blocks.append(kit.rich(kit.line(held), kit.bullets(_score_lines(totals.scores))))
    others = [year for year in totals.years if year != totals.year][-_MOST_YEARS:]
    if others:
        row = [kit.button(str(y), f"{YEAR}:{y}", f"{y} {totals.group.channel_id}") for y in others]
        blocks.append(kit.actions(*row))
    return [*blocks, _weights(weights, _("A dialogue is charged once it has taken place."))]


def day_says(result: FoundSlots, title: str) -> str:
    """What the picture of the best slot's day shows, for those who do not see it."""
    best = result.slots[0]
    parts = [f"{share.organisation.name}, {_cost(share, best, result)}" for share in best.payers]
    if ordinary := len(best.shares) - len(best.payers):
        part = _n(
            "{number} organisation in working hours",
            "{number} organisations in working hours",
            ordinary,
        )
        parts.append(part)
    return _(
        "The hours of the day by organisation, one row for each. {title}. In the frame: {parts}.",
        title=title,
        parts="; ".join(parts),
    )


def year_says(totals: Totals) -> str:
    """What the picture of the year shows."""
    parts = [f"{score.organisation.name} {score.total}" for score in totals.scores]
    return _(
        "Points for unsocial hours in {year}, one bar for each: {scores}.",
        year=totals.year,
        scores=", ".join(parts),
    )


def _what_was_asked(result: FoundSlots) -> str:
    zone = result.group.zone
    last = spell_day(to_wall(result.until, zone).date())
    when = _p("span", "until {day}", day=last)
    if result.since is not None:
        first = spell_day(to_wall(result.since, zone).date())
        when = _("from {first} until {last}", first=first, last=last)
    return _n(
        "For {audience} of {group}, {when}: {number} organisation would be invited.",
        "For {audience} of {group}, {when}: {number} organisations would be invited.",
        len(result.organisations),
        audience=audience_words(result.audience),
        group=result.group.name,
        when=when,
    )


def _ranking(result: FoundSlots) -> str:
    words = _(
        "Ranked by who would have paid most in {year}, then by what it costs all together.",
        year=result.year,
    )
    if to_wall(result.until, result.group.zone).year > result.year:
        again = _(
            "The score starts again from 0 on 1 January; here all count towards {year}.",
            year=result.year,
        )
        words = f"{words} {again}"
    return words


def _slot_lines(result: FoundSlots, slot: FoundSlot, number: int) -> Iterable[kit.Element]:
    zone = result.group.zone
    yield kit.line(kit.bold(f"{number}. "), kit.moment(slot.starts_at, zone), _(" (your time)"))
    yield kit.line(spell_moment(slot.starts_at, zone))
    payers = slot.payers
    if not payers:
        yield kit.say("Within working hours for everyone.")
        return
    yield kit.bullets(kit.line(_payer(share, slot, result)) for share in payers[:_MOST_PAYERS])
    if (left := len(payers) - _MOST_PAYERS) > 0:
        yield kit.More(left, lambda number: kit.line(_other_payers(payers[-number:])))


def _payer(share: Share, slot: FoundSlot, result: FoundSlots) -> str:
    """ "KCSC, 23:00–00:00 in Seoul: night, 8 points (now 12, then 20)"."""
    return _(
        "{organisation}, {cost} (now {before}, then {after})",
        organisation=set_apart(shortened(share.organisation.name, _LONGEST_NAME)),
        cost=_cost(share, slot, result),
        before=share.before,
        after=share.after,
    )


def _cost(share: Share, slot: FoundSlot, result: FoundSlots) -> str:
    """With the weekday where it is not the group's."""
    place, there = city_name(share.organisation.zone), share.burden.start
    if there.date() != to_wall(slot.starts_at, result.group.zone).date():
        place = _("{place} on {weekday}", place=place, weekday=spell_weekday(there.weekday()))
    return share.burden.words(place)


def _other_payers(shares: Sequence[Share]) -> str:
    least, most = shares[-1].burden.points, shares[0].burden.points
    each = count(most, "point", "points")
    if least != most:
        each = _("{least} to {most}", least=least, most=each)
    return _n(
        "and {number} more organisation, {points} each",
        "and {number} more organisations, {points} each",
        len(shares),
        points=each,
    )


def _schedule_button(result: FoundSlots, slot: FoundSlot, number: int) -> kit.Element:
    group, at = result.group, slot.starts_at
    value = write_slot(ChosenSlot(group.channel_id, at, result.minutes, result.audience))
    heard = _("Schedule on {moment}", moment=spell_moment(at, group.zone))
    return kit.button(_("Schedule this"), f"{SCHEDULE}:{number}", value, says=heard)


def _score_lines(scores: Sequence[Score]) -> list[kit.Element]:
    lines = [
        kit.line(
            kit.bold(f"{score.total} "),
            f"{set_apart(shortened(score.organisation.name, _LONGEST_NAME))}, ",
            count(score.dialogues, "dialogue", "dialogues"),
        )
        for score in scores
    ]
    return kit.first_lines(
        lines, _MOST_SCORES, "and {number} more organisation", "and {number} more organisations"
    )


def _weights(weights: Weights, also: str) -> kit.Block:
    return kit.note(
        "Points by local hour: {weights}. The worst quarter of an hour counts. {also}",
        weights=weights.words(),
        also=also,
    )
