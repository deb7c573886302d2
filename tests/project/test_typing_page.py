"""docs/typing.md shows every example of the rules, and nothing else."""

from bot.dates.tables.clauses import grammar
from tests.project.typing_page import PAGE, SECTIONS, page


def test_the_page_is_what_the_rules_say():
    assert PAGE.read_text("utf-8") == page(), "python -m tests.project.typing_page writes it"


def test_every_example_has_its_place():
    shown = {kind for kinds in SECTIONS.values() for kind in kinds.split()}
    parts = {"monthdays", "wdays", "except"}  # of rhythms, and shown with them
    assert {kind for kind, _ in grammar().examples} <= shown | parts
