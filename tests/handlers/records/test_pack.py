"""A pack: the same bytes for the same records, all of them read back, and any change found."""

import csv
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dialogue import Dialogue
from bot.use_cases.calendars.feed import CalendarEntry
from handlers.records.pack import MANIFEST, NotAPack, literal, to_markdown
from tests.handlers.records.packs import NOW, checked, files_of, pack_of, records

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
VALUES = st.one_of(TEXT, st.none(), st.integers(), st.lists(TEXT, max_size=3))
ROWS = st.lists(
    st.builds(lambda a, b, c: {"reference": a, "title": b, "note": c}, TEXT, TEXT, VALUES)
)


@given(ROWS, ROWS)
def test_what_is_read_back_from_json_and_csv_is_what_was_packed(actions, practices):
    files = files_of(pack_of(records(actions=actions, practices=practices)))
    for name, rows in (("actions", actions), ("practices", practices)):
        assert (f"{name}.json" in files) == bool(rows)
        if rows:
            assert json.loads(files[f"{name}.json"]) == rows
            table = files[f"{name}.csv"].decode("utf-8-sig")
            read = list(csv.DictReader(StringIO(table, newline=""), strict=True))
            assert [row["reference"].removeprefix("'") for row in read] == [
                row["reference"].removeprefix("'") for row in rows
            ]


@given(ROWS)
def test_two_packs_of_the_same_records_differ_in_the_header_alone(rows):
    one = pack_of(records(actions=rows))
    assert pack_of(records(actions=rows)).content == one.content
    other = pack_of(records(actions=rows), NOW + timedelta(days=1), "Denise")
    files, others = files_of(one), files_of(other)
    manifest, second = (json.loads(found.pop(MANIFEST)) for found in (files, others))
    assert files == others
    assert manifest["files"] == second["files"]
    changed = [k for k, v in manifest["header"].items() if second["header"][k] != v]
    assert changed == ["made_at", "made_for"]
    assert one.seal != other.seal


def test_names_are_plain_and_the_manifest_says_all(tmp_path):
    dialogue = Dialogue(
        number=1,
        group_id=1,
        title="Roundtable",
        wall=NOW.replace(tzinfo=None),
        zone="UTC",
        starts_at=NOW,
        created_by="U1",
        created_at=NOW,
    )
    calendar = (CalendarEntry(dialogue=dialogue, group="Technology"),)
    rows = [{"reference": "A1", "title": "<b> | *x*\n# y", "note": None}]
    pack = pack_of(replace(records(actions=rows, practices=()), calendar=calendar))
    assert pack.name == "records-technology-2026-07-01-2026-09-30.zip"
    files = files_of(pack)
    assert set(files) == {
        *("actions.csv", "actions.json", "actions.md", "dialogues.ics", MANIFEST),
    }
    assert b"## A1 \xc2\xb7 \\<b\\> \\| \\*x\\* \\# y\n" in files["actions.md"]
    header = checked(tmp_path, pack.content).header
    assert header["generator"].startswith("Convenor ")
    assert header["about"] == {"from": "2026-07-01", "to": "2026-09-30"}
    assert header["records"] == {"actions": 1, "practices": 0}
    assert (header["audience"], header["made_for"]) == ("group", "Liam")
    assert header["made_at"] == NOW.isoformat()


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


def test_a_byte_that_changed_anywhere_is_found_or_changes_no_file(tmp_path):
    rows = [{"reference": "A1", "title": "x" * 40, "note": None}]
    pack = pack_of(records(actions=rows))
    sound, found = files_of(pack), 0
    assert checked(tmp_path, pack.content).faults == ()
    for place in range(len(pack.content)):
        changed = bytearray(pack.content)
        changed[place] ^= 0x11
        try:
            faults = checked(tmp_path, bytes(changed)).faults
        except NotAPack:
            faults = ("no pack",)
        found += bool(faults)
        if not faults:
            with zipfile.ZipFile(BytesIO(changed)) as opened:
                assert {name: opened.read(name) for name in opened.namelist()} == sound
    assert found > len(pack.content) / 2


def test_a_file_that_stands_in_it_twice_or_is_longer_than_said_is_found(tmp_path):
    rows = [{"reference": "A1", "title": "x", "note": None}]
    paper = BytesIO(pack_of(records(actions=rows)).content)
    with zipfile.ZipFile(paper, "a", zipfile.ZIP_DEFLATED) as pack, pytest.warns(match="Duplicate"):
        pack.writestr("actions.csv", b"0" * (1 << 24))
    faults = checked(tmp_path, paper.getvalue()).faults
    assert faults == ("twice: actions.csv", "changed: actions.csv")
