"""Pictures of one day's hours and of a year's points. Nothing is said by colour alone: every hour
and every total is written out."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain import Organisation
from bot.domain.countries_and_languages import country_name
from bot.domain.wording import spell_day, spell_offset
from bot.domain.zones import to_wall
from bot.languages import N_, _
from bot.use_cases.fairness.totals import MONTHS, GroupDay, LocalHour, Totals
from handlers.slack.features.dialogues.times import city_name
from handlers.slack.features.fairness.sheet import INK, Sheet, count_cells, drawable_text, fit_text

SHADES = {
    N_("working hours"): ("#dcefd4", INK),
    N_("early or evening"): ("#fbc56d", INK),
    N_("night"): ("#3a3a78", "#ffffff"),
    N_("weekend or public holiday"): ("#c9c9d1", INK),
}
"""Ground and ink of each kind of hour, ink at least 4.5 : 1 against its ground (WCAG 2, AA)."""
PARTS_OF_YEAR = {
    N_("January–March"): ("#c4dff5", INK),
    N_("April–June"): ("#7fb2e5", INK),
    N_("July–September"): ("#2a6bb0", "#ffffff"),
    N_("October–December"): ("#0e3358", "#ffffff"),
}
MARK = "#c2003f"
MOST_ROWS = 30

_LABEL = 36
"""Cells of a label; its city takes what it needs of them."""
_HOURS = 24
_ROOM_FOR_TOTAL, _ROOM_FOR_NUMBER = 1.06, 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDay:
    """A day, and a meeting in it: when it begins in hours of the day, and how many it lasts."""

    day: GroupDay
    begins: float
    lasts: float


def draw_day(marked: MarkedDay) -> bytes:
    """A PNG: each organisation's local hours from left to right, and the meeting framed."""
    rows = marked.day.local[:MOST_ROWS]
    sheet = Sheet([_label(row.organisation) for row in rows], width=_HOURS, columns=True)
    for number, row in enumerate(rows):
        for hour in row.hours:
            ground, ink = SHADES[kind_of(hour)]
            sheet.bar(number, hour.begins, hour.lasts, ground)
            if hour.lasts > 0.5:
                sheet.number(hour.begins + hour.lasts / 2, number, f"{hour.hour:02}", ink)
    _frame(sheet, marked, len(rows))
    return sheet.png(day_title(marked), SHADES)


def draw_year(totals: Totals) -> bytes:
    """A PNG: each organisation's points by quarter of the year, who paid most at the top."""
    scores = totals.scores[:MOST_ROWS]
    width = max(max((s.total for s in scores), default=0) * _ROOM_FOR_TOTAL, 1)
    sheet = Sheet([_label(score.organisation) for score in scores], width=width)
    for number, score in enumerate(scores):
        begins = 0
        for index, (ground, ink) in enumerate(PARTS_OF_YEAR.values()):
            points = sum(score.months[index * MONTHS // 4 : (index + 1) * MONTHS // 4])
            sheet.bar(number, begins, points, ground, height=0.8)
            if points > width * _ROOM_FOR_NUMBER:
                sheet.number(begins + points / 2, number, str(points), ink)
            begins += points
        how = {"fontsize": 11, "fontweight": "bold"}
        sheet.write(begins + width * 0.006, number, str(score.total), **how)
    return sheet.png(year_title(totals), PARTS_OF_YEAR)


def kind_of(hour: LocalHour) -> str:
    """Which of the shades: a night is a night on any day."""
    if hour.part == "night":
        return "night"
    if hour.day_off is not None:
        return "weekend or public holiday"
    return hour.part if hour.part == "working hours" else "early or evening"


def day_title(marked: MarkedDay) -> str:
    """ "Tuesday 8 December 2026 in London (UTC+0); framed: 14:00–15:00"."""
    day = marked.day
    ends = min(marked.begins + marked.lasts, _HOURS)
    words = _(
        "{day} in {city} ({offset}); framed: {begin}–{end}",
        day=spell_day(day.date),
        city=city_name(day.zone),
        offset=spell_offset(day.start, day.zone),
        begin=_clock(day, marked.begins),
        end=_clock(day, ends),
    )
    return words + _left_out(len(day.local))


def year_title(totals: Totals) -> str:
    """ "Points for unsocial hours in 2026"."""
    words = _("Points for unsocial hours in {year}", year=totals.year)
    return words + _left_out(len(totals.scores))


def _left_out(rows: int) -> str:
    if rows <= MOST_ROWS:
        return ""
    return _("; {number} of {all} organisations", number=MOST_ROWS, all=rows)


def _clock(day: GroupDay, hours: float) -> str:
    return f"{to_wall(day.start + timedelta(hours=hours), day.zone):%H:%M}"


def _frame(sheet: Sheet, marked: MarkedDay, rows: int) -> None:
    """The group's hours along the top, and a frame around the meeting as far as the day goes."""
    from matplotlib.patches import Rectangle

    for hour in range(_HOURS):
        clock = _clock(marked.day, hour)[:2]
        sheet.write(hour + 0.5, -0.85, clock, ha="center", fontweight="bold")
    lasts = min(marked.lasts, _HOURS - marked.begins)
    frame = Rectangle((marked.begins, -0.5), lasts, rows, fill=False, edgecolor=MARK, linewidth=3)
    frame.set(clip_on=False, zorder=5)
    sheet.axes.add_patch(frame)


def _label(organisation: Organisation) -> str:
    """The name and its city; the country where no font here can draw the name."""
    name = drawable_text(organisation.name, country_name(organisation.country))
    place = f" · {city_name(organisation.zone)}"
    return fit_text(name, _LABEL - count_cells(place)) + place
