"""The clauses of commands: which phrases say a day, a time, a length, and how they are marked."""

from collections.abc import Mapping
from functools import cache

from bot.dates.chart.cover import Fill, Place, Stands
from bot.dates.chart.engine import Grammar
from bot.dates.meaning.hours import Exact, HourRange, SeveralClocks
from bot.dates.tables.days import add_days
from bot.dates.tables.parts import add_parts
from bot.dates.tables.series import add_rhythms
from bot.dates.tables.spans import add_lengths, add_spans
from bot.dates.tables.times import add_times
from bot.dates.tables.zones import add_zones

P = Place

_TAILS: Mapping[Place, tuple[str, ...]] = {
    P.DAY: ("behind_day",), P.TIME: ("behind_time",), P.PART: ("behind_part", "behind_day"),
}  # fmt: skip
_RHYTHMIC = frozenset({P.RHYTHM, P.DAYS, P.TURNS, P.END, P.START, P.EXCEPT})

# Which command knows the clause, how it may stand, what it looks like, what it fills; examples.
_CLAUSES = """
when  MARKED  on|at|@|due|le|{label} {day}  DAY  on 12 Dec; Date: 4 Dec
from_day  MARKED  from {day}  DAY
when  MARKED  on|{label} {oneday}|{numbered}  DAY  on Friday; on 24/12
when  BARE  {day}|{oneof}|{days}|{weekpart}|{ish}  DAY  12 Dec 2026
a_weekday  BARE  {wday}  DAY
when  BARE  {wday} at|@? {tohour}  DAY TIME
when  BARE  {wday} at|@ {either}|{hours}|{barehours}|{dotted}  DAY TIME  Friday at 10
when  BARE  {wday} {time}|{hours}|{barehours}|{dotted}|{wordhour}  DAY TIME  Friday 10:00
when  BARE  {numbered}  DAY  Mon 7
when  BARE  {bareordinal} at|@? {time}|{hours}  DAY TIME
when  BARE  {loose} at|@? {time}|{hours}|{dotted}  DAY TIME
when  MARKED  at|@|from|{timelabel} {time}|{hours}|{dotted}|{clocks}  TIME  at 14:00
when  MARKED  {sometime}  TIME
when  MARKED  by {hours}|{clocks}  TIME
when  MARKED  from? {sameday}  DAY+TIME+LENGTH
when  MARKED  at {bothtimes}  TIME
when  MARKED  at|@|by {tohour}  TIME  at ten to three
when  MARKED  at {either} in_the|at {part}  TIME PART
when  MARKED  at|@ {either} on? {wday}|{day} {part}  TIME DAY PART
when  MARKED  at|@ {barehour} on? {wday}|{day}  TIME DAY  at 9 tomorrow
when  MARKED  at|@ {barehour} in? {shortzone}|{zonetime}|{key}  TIME ZONE
when  MARKED  on|in the? {part} of {wday}|{day}  PART DAY  on the morning of 3 March
when  MARKED  from {barehours}  TIME  from 10 to 11
when  MARKED  {roughhour} on? {wday}|{day}  TIME DAY
when  MARKED  between {bothhours}  TIME
when  BARE  {time}|{hours}|{clocks}  TIME
when  BARE  {time}|{hours} on? {wday}|{loose}|{numbered}  TIME DAY
when  BARE  {dotted} on? {day}|{wday}  TIME DAY
when  BARE  {weekdaynth}  DAY  Friday the 4th
when  MARKED  {elapsed}  TIME  in 2 hours
when  BARE  on? {wday} {part}  DAY PART  Thursday evening
when  BARE  {tonight}  DAY+PART  tonight
when  BARE  {early} on? {day}|{wday}  PART DAY  first thing tomorrow
when  MARKED  at|from|by {early} on? {day}|{wday}  PART DAY  at lunchtime on Friday
when  FREE  on|at|by|from|due|to? {exact}  TIME
when  BARE  on|at|by|to? {isoday} {isotime} {isozone}?  DAY TIME ZONE
when  BARE  {gluedtime} {isozone}|{clockname}|{distance}  TIME ZONE
zone  FREE  in|@? {slash}  ZONE  in Europe/Dublin
zone  FREE  in {key}  ZONE
lone_zone  FREE  {zonetime}|{shortzone}|{clockname}  ZONE

behind_day  TAIL  at|@? {tohour}  TIME
behind_day  TAIL  at|@|from? {either}|{barehours}  TIME  at 10
behind_day  JOINED  {attime}? {time}|{hours}|{clocks}|{military}|{armyhours}|{dotted}  TIME
behind_day  JOINED  {bothtimes}|{sometime}  TIME
behind_day  JOINED  in_the|at? {part}  PART  in the morning
behind_day  TAIL  {early}  PART
behind_day  JOINED  not {wday}|{day}  FILLER
behind_day  TAIL  {wday}  DAY
behind_day  TAIL  in? {zonetime}|{shortzone}  ZONE
behind_time  TAIL  on? {wday}|{loose}|{ordinalday}|{numbered}  DAY
behind_time  JOINED  on? {wday}|{day}  DAY
behind_time  JOINED  in_the|at {part}  PART  at night
behind_time  TAIL  in|for? {attempt}|{near}  ZONE  Korea time
behind_part  TAIL  at|@? {either}|{hours}|{barehours}  TIME
behind_part  TAIL  of|on {day}|{wday}  DAY
behind  TAIL  {key}  ZONE
behind  TAIL  in {attempt}|{slash}|{badkey}  ZONE  in Sydney
behind  TAIL  {badkey}  ZONE
behind_moment  TAIL  -? {length}  LENGTH  (90m); – 2 hours
behind_once  TAIL  for|lasting|duration|length {toolong}  LENGTH
behind_moment  TAIL  for {wide}  AUDIENCE  for the network
behind_moment  TAIL  {address}  LINK
behind  TAIL  please|pls|plz|thanks|thank_you|thx|many_thanks|cheers|if_possible  FILLER
behind  TAIL  my_time|our_time|{ownend}  FILLER
behind  TAIL  {whose}  ZONE  local time

for_length  MARKED  for|lasting|duration|takes {length}|{colonlength}  LENGTH  for 60m; duration 1h
for_length  MARKED  for|duration|length of|: {length}  LENGTH
for_length  APART  -? {length}  LENGTH
for_audience  MARKED  for {audience}  AUDIENCE  for members
for_audience  ENDED  {only}  AUDIENCE  members only
a_link  FREE  {linkto}  LINK  link https://meet.example.org/1

series  ENDED  {rhythm}|{adverbday}|{monthly}  RHYTHM  every Tuesday
series  ENDED  {within}  RHYTHM+START+END  every Tuesday of March
series  ENDED  {counted}  RHYTHM+END
series  ENDED  {partly}  RHYTHM+PART  every Thursday morning
series  MARKED  at|@ {either} {rhythm}  TIME RHYTHM
series  BARE  from? {barehours} {rhythm}  TIME RHYTHM
series  BARE  {adverb}  RHYTHM
series  ENDED  {yearday}  RHYTHM+START
series  MARKED  {ofmonth}  DAYS
series  BARE  {nthdays}  DAYS  2nd Wednesday
series  FREE  {until}  END
series  MARKED  {start}  START
series  MARKED  {startword} at? {time}  TIME
series  MARKED  {fromto}  START+END
series  MARKED  in|during|throughout {wholemonth}  START+END  in July
series  MARKED  {turns}  TURNS
series  FREE  {badturns}  TURNS
series  MARKED  on {manydays}  DAYS
behind_rhythm  TAIL  {manydays}  DAYS
behind_rhythm  TAIL  by {monthdays}  DAYS
behind_rhythm  TAIL  on? {wday}  DAY
behind_rhythm  TAIL  at? {either}|{barehours}  TIME
behind_rhythm  JOINED  at? {time}|{hours}|{clocks}  TIME
behind_rhythm  JOINED  in_the {part}  PART
behind_rhythm  TAIL  to {day}  END
behind_series  TAIL  {ending}  END
behind_series  TAIL  months_without_a {nth} are_left_out  FILLER
behind_series  TAIL  {except}  EXCEPT  except 29 December; not in August

due  FREE  {duemark} {day}|{wday}  DAY  by 12 Dec; no later than 5 Jan
due  MARKED  {duemark} {oneof}|{days}|{ordinalday}|{loose}|{period}|{monthspan}  DAY  by Q1
due  MARKED  {duemark}|{beforemark} {numbered}  DAY
due  MARKED  {duemark} {day}|{wday} at_the_latest|at_the_very_latest|latest  DAY  by 5 Feb latest
due  MARKED  {duemark} {roughly}  DAY
due  MARKED  {duemark}|before? the? {closing} on|of? {day}|{wday}|{ordinalday}  DAY  by EOD Friday
due  MARKED  by|before? the? {closingtoday}  DAY
due  MARKED  {beforemark} {beforeday}  DAY  before Friday; ahead of Friday
due  MARKED  {duemark}|{beforemark} {time}|{barehour} on? {day}|{wday}  TIME DAY  by noon tomorrow
due  MARKED  {duemark} {day}|{wday} {closing}  DAY
due  MARKED  by {tonight}  DAY+PART
due  FREE  within the? next? {spanahead}  DAY  within two weeks
due  MARKED  in|within the? next? {couple}  DAY
due  MARKED  {duemark} {weekno}|{unread}  DAY  by week 6
due  FREE  {notbefore}  DAY
due  FREE  in|over|during the next|coming {spanahead}  DAY
due  FREE  in|within|over|during the next|coming {coming}  DAY
weak  FREE  {period}  DAY
weak  MARKED  for|in|during|on|at|from|until|by|before {day}|{wday}|{period}|{monthof}|{oneof}  DAY
weak  MARKED  for the? {loose}|{ordinalday}  DAY
weak  MARKED  after|since {day}|{wday}|{period}|{monthof}  DAY
weak  MARKED  between {days}|{twodays}  DAY
vague  FREE  {vaguetime}  DAY
bound  MARKED  of|about|re|after|since {day}|{wday}|{weekdaynth}|{nthcoming}  DAY
due  FREE  {duemark} {agreed}  DAY
when  MARKED  on {agreed}  DAY
move  FREE  to|on {agreed}  DAY
led  FREE  on? {wday}|{day}|{period}|{weekno}|{led_part}  DAY

move  FREE  {shift}  SHIFT  a week later; +1h; to the next day
move  FREE  {anyway}  SHIFT
move  FREE  to? {followingday}  DAY  to the following Monday
move  FREE  at|to|on? the? same_time|usual_time|same_hour|same_day  FILLER  same time
move  FREE  to|until|till|on|at {oneday}|{period}|{numbered}  DAY  to Thursday
move  FREE  to|in {weekno}  DAY
move  FREE  to|until|till|at? {either}|{time}|{hours}|{clocks}|{military}  TIME  to 15:00; to 9
move  FREE  to|until|till|at {tohour}|{barehours}  TIME
move  FREE  to {tonight}  DAY+PART
move  FREE  to|at the? {part}  PART  to lunchtime
move  FREE  to {early} on? {day}|{wday}  PART DAY
move  FREE  instead|please|back|forward|forwards  FILLER
move  FREE  {because}  REASON  because of the holiday

find  FREE  {ahead}  END  in the next 3 weeks
find  FREE  in {newyear}  START
find  FREE  {lead}? {someday}|{weekno}  DAY  next week; in January; week 6
find  FREE  {between}  DAY  between 11 and 22 January
find  FREE  until|till|by|up_to|no_later_than {lastday}  DAY  until 31 January
find  FREE  {beforemark} {daybefore}  DAY  before Christmas
find  FREE  from|starting|not_before {spanday}  START
find  FREE  after {firstafter}  START  after Easter
find  FREE  for|lasting? {length}|{colonlength}  LENGTH  60m
find  FREE  for {audience}|{wide}  AUDIENCE
find  FREE  asap|as_soon_as_possible  FILLER
find  FREE  a|some|any? time|sometime|slot|slots|times|date|gap|dates for|of?  FILLER

weekly  FREE  every|each|on? {wdays}|{workdays}  DAYS
weekly  FREE  at|@? {either}  TIME
dueshift  FREE  {shift}  SHIFT
alone  FREE  to|until|till|by|on|at? {loose}|{period}|{days}|{ordinalday}|{oneof}|{numbered}  DAY
alone  FREE  to|until|till|by|on {day}|{wday}  DAY
alone  FREE  to|until|till|by|on? {nthcoming}  DAY
minutes_alone  FREE  for? {length}  LENGTH
"""

