"""The small ledgers, on both databases."""

from datetime import timedelta

from storage.unit_of_work import UnitOfWork
from tests.storage.records import DAY, NOW


def test_numbers_count_from_one_for_each_letter(unit):
    assert [unit.numbers.take_next("D") for _turn in range(3)] == [1, 2, 3]
    assert unit.numbers.take_next("A") == 1


def test_the_first_answer_stands(unit):
    assert unit.receipts.get("key") is None
    unit.receipts.keep_answer("key", "first", NOW)
    unit.receipts.keep_answer("key", "second", NOW)
    assert unit.receipts.get("key") == "first"


def test_answers_are_forgotten_by_age_here_only(unit, connection):
    unit.receipts.keep_answer("old", "1", NOW - DAY)
    unit.receipts.keep_answer("new", "2", NOW)
    assert unit.receipts.forget_before(NOW + timedelta(microseconds=0)) == 1
    assert unit.receipts.get("old") is None
    assert unit.receipts.get("new") == "2"
    unit.receipts.forget_before(NOW + DAY)
    assert UnitOfWork(connection, "T2").receipts.get("key") == "noise"


def test_the_journal_tells_of_one_subject_oldest_first(unit):
    unit.journal.record("U1", "scheduled", "D1", NOW)
    unit.journal.record("U2", "moved", "D1", NOW - DAY, "to Monday")
    unit.journal.record("U2", "logged", "A1", NOW)
    assert unit.journal.lines_about("D1") == (
        (NOW, "U1", "scheduled", None),
        (NOW - DAY, "U2", "moved", "to Monday"),
    )


def test_the_journal_tells_when_each_subject_was_last_written_about(unit, connection):
    unit.journal.record("U1", "scheduled", "D1", NOW - DAY)
    unit.journal.record("U2", "moved", "D1", NOW)
    unit.journal.record("U3", "answered", "D1", NOW + DAY)
    unit.journal.record("U3", "answered", "D2", NOW + DAY)
    UnitOfWork(connection, "T2").journal.record("U1", "moved", "D1", NOW + 2 * DAY)
    subjects = ["D1", "D2", "D3"]
    assert unit.journal.latest_by_subject(subjects) == {"D1": NOW + DAY, "D2": NOW + DAY}
    assert unit.journal.latest_by_subject(subjects, besides={"answered"}) == {"D1": NOW}
    assert unit.journal.latest_by_subject([]) == {}


def test_a_workspace_runs_until_it_is_stopped_and_again_after(unit):
    assert unit.workspaces.why_stopped() is None
    unit.workspaces.keep_installed("Network", "UBOT", NOW)
    unit.workspaces.stop_sending("tokens_revoked", NOW)
    assert unit.workspaces.why_stopped() == "tokens_revoked"
    unit.workspaces.keep_installed("Network", "UBOT", NOW + DAY)
    assert unit.workspaces.why_stopped() is None


def test_a_workspace_never_noted_can_be_stopped(unit, connection):
    unit.workspaces.stop_sending("app_uninstalled", NOW)
    assert unit.workspaces.why_stopped() == "app_uninstalled"
    assert UnitOfWork(connection, "T2").workspaces.why_stopped() is None
