"""Structured logs: one event name a line with its fields; no message text, no tokens."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from bot.domain import NotSaved

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {k: v for k, v in vars(record).items() if k not in _STANDARD}


class TextLines(logging.Formatter):
    """`12:00:00 INFO answered kind=command call="/action add"` for people."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {record.getMessage()}"
        tail = "".join(f" {k}={json.dumps(v, default=str)}" for k, v in _fields(record).items())
        failure = _failure(record)
        return head + tail + failure if "\n" not in failure else f"{head}{tail}\n{failure}"


class JsonLines(logging.Formatter):
    """One JSON object a line for machines."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
            **_fields(record),
        }
        if failure := _failure(record):
            line["exception"] = failure
        return json.dumps(line, default=str)


def _failure(record: logging.LogRecord) -> str:
    """Of what the database refused one line: the way to a full disk is no news, and each call would
    tell it. The whole way where the statement itself is at fault, or nobody knows what."""
    error = record.exc_info[1] if record.exc_info else None
    driver = getattr(error.__cause__, "orig", None) if isinstance(error, NotSaved) else None
    if driver is not None and getattr(driver, "sqlite_errorname", None) != "SQLITE_ERROR":
        return f" {_name(driver)}"
    return "".join(_way_to(error)) if error is not None else ""


def _way_to(error: BaseException) -> Iterator[str]:
    """The frames and types of a failure and its causes, the first cause first.

    Not its words: an error of the database quotes the statement's parameters, and many another
    quotes what it could not read, and so what people typed. What a driver has for a code is kept.
    """
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _way_to(before)
        yield "then\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{_name(error)}\n"


def _name(error: BaseException) -> str:
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__module__}.{type(error).__qualname__}{f' {code}' if code else ''}"


def set_up(*, json_lines: bool, level: str = "INFO") -> None:
    """Log to standard error; libraries only when they have something to complain of."""
    # Neither form shows the thread, the process or the line of code, so nobody asks for them
    # (Logging HOWTO, "Optimization").
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if json_lines else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "handlers", "storage"):
        logging.getLogger(ours).setLevel(level)
