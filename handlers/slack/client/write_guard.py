"""A question that is asked again when a request is about to be written, and may stop it there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, TraceConfig


class NotWritten(ClientError):
    """The question was answered with no: the server has not got the request's body."""


@dataclass(slots=True)
class Question:
    """`stopped`: the answer was no, and nothing that a server could act on was written."""

    still: Callable[[], bool]
    stopped: bool = False
    written: bool = False
    """A server may have got the body, or a part of it."""


_asked: ContextVar[Question | None] = ContextVar("asked_before_writing", default=None)


@contextmanager
def asking_before(still: Callable[[], bool]) -> Iterator[Question]:
    """Requests made within are written only if `still` says yes at that very moment.

    Their session needs `tracing()`. A request that was stopped raises some ClientError.
    """
    question = Question(still)
    before = _asked.set(question)
    try:
        yield question
    finally:
        _asked.reset(before)


def trace_config() -> TraceConfig:
    """For a session's `trace_configs`.

    aiohttp calls this just before it hands a piece of the body to the socket, in one go with it:
    a process that is suspended after that has sent the request. Without its body a request is
    none, whatever has become of its headers.
    """
    config = TraceConfig()
    config.on_request_chunk_sent.append(_ask_question)
    return config


async def _ask_question(_session: ClientSession, _context: Any, _params: Any) -> None:
    question = _asked.get()
    if question is None:
        return
    if not question.still():
        question.stopped = True
        raise NotWritten
    question.written = True
