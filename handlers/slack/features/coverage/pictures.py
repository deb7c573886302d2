"""A group's coverage as a picture: a row for each topic, a column for each kind of people.

Nothing is said by colour alone: every number is written out, and an empty cell has a line.
"""

from bot.domain.practice import Public
from bot.use_cases.coverage.gather import Coverage
from handlers.slack.features.fairness.lettering import drawable_text, fit_text
from handlers.slack.features.fairness.sheet import INK, Sheet

MOST_ROWS = 30
SHADES = {
    "no practice": ("#f2f2f4", INK),
    "1": ("#cfe5f7", INK),
    "2 or 3": ("#7fb2e5", INK),
    "4 or more": ("#1f5d9e", "#ffffff"),
}
"""Ground and ink by number, ink at least 4.5 : 1 against its ground (WCAG 2, AA)."""
_LABEL = 34
_HEADS = ("children", "young people", "parents", "educators", "older people", "general public")


def draw_coverage(coverage: Coverage, title: str) -> bytes:
    """A PNG; `title` stands above."""
    topics = coverage.topics[:MOST_ROWS]
    left_out = f"; {MOST_ROWS} of them shown" if len(coverage.topics) > MOST_ROWS else ""
    names = [
        fit_text(drawable_text(one.topic, f"topic {number} of the list"), _LABEL)
        for number, one in enumerate(topics, 1)
    ]
    sheet = Sheet(names, width=len(Public), columns=True)
    for column, head in enumerate(_HEADS):
        sheet.write(column + 0.5, -0.85, head, ha="center", fontweight="bold")
    for row, one in enumerate(topics):
        for column, public in enumerate(Public):
            number = one.publics[public]
            ground, ink = SHADES[shade_of(number)]
            sheet.bar(row, column, 1, ground)
            sheet.write(column + 0.5, row, str(number or "–"), color=ink, ha="center")
    sheet.heading(title + left_out)
    sheet.legend({words: ground for words, (ground, _) in SHADES.items()})
    return sheet.png()


def shade_of(number: int) -> str:
    """Which of the shades."""
    if number < 2:
        return "1" if number else "no practice"
    return "2 or 3" if number < 4 else "4 or more"
