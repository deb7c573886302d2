"""What is written under a record is kept with its audience, and shown by it: from the source."""

import ast

from tests.project.test_only_deliveries import trees, uses


def calls(ending, *spelled):
    """(file, call) of every call of what ends so, in files with one of these words."""
    return [
        (name, call)
        for name, tree in trees(*(spelled or (".journal", "journal.")))
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(ending)
    ]


def test_a_line_of_a_record_s_history_is_written_with_the_record_itself():
    """Under its name alone it would be for members, whoever the record is for."""
    written = [(name, call.args[2]) for name, call in calls("journal.record")]
    written += [(name, call.args[1]) for name, call in calls("context.record", "context.record")]
    assert len(written) > 50
    by_name = [name for name, subject in written if getattr(subject, "attr", "") == "reference"]
    assert by_name == []


def test_the_journal_is_written_and_shown_and_never_read_to_decide():
    """What decides is kept in a table of its own."""
    asked = [(name, call) for name, call in calls("") if ".journal." in ast.unparse(call.func)]
    assert {call.func.attr for _, call in asked} == {"record", "record_each", "events_under"}
    showing = {name for name, call in asked if call.func.attr == "events_under"}
    assert showing == {
        f"bot/use_cases/{file}.py"
        for file in ("actions/show", "audience_changes", "decisions/show", "practices/show")
    }
    naming = {name for said, name, _ in uses(["journal"]) if name.startswith("storage/")}
    assert naming == {"storage/ledgers/books.py"}


def test_no_door_shows_the_journal_without_a_reader():
    assert all(len(call.args) == 2 for _, call in calls("journal.events_under"))
