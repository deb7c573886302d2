"""The picture of a digest: actions opened and closed by week, and who is waited for.

Drawn for a phone: at half its size its smallest words are still read. It has an opaque ground of
its own, so that it reads alike in Slack's light and dark themes; nothing is said by colour alone.
"""

from functools import partial
from typing import Any

from bot.domain import Group
from bot.domain.action_item import NO_ORGANISATION
from bot.domain.digest import Digest, OrganisationTally
from bot.domain.wording import count, set_apart
from bot.languages import N_, _, _n, language_now
from handlers.slack.features.fairness import sheet
from handlers.slack.kit.blocks import Picture

OPENED, CLOSED = "#9cc3e6", "#1f4e79"
OVERDUE, WAITING = "#b3261e", "#c9c9d1"
"""Each at least 3 : 1 against its neighbour (WCAG 2, graphics)."""
MOST_NAMES = 8
_NAMED = 4
"""Organisations that the words for those who do not see it name."""

_BARS, _ROW, _HEAD, _FOOT = 3.0, 0.72, 0.75, 0.35
"""Inches: the heights of its parts."""
_EDGE: dict[str, Any] = {"edgecolor": sheet.INK, "linewidth": 0.6}


def digest_picture(digest: Digest, group: Group) -> Picture | None:
    """None where there is nothing to draw."""
    if not digest.tallies and not any(w.opened or w.closed for w in digest.weeks):
        return None
    return Picture(
        name=f"actions-{digest.until:%Y-%m-%d}.png",
        title=picture_title(group),
        says=picture_says(digest),
        draw=partial(draw_digest, digest),
    )


def picture_title(group: Group) -> str:
    return _("Actions of {group}, week by week", group=group.name)


def body_words(name: str | None) -> str:
    """An organisation's name; None: nobody's."""
    if name is None:
        return _("Nobody yet")
    return _(NO_ORGANISATION) if name == NO_ORGANISATION else name


def picture_says(digest: Digest) -> str:
    """What it shows, for those who do not see it."""
    weeks = []
    text = N_("week of {day}: {opened} opened, {closed} closed")
    for week in digest.weeks:
        if week.opened or week.closed:
            day = _short_day(week.monday)
            weeks.append(_(text, day=day, opened=week.opened, closed=week.closed))
    waiting = _waited_for(digest)
    named = [_("{name}: ", name=body_words(t.name)) + _waiting_words(t) for t in waiting[:_NAMED]]
    if len(waiting) > _NAMED:
        named.append(_more(len(waiting) - _NAMED))
    none = _("none opened or closed in {weeks}", weeks=count(len(digest.weeks), "week", "weeks"))
    told = "; ".join(weeks) or none
    names = "; ".join(named) or _("nobody")
    return _("Actions, {weeks}. Waited for: {names}.", weeks=told, names=names)


def _more(left: int) -> str:
    return _n("and {number} more", "and {number} more", left)


def draw_digest(digest: Digest) -> bytes:
    """A PNG, 720 pixels wide."""
    waiting = _waited_for(digest)
    waiting, left = waiting[:MOST_NAMES], len(waiting[MOST_NAMES:])
    rows = max(len(waiting), 1) * _ROW + bool(left) * _ROW / 2
    height = 2 * _HEAD + _BARS + rows + 2 * _FOOT
    figure = sheet.blank_figure(sheet.PHONE_WIDE, height)
    top, middle = 1 - _HEAD / height, (rows + _FOOT + _HEAD / 2) / height
    sheet.phone_heading(figure, _("Actions opened and closed, by week"), (1 + top) / 2)
    _draw_weeks(figure.add_axes((0.03, top - _BARS / height, 0.94, _BARS / height)), digest)
    sheet.phone_heading(figure, _("Who is waited for: open actions"), middle)
    _draw_waiting(figure.add_axes((0.03, _FOOT / height, 0.94, rows / height)), waiting, left)
    return sheet.png_of(figure)


def _draw_weeks(axes: Any, digest: Digest) -> None:
    """Two bars a week, the number on top of each and the Monday below."""
    most = max((max(w.opened, w.closed) for w in digest.weeks), default=0) or 1
    axes.set_axis_off()
    axes.set_xlim(-0.5, len(digest.weeks) - 0.5)
    axes.set_ylim(-0.34 * most, 1.32 * most)
    for place, week in enumerate(digest.weeks):
        bars = ((-0.2, week.opened, OPENED), (0.2, week.closed, CLOSED))
        for beside, number, color in bars:
            axes.bar(place + beside, number, 0.36, color=color, **_EDGE)
            sheet.phone_words(
                axes, place + beside, number + 0.07 * most, sheet.short_number(number), ha="center"
            )
        sheet.phone_words(axes, place, -0.12 * most, _short_day(week.monday), ha="center")
    for place, (words, ground) in enumerate(((_("opened"), OPENED), (_("closed"), CLOSED))):
        x = -0.38 + 1.5 * place
        axes.scatter([x], [1.24 * most], s=180, marker="s", color=ground, edgecolor=sheet.INK)
        sheet.phone_words(axes, x + 0.2, 1.24 * most, words)


def _draw_waiting(axes: Any, waiting: list[OrganisationTally], left: int) -> None:
    """A name with its numbers in words, and a bar below: the overdue part first."""
    most = max((tally.open for tally in waiting), default=1)
    axes.set_axis_off()
    axes.set_xlim(0, 1.004 * most)
    axes.set_ylim(max(len(waiting), 1) + bool(left) / 2, 0)
    if not waiting:
        sheet.phone_words(axes, 0, 0.5, _("Nobody: no action is open."))
    for row, tally in enumerate(waiting):
        numbers = _waiting_words(tally)
        name = sheet.drawable_text(body_words(tally.name), _("An organisation"))
        name = set_apart(sheet.fit_text(name, sheet.LONGEST_NAME - len(numbers)))
        words = _("{name}: ", name=name) + numbers
        sheet.phone_words(axes, 0, row + 0.28, words, fontfamily=sheet.font_families(words))
        axes.barh(row + 0.72, tally.overdue, 0.3, color=OVERDUE, **_EDGE)
        rest = tally.open - tally.overdue
        axes.barh(row + 0.72, rest, 0.3, left=tally.overdue, color=WAITING, **_EDGE)
    if left:
        sheet.phone_words(axes, 0, len(waiting) + 0.25, _more(left))


def _waited_for(digest: Digest) -> list[OrganisationTally]:
    """Who has the most overdue, then the most open."""
    waiting = [tally for tally in digest.tallies if tally.open]
    return sorted(waiting, key=lambda tally: (-tally.overdue, -tally.open))


def _waiting_words(tally: OrganisationTally) -> str:
    waiting = sheet.short_number(tally.open)
    if not tally.overdue:
        return _("{number} open", number=waiting)
    return _(
        "{open} open, {overdue} overdue", open=waiting, overdue=sheet.short_number(tally.overdue)
    )


def _short_day(day: Any) -> str:
    """ "23 Nov"."""
    from babel.dates import format_date  # only where something is drawn

    return format_date(day, "d MMM", locale=language_now())
