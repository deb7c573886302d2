"""Structured logs: one event name a line with its fields; no message text, no tokens."""

import json
import logging
import sys
from typing import Any

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {k: v for k, v in vars(record).items() if k not in _STANDARD}


class TextLines(logging.Formatter):
    """`12:00:00 INFO answered kind=command call="/action add"` for people."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {record.getMessage()}"
        tail = "".join(f" {k}={json.dumps(v, default=str)}" for k, v in _fields(record).items())
        failure = _failure(self, record)
        return head + tail + (f"\n{failure}" if failure else "")


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
        if failure := _failure(self, record):
            line["exception"] = failure
        return json.dumps(line, default=str)


def _failure(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    info = record.exc_info
    return formatter.formatException(info) if info is not None and info[0] is not None else ""


def set_up(*, json_lines: bool, level: str = "INFO") -> None:
    """Log to standard error; libraries only when they have something to complain of."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if json_lines else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "handlers", "storage"):
        logging.getLogger(ours).setLevel(level)
