"""What only clauses are made of: marks of a due day, steps of a move, spans, links."""

from bot.dates.chart.cover import Fill, Place, Stands
from bot.dates.chart.engine import Grammar
from bot.dates.tables.days import before
from bot.dates.tables.values import DaysAhead, EndOf, Following, Period, SpanOfDays, Step
from bot.domain.audience import Audience

P = Place
_AUDIENCES = {
    "members": Audience.MEMBERS, "members only": Audience.MEMBERS, "members-only": Audience.MEMBERS,
}  # fmt: skip
_WIDE = {
    "group": Audience.GROUP, "the group": Audience.GROUP, "the whole group": Audience.GROUP,
    "network": Audience.NETWORK, "the network": Audience.NETWORK,
    "the whole network": Audience.NETWORK,
}  # fmt: skip
_ADDRESS = r"https?://[^\s>|]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"


def add_parts(g: Grammar) -> None:
    """Adds these phrases to the grammar."""
    g.words("audience", _AUDIENCES)
    g.words("wide", _WIDE)
    address = r"https?://[^\s>|]+|<https?://[^>|\s]+(?:\|[^>]*)?>"
    g.terminal("address", address, lambda m: m.span(), first=("https", "http", "<"))
    linked = rf"link:?\s+(<https?://[^>\s]+>|{_ADDRESS})"
    g.terminal("linkto", linked, lambda m: m.span(1), first=("link",))
    reasons = ("because", "as", "since", "due", "owing")
    reason = r"(?:because|as we|as the|as it|since|due to|owing to)\b.*"
    g.terminal("because", reason, lambda m: m.span(), first=reasons)
    g.table(
        """
tonight  tonight  night
tonight  this {part}  this_part
duemark  by|due|until|till|before_or_on|due_by|due_on|deadline|within  none
duemark  due:|due_date|due_date:|deadline:  none
duemark  no_later_than|not_later_than|latest|latest_by|at_the_latest by?  none
closing  cob|eod|close_of_business|close_of_play|end_of_day|end_of_business|end_of_play  none
closing  end_of_the_day  none
closingtoday  {closing}  today
beforeday  {day}|{wday}|{oneof}|{days}|{ordinalday}|{loose}|{period}|{monthspan}  before
beforeday  the? end_of {period}|{monthspan}  EndOf
spanahead  {number} {span}  ahead
followingday  the_following|following {weekday}  following
followingday  the? {weekday} after|afterwards|following  following
followingday  the? {weekday} before  preceding
amount  {minutes}  minutes
amount  {number} {span}  days
amount  {number} month|months  months
amount  {short}  days
shift  to|by? {amount} later|after|afterwards|forwards  later  one hour later
shift  to|by? {amount} earlier|sooner|before  earlier  an hour earlier
shift  by|+ {amount}  later  by 30 minutes
shift  later|on by? {amount}  later
shift  - {amount}  earlier
shift  earlier by? {amount}  earlier
shift  push_back|put_back|delay|postpone|delayed|postponed by? {amount}  later
shift  bring_forward by? {amount}  earlier
shift  back by? {amount}  unsure  back one hour
shift  {amount} back  unsure
shift  forward by? {amount}  unsure
shift  {amount} forward  unsure
shift  to? the? next|following day  a_day
shift  to? the? day_after  a_day
shift  to? the? day_before|previous_day  day_before
shift  to? the? same_day? the? next|following week  a_week
shift  to? the? week_after  a_week
shift  to? the? week_before|previous_week  week_before
shift  to? the? next|following month  a_month
dueshift  {shift}  shifted
lead  in|within|over|during|for|on|at  none
ahead  in|within|over|during|for the? next|coming|following {number}? {span}  ahead_days
ahead  in|within|over|during|for the? next|coming|following {number}? month|months  ahead_months
ahead  the? next|coming|following {number} {span}  ahead_days
ahead  the? next|coming|following {number} month|months  ahead_months
ahead  in|within|over|during|for {number} {span}  ahead_days
ahead  in|within|over|during|for {number} month|months  ahead_months
lastday  {day}|{wday}|{monthspan}|{period}  until
between  between|from {day}|{wday}|{monthday} and|to|until|till|- {day}|{wday}  between
""",
        {
            "none": "",
            "night": (DaysAhead(0), "night"),
            "this_part": lambda part: (DaysAhead(0), part),
            "today": lambda _: Period("day", ahead=0),
            "before": before,
            "EndOf": EndOf,
            "ahead": lambda n, s: DaysAhead(n * s),
            "following": lambda w: Following(w, 1),
            "preceding": lambda w: Following(w, -1),
            "minutes": lambda m: Step(minutes=m) if isinstance(m, int) else None,
            "days": lambda n, s=1: Step(days=n * s),
            "months": lambda n: Step(months=n),
            "later": lambda s: s,
            "earlier": lambda s: Step(-s.days, -s.minutes, -s.months),
            "unsure": lambda s: Step(-s.days, -s.minutes, -s.months, sure=False),
            "a_day": Step(days=1),
            "day_before": Step(days=-1),
            "a_week": Step(days=7),
            "week_before": Step(days=-7),
            "a_month": Step(months=1),
            "shifted": lambda s: Fill(((P.SHIFT, s),), Stands.FREE),
            "ahead_days": lambda n, s: ("ahead", (n or 1) * s),
            "ahead_months": lambda n: ("ahead", (n or 1) * 30),
            "until": lambda d: SpanOfDays(None, d),
            "between": SpanOfDays,
        },
    )
    days = r"(\d{1,3})\s?(d|w)(?!\w)"
    g.terminal("short", days, lambda m: int(m[1]) * (7 if m[2] == "w" else 1))