# Which clauses a command knows
_COMMANDS = {
    "once": "when from_day a_weekday zone for_length for_audience a_link",
    "schedule": "once series",
    "due": "a_weekday when",
    "move": "when a_weekday zone for_length",
    "whole": "when from_day a_weekday zone alone",
    "due_alone": "whole due dueshift",
}
_DAYS_ALONE = frozenset({"due", "due_alone", "weak", "bound"})
"""Commands that a length, a link and an audience behind the day mean nothing to."""
TITLED = frozenset({"once", "schedule", "due", "weak", "bound"})
"""Commands in which words may be a title."""


@cache
def tails(kind: str, places: frozenset[Place]) -> tuple[str, ...]:
    """The clauses that may stand right behind those of a command that fill these places."""
    found = [tail for place in sorted(places) for tail in _TAILS.get(place, ())]
    if kind == "schedule" and places & _RHYTHMIC:
        found.append("behind_rhythm")
    if places:
        found += ["behind_series"] if kind == "schedule" else ["behind_once"]
        found += ["behind"] if kind in _DAYS_ALONE else ["behind_moment", "behind"]
    return tuple(dict.fromkeys(found))


def _filler(places: str, stands: Stands) -> object:
    """Makes what a clause says from the phrases of its pattern."""
    if places == "FILLER":
        return Fill(((P.FILLER, ""),), stands)
    if "+" in places:
        several = [Place[name] for name in places.split("+")]
        return lambda values: Fill(tuple(zip(several, values, strict=True)), stands)
    wanted = [Place[name] for name in places.split()]

    def fill(*values: object) -> Fill:
        found: list[tuple[Place, object]] = []
        said = [value for value in values if value not in ("", None)]  # "" is that of a marker
        for place, value in zip(wanted, said, strict=False):
            if isinstance(value, HourRange):
                found += [(P.TIME, value.start), (P.LENGTH, value.minutes)]
            elif isinstance(value, SeveralClocks):
                found += [(P.TIME, value), (P.ZONE, value.zone)]
                found += [(P.LENGTH, value.minutes)] if value.minutes else []
            elif isinstance(value, Exact):
                found += [(P.DAY, None), (P.TIME, value), (P.ZONE, None)]
            else:
                found.append((place, value))
        return Fill(tuple(found), stands)

    return fill


@cache
def grammar() -> Grammar:
    """The whole table, ready to be read by."""
    g = Grammar()
    for add in (add_days, add_spans, add_times, add_lengths, add_zones, add_rhythms, add_parts):
        add(g)
    for line in _CLAUSES.split("\n"):
        if line:
            kind, stands, pattern, places, *says = line.split("  ")
            g.rule(kind, pattern, _filler(places, Stands[stands]), says=says[0] if says else "")
    for command, kinds in _COMMANDS.items():
        for kind in kinds.split():
            g.rule(command, f"{{{kind}}}")
    return g.build()
