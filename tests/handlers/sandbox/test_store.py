"""What the sandbox keeps is whole, and survives a power cut."""

import pytest

from handlers.sandbox.store import Store


def test_the_file_is_durable_and_written_through(tmp_path):
    path = tmp_path / "slack.sqlite3"
    first = Store(path)
    first.save("things", "a", {"x": "ü"})
    second = Store(path)
    assert second.load("things") == {"a": {"x": "ü"}}
    first.delete("things", "a")
    assert second.load("things") == {}
    assert second._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert second._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    first.close()
    second.close()


def test_what_is_written_together_is_written_whole_or_not_at_all(tmp_path):
    store = Store(tmp_path / "slack.sqlite3")

    def break_off():
        with store.together():
            store.save("things", "a", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert store.load("things") == {}
    with store.together():
        store.save("things", "b", 2)
        store.save("things", "a", 1)
        store.save("things", "b", 3)
    assert list(store.load("things").items()) == [("b", 3), ("a", 1)]
    store.close()
