"""What only clauses are made of: marks of a due day, steps of a move, spans, links."""

import re
from dataclasses import dataclass, replace

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.combined import Feast, Unsure, months_ahead
from bot.dates.meaning.days import CalendarDay, DaysAhead, Following, NoOneDay, NthWeekday
from bot.dates.meaning.hours import unread
from bot.dates.meaning.periods import DayRange, Edge, EndOf, Period
from bot.dates.tables.days import MARK, NO_ONE_DAY, before
from bot.domain.audience import Audience
from bot.languages import N_

_ONLY = {"members only": Audience.MEMBERS, "members-only": Audience.MEMBERS}
_WIDE = {
    "group": Audience.GROUP, "the group": Audience.GROUP, "the whole group": Audience.GROUP,
    "network": Audience.NETWORK, "the network": Audience.NETWORK,
    "the whole network": Audience.NETWORK,
}  # fmt: skip
_NOT_LAST = NoOneDay(unread(N_("That is a first day. Please write the last one.")))
_MONTH = 30
_MOST_OF_STEP = 6 * 60
"""Minutes; a longer distance, such as 14h, is a time of day."""
_ADDRESS = r"https?://[^\s>|]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"


@dataclass(frozen=True, slots=True)
class Step:
    """ "a week later", "+1h": how far a dialogue moves. `sure` False: "back one hour" is earlier to
    some and later to others; then `minutes` or `days` are those of the likelier way."""

    days: int = 0
    minutes: int = 0
    months: int = 0
    sure: bool = True

    def back(self, *, sure: bool = True) -> "Step":
        """The same distance the other way."""
        return Step(-self.days, -self.minutes, -self.months, sure)


def _unsure(step: Step) -> Step:
    return step.back(sure=False)


def _either_way(step: Step) -> Step | None:
    return replace(step, sure=False) if step.minutes <= _MOST_OF_STEP else None


def _label(match: re.Match[str]) -> str | None:
    """ "Date:" where a line or a part begins, or behind a number; "Save the date:" is a title."""
    return MARK if re.search(r"(?:^|[\n\d,;•|/–-])\s*$", match.string[: match.start()]) else None


def _ahead(number: int, span: int = 30) -> tuple[str, int]:
    return "ahead", number * span


