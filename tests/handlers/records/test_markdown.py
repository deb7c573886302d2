"""Markdown shows what people typed as they typed it."""

from handlers.records.pack import literal, to_markdown


def test_signs_mean_nothing_and_a_text_stays_on_its_line():
    assert literal("# *a* _b_ [c](d)\n- `e` <f> | g") == (
        r"\# \*a\* \_b\_ \[c\](d) - \`e\` \<f\> \| g"
    )
    assert literal("2026-12-12 · نقاش, 30.5") == "2026-12-12 · نقاش, 30.5"


def test_what_has_a_title_is_a_section_and_the_rest_a_table():
    rows = [{"reference": "A1", "title": "One", "due_on": None, "topics": ["a", "b|c"]}]
    assert to_markdown("Actions", rows).decode() == (
        "# Actions\n\n## A1 · One\n\n- **Topics:** a, b\\|c\n\n"
    )
    rows = [{"dialogue": "D1", "was_there": "yes"}, {"dialogue": "D2", "was_there": None}]
    assert to_markdown("Attendance", rows).decode().splitlines()[2:] == [
        "| Dialogue | Was there |",
        "| --- | --- |",
        "| D1 | yes |",
        "| D2 |  |",
    ]
