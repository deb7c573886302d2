"""A group's coverage as a picture: a row for each topic, a column for each kind of people.

Nothing is said by colour alone: every number is written out, and an empty cell has a line.
"""

from bot.domain.practice import Public
from bot.languages import N_, _
from bot.use_cases.practices.rules import Coverage
from handlers.slack.features.fairness.sheet import INK, Sheet, drawable_text, fit_text

MOST_ROWS = 30
SHADES = {
    N_("no practice"): ("#f2f2f4", INK),
    "1": ("#cfe5f7", INK),
    N_("2 or 3"): ("#7fb2e5", INK),
    N_("4 or more"): ("#1f5d9e", "#ffffff"),
}
"""Ground and ink by number, ink at least 4.5 : 1 against its ground (WCAG 2, AA)."""
_LABEL = 34
_HEADS = (
    *(N_("children"), N_("young people"), N_("parents")),
    *(N_("educators"), N_("older people"), N_("general public")),
)


def draw_coverage(coverage: Coverage, title: str) -> bytes:
    """A PNG; `title` stands above."""
    topics = coverage.topics[:MOST_ROWS]
    if len(coverage.topics) > MOST_ROWS:
        title = _("{title}; {number} of them shown", title=title, number=MOST_ROWS)
    names = [
        fit_text(drawable_text(one.topic, _("topic {number} of the list", number=number)), _LABEL)
        for number, one in enumerate(topics, 1)
    ]
    sheet = Sheet(names, width=len(Public), columns=True)
    for column, head in enumerate(_HEADS):
        sheet.write(column + 0.5, -0.85, _(head), ha="center", fontweight="bold")
    for row, one in enumerate(topics):
        for column, public in enumerate(Public):
            number = one.publics[public]
            ground, ink = SHADES[shade_of(number)]
            sheet.bar(row, column, 1, ground)
            sheet.write(column + 0.5, row, str(number or "–"), color=ink, ha="center")
    return sheet.png(title, SHADES)


def shade_of(number: int) -> str:
    """Which of the shades."""
    if number < 2:
        return "1" if number else "no practice"
    return "2 or 3" if number < 4 else "4 or more"
