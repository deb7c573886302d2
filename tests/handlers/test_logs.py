"""Log lines: an event with its fields; failures by their way and types, never by their words."""

import json
import logging
import sqlite3
from contextlib import closing

from handlers.logs import JsonLines, TextLines

WORDS = "what somebody typed"


def record(*, failure=None, **fields):
    made = logging.makeLogRecord({"name": "bot.x", "levelname": "INFO", "msg": "answered"} | fields)
    made.exc_info = (type(failure), failure, failure.__traceback__) if failure else None
    return made


def failed():
    """An error with a cause whose words quote somebody."""
    try:
        try:
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.execute("CREATE TABLE a (b NOT NULL)")
                connection.execute("INSERT INTO a VALUES (NULL)")
        except sqlite3.IntegrityError as error:
            raise KeyError(WORDS) from error
    except KeyError as error:
        return error


def test_a_line_for_people_has_the_event_and_its_fields():
    line = TextLines().format(record(kind="command", ms=12))
    assert line.endswith('INFO answered kind="command" ms=12')


def test_a_line_for_machines_is_one_object():
    line = json.loads(JsonLines().format(record(kind="command", ms=12)))
    assert (line["event"], line["level"], line["logger"]) == ("answered", "info", "bot.x")
    assert (line["kind"], line["ms"]) == ("command", 12)


def test_a_failure_tells_its_way_and_types_and_no_words():
    for formatter in (TextLines(), JsonLines()):
        line = formatter.format(record(failure=failed()))
        assert WORDS not in line
        assert "sqlite3.IntegrityError SQLITE_CONSTRAINT_NOTNULL" in line
        assert line.index("sqlite3.IntegrityError") < line.index("then") < line.index("KeyError")
        assert "test_logs.py" in line
    assert "\n" not in JsonLines().format(record(failure=failed()))


def test_a_cause_that_was_set_aside_is_not_told():
    try:
        try:
            raise ValueError(WORDS)
        except ValueError:
            raise KeyError(WORDS) from None
    except KeyError as error:
        line = TextLines().format(record(failure=error))
    assert "ValueError\n" not in line
    assert line.rstrip().endswith("builtins.KeyError")
