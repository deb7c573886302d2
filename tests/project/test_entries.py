"""What is written under a record is kept with its audience, and shown by it: from the source."""

import ast

from tests.project.test_only_deliveries import TREES


def calls(ending):
    """(file, call) of every call of what ends so."""
    return [
        (name, call)
        for name, tree in TREES.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(ending)
    ]


def test_a_line_of_a_record_s_history_is_written_with_the_record_itself():
    """Under its name alone it would be for members, whoever the record is for."""
    written = calls("journal.record")
    assert len(written) > 20
    by_name = [name for name, call in written if getattr(call.args[2], "attr", "") == "reference"]
    assert by_name == []


def test_no_door_shows_the_journal_without_a_reader():
    read = [name for name, _ in calls("journal.lines_about")]
    assert read
    assert not [name for name in read if name.startswith("handlers/")]