def add_parts(g: Grammar) -> None:
    """Adds these phrases to the grammar."""
    g.words("only", _ONLY)
    g.terminal("label", "(?:date|when|day):", _label, first=("date", "when", "day"))
    g.terminal("timelabel", "time:", _label, first=("time",))
    soon = "asap|as_soon_as_possible|soon|shortly|when_possible|at_some_point|at_your_convenience"
    then = "in_due_course|in_the_near_future|in_the_new_year|tbc|tbd"
    g.rule("vaguetime", f"{soon}|{then}", NO_ONE_DAY)
    g.rule("vaguetime", "out_of|outside the? office|business|working|school? hours", NO_ONE_DAY)
    spans = "break|holidays|recess|half-term|half_term|term|term_time|summer|winter|spring|autumn"
    by = "during|in|outside|after|before|over|by|until|until_after|throughout"
    g.rule("vaguetime", f"{by} the? summer|winter|christmas|easter? {spans}", NO_ONE_DAY)
    g.words("audience", {"members": Audience.MEMBERS, **_ONLY})
    g.words("wide", _WIDE)
    address = r"https?://[^\s>|]+|<https?://[^>|\s]+(?:\|[^>]*)?>"
    g.terminal("address", address, lambda m: m.span(), first=("https", "http", "<"))
    linked = rf"link:?\s+(<https?://[^>\s]+>|{_ADDRESS})"
    g.terminal("linkto", linked, lambda m: m.span(1), first=("link",))
    reasons = ("because", "as", "since", "due", "owing", "so", "to", "in")
    why = "because|as(?! soon)|since|due to|owing to|so that|so|to suit|to let|to allow|to avoid"
    reason = rf"(?:{why}|in order to|to accommodate)\b.*"
    g.terminal("because", reason, lambda m: m.span(), first=reasons)
    g.terminal("ownend", r"until midnight, [^()]{1,40} time", lambda m: MARK, first=("until",))
    g.rule("tonight", "tonight", (DaysAhead(0), "night"))
    g.rule("tonight", "this {part}", lambda part: (DaysAhead(0), part))
    g.rule("led_part", "{wday}|{plainday} {part}", lambda day, _: day)
    g.rule("led_part", "{tonight}", lambda both: both[0])
    g.rule(
        "duemark", "by|due|until|till|before_or_on|on_or_before|due_by|due_on|deadline|within", MARK
    )
    g.rule("duemark", "due:|due_date|due_date:|deadline:|when:|due_date_is", MARK)
    g.rule("duemark", "the? deadline_is|deadline_of|with_a_deadline_of", MARK)
    g.rule("duemark", "d'ici_le|d'ici_au|jusqu'au|au_plus_tard_le|pour_le|bis|bis_zum", MARK)
    g.rule("duemark", "no_later_than|not_later_than|latest|latest_by|at_the_latest by?", MARK)
    g.rule(
        "closing", "cob|eod|eob|close_of_business|close_of_play|end_of_business|end_of_play", MARK
    )
    g.rule("closing", "end_of_day|end_of_the_day|c.o.b.|c.o.b|e.o.d.|e.o.d|cop|eop|c.o.p.", MARK)
    g.rule("closingtoday", "{closing}", lambda _: Period("day", ahead=0))
    g.rule("oneday", "{day}|{wday}|{oneof}|{days}|{ordinalday}|{loose}")
    g.rule("someday", "{oneday}|{period}|{monthspan}")
    g.rule("beforeday", "{someday}", before)
    g.rule("beforeday", "the? end_of {period}|{monthspan}", EndOf)
    g.rule("spanahead", "{number} {span}", lambda n, s: DaysAhead(n * s))
    g.rule("spanahead", "{number} {longspan}", lambda n, s: months_ahead(n * s))
    g.rule("coming", "{onespan}", lambda n: months_ahead(1) if n == _MONTH else DaysAhead(n))
    g.rule("coming", "few? days|weeks|months", NO_ONE_DAY)
    g.rule("about", "about|around|approximately|approx|roughly|circa", MARK)
    g.rule("roughly", "{about} {day}|{wday}", lambda _, day: Unsure(day))
    g.rule("roughly", "{day} or_so|or_thereabouts", Unsure)
    g.rule("roughly", "{ish}")
    g.rule("roughly", "{nthcoming}")
    # "last Friday" is one that was
    coming = lambda n, w: Unsure(NthWeekday(n, w, None)) if 0 < n < 6 else None  # noqa: E731
    g.rule("nthcoming", "the? {nth} {weekday}", coming)
    g.rule("ish", "{day} ish|-ish", Unsure)
    g.rule("ish", "the? {nthish} of? {month} {year}?", lambda d, m, y: Unsure(CalendarDay(d, m, y)))
    g.terminal("nthish", r"(\d{1,2})(?:st|nd|rd|th)?-?ish(?!\w)", lambda match: int(match[1]))
    g.rule("couple", "a? couple_of {span}", lambda s: Unsure(DaysAhead(2 * s)))
    earliest = "not_before|no_earlier_than|not_earlier_than|no_sooner_than"
    g.rule("notbefore", f"{earliest} {{someday}}", _NOT_LAST)
    years = "financial|fiscal|school|academic|parliamentary|tax"
    g.rule("unread", f"the? end_of|start_of? the? {years} year", NO_ONE_DAY)
    g.rule("unread", "the? end_of|start_of? fy", NO_ONE_DAY)
    g.rule("anyway", "{amount}", _either_way)
    g.rule("anyway", "{amount} on|along", None)
    g.rule("beforemark", "before|ahead_of|prior_to|avant|avant_le", MARK)
    g.rule("followingday", "the_following|following {weekday}", lambda w: Following(w, 1))
    g.rule("followingday", "the? {weekday} after|afterwards|following", lambda w: Following(w, 1))
    g.rule("followingday", "the? {weekday} before", lambda w: Following(w, -1))
    g.rules(
        "amount",
        ("{minutes}", lambda m: Step(minutes=m) if isinstance(m, int) else None),
        ("{number} {span}", lambda n, s: Step(days=n * s)),
        ("{number} month|months", lambda n: Step(months=n)),
        ("{short}", lambda n: Step(days=n)),
    )
    g.rules(
        "shift",
        ("to|by? {amount} later|after|afterwards|forwards", None, "one hour later"),
        ("to|by? {amount} earlier|sooner|before", Step.back, "an hour earlier"),
        ("by|+ {amount}", None, "by 30 minutes"),
        ("later|on|push_back|put_back|delay|postpone|delayed|postponed by? {amount}",),
        ("-|earlier|bring_forward by? {amount}", Step.back),
        ("back|forward by? {amount}", _unsure, "back one hour"),
        ("{amount} back|forward", _unsure),
        ("to? the? next_day|following_day|day_after", Step(days=1)),
        ("to? the? day_before|previous_day", Step(days=-1)),
        ("to? the? same_day? the? next|following week", Step(days=7)),
        ("to? the? week_after", Step(days=7)),
        ("to? the? week_before|previous_week", Step(days=-7)),
        ("to? the? next|following month", Step(months=1)),
    )
    g.words("onespan", {"day": 1, "week": 7, "fortnight": 14, "month": _MONTH})
    g.rule("lead", "in|within|over|during|for|on|at", MARK)
    g.rules(
        "ahead",
        ("in|within|over|during|for? the? next|coming|following {number} {span}", _ahead),
        ("in|within|over|during|for? the? next|coming|following {number} month|months", _ahead),
        ("in|within|over|during|for the next|coming|following {onespan}", lambda n: _ahead(1, n)),
        ("in|within|over|during|for {number} {span}", _ahead),
        ("in|within|over|during|for {number} month|months", _ahead),
    )
    g.rule("twodays", "{wday}|{calday} and|& {wday}|{calday}", DayRange)
    g.rule("spanday", "{day}|{wday}|{monthspan}|{period}")
    g.rule("lastday", "{spanday}", lambda day: DayRange(None, day))
    g.rule("daybefore", "{spanday}", lambda day: DayRange(None, Edge(day, before=True)))
    g.rule("firstafter", "{spanday}", lambda day: Edge(day, before=False))
    g.rule("newyear", "the new_year", Feast("New Year"))
    g.rule("fromday", "now", DaysAhead(0))
    g.rule("fromday", "{spanday}|{monthday}")
    g.rule("between", "between|from {fromday} and|to|until|till|- {spanday}", DayRange)
    months = "{monthof} and|or|to|-|/|& {monthof}"
    g.rule("between", f"in? {months}", lambda one, two: DayRange(one, EndOf(two)), "in Jan or Feb")
    g.terminal("short", r"(\d{1,3})\s?(d|w)(?!\w)", lambda m: int(m[1]) * (7 if m[2] == "w" else 1))
