"""Writes docs/typing.md from the examples of the rules: `python -m tests.project.typing_page`."""

from pathlib import Path

from bot.dates.tables.clauses import grammar

PAGE = Path(__file__).parents[2] / "docs" / "typing.md"
SECTIONS = {
    "Days": (
        "date calday agreed named plainday relative wday nthday feastday endof ordinalday oneof "
        "days"
    ),
    "Weeks, months and other spans": "period quarterof weekpart monthof",
    "Times": "point tohour time hours sameday barehours elapsed",
    "Lengths": "minutes length",
    "Time zones": "key zonetime clocks",
    "Clauses of a dialogue": "when zone behind_day behind_time behind behind_moment for_length "
    "for_audience a_link",
    "Series": "often adverb adverbday rhythm nthdays nthlist monthly ofmonth yearday series",
    "First and last dates, and dates left out": "start fromto until ending behind_series",
    "Times that take turns": "turns",
    "Due dates of actions": "due",
    "Moving a dialogue": "move shift",
    "Finding a time": "find between",
}
PAST = (
    "Q3", "second quarter of 2026", "October 2026", "2026", "last week", "last month",
    "last quarter", "last 3 months", "this year", "since 1 July", "until 30 June",
    "from 1 July to 30 September", "1 to 14 October", "all", "Q3 for the group",
)  # fmt: skip
"""Behind `/wg records` and `/wg stocktake`; read by the test, with a date of its own."""
HEAD = """# What can be typed

Every example here is one of a rule's own, and is read. Words stand in any order; what no rule reads
is the title. Convenor asks where words can mean two things, with one button for each, and the
likelier one first. It refuses, and quotes, what it can't read. Words in quotation marks are title.

- A date without a year is the next one; one that is past by up to sixty days is asked about.
- An hour alone is asked about: morning or evening. So is “2:30”, from one to six; “02:30” is not.
- A city, a country or an abbreviation behind a time is asked about, with the zones it may be.
- `/dialogue move` counts from the dialogue: what is not named stays as it is.
- Dates that Convenor writes can be pasted back.
"""


def page():
    """The text of the page."""
    examples = grammar().examples
    parts = [HEAD]
    for title, kinds in SECTIONS.items():
        said = dict.fromkeys(says for kind in kinds.split() for k, says in examples if k == kind)
        parts.append(f"## {title}\n\n{', '.join(f'`{words}`' for words in said)}\n")
    told = "Behind `/wg records` and `/wg stocktake`; without a year it is the last one that began."
    parts.append(f"## Periods to look back on\n\n{told}\n\n{', '.join(f'`{w}`' for w in PAST)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
