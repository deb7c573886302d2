"""Any change of a pack is found."""

import zipfile
from io import BytesIO

import pytest

from handlers.records.pack import NotAPack
from tests.handlers.records.packs import checked, files_of, pack_of, records


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
