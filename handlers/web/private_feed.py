"""What is read at private addresses: calendars, and the feed of practices.

Whoever asks has no other proof than the address, so it is in no log and in no answer, and an
unknown one is answered like one that was switched off. While Slack does not say who is where,
nothing is read rather than something with gaps: a calendar would lose what is missing in it.
"""

import asyncio
import gzip
import hashlib
import logging
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from bot.domain import NotFound, NotSaved, TryLater
from bot.domain.audience import ChannelFacts
from bot.ports.directory import Directory
from bot.ports.ledgers.personal import AddressOf, CalendarAddress, hash_of
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.calendars.feed import FeedFacts, Incomplete, addresses, reader_behind
from bot.use_cases.context import Context
from handlers.web.calendar_limits import CalendarLimits, client_of
from handlers.web.site import AsgiScope, Receive, Send, read_header, send_response

log = logging.getLogger(__name__)

_MOST_KEPT = 32
"""Files kept in memory; a calendar of 1,000 dialogues has some 400 kB."""
_WAIT = 120
"""Seconds after which a client may ask again when Slack or the database did not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _File:
    gathered: Any
    body: bytes
    tag: str
    zipped: bytes | None = None
    """Made when it is first asked for."""


@dataclass(kw_only=True)
class PrivateFeed(ABC):
    """An ASGI application for GET and HEAD; `secretariat` is what settings name."""

    of: ClassVar[AddressOf]
    path: ClassVar[re.Pattern[str]]
    """With the group `secret`."""
    content_type: ClassVar[str]
    file_name: ClassVar[str]
    told: ClassVar[tuple[str, str]]
    """What the log says when it was read, and when it could not be."""
    nobodys: ClassVar[str]
    """What is answered where nothing is."""

    memory: Memory
    directory: Directory
    workspace_id: str
    now: Callable[[], datetime]
    secretariat: frozenset[str] = frozenset()
    trusted_proxies: int = 0
    limits: CalendarLimits = field(default_factory=CalendarLimits)
    _kept: dict[str, "_File"] = field(init=False, default_factory=dict)
    """By the hash of the address, the one read last at the end."""

    @abstractmethod
    def gather(self, context: Context, before: Any) -> Any:
        """What its reader may see now, inside the transaction; `before`, what was gathered at this
        address the last time, serves where nothing is another."""

    @abstractmethod
    def render(self, gathered: Any) -> bytes:
        """The file, in a worker thread."""

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope)
        headers = {"content-type": "text/plain; charset=utf-8", **_PRIVATE, **answer.headers}
        log.info(self.told[0], extra={"status": answer.status, "bytes": len(answer.body)})
        await send_response(send, answer.status, headers.items(), answer.body)

    async def _answer(self, scope: AsgiScope) -> _Answer:
        asked = self.path.fullmatch(scope["path"])
        if asked is None:
            return _plain(404, self.nobodys)
        secret_hash = hash_of(asked["secret"])
        try:
            address = await self.memory.read(
                self.workspace_id, lambda work: addresses(self.of, work).behind_secret(secret_hash)
            )
            if address is not None and address.workspace_id != self.workspace_id:
                address = None
            wait = (
                self.limits.not_found(client_of(scope, self.trusted_proxies))
                if address is None
                else self.limits.found(secret_hash)
            )
            if wait > 0:
                return _plain(429, "Too many requests. Please ask less often.\n", wait=wait)
            if address is None:
                raise NotFound(self.nobodys)
            found = await self._found(address)
        except NotFound:
            return _plain(404, self.nobodys)
        except (TryLater, NotSaved, Incomplete) as trouble:
            broken = trouble if isinstance(trouble, NotSaved) else None
            log.warning(self.told[1], extra={"error": type(trouble).__name__}, exc_info=broken)
            wait = max(getattr(trouble, "retry_after", None) or 0.0, _WAIT)
            return _plain(503, "Convenor can't tell just now. Please ask again later.\n", wait=wait)
        file = await self._rendered(secret_hash, found)
        zipped = _takes_gzip(scope)
        tag = f'"{file.tag}-gzip"' if zipped else f'"{file.tag}"'
        headers = {"etag": tag, "vary": "accept-encoding"}
        if _is_known(scope, file.tag):
            return _Answer(status=304, body=b"", headers=headers)
        if zipped:
            headers["content-encoding"] = "gzip"
        return _Answer(
            status=200,
            body=await _zip(file) if zipped else file.body,
            headers={
                "content-type": f"{self.content_type}; charset=utf-8",
                "content-disposition": f'inline; filename="{self.file_name}"',
                **headers,
            },
        )

    async def _rendered(self, secret_hash: str, gathered: Any) -> "_File":
        """The file, made again only where its reader may see something else than the last time."""
        kept = self._kept.pop(secret_hash, None)
        if kept is None or (kept.gathered is not gathered and kept.gathered != gathered):
            body = await asyncio.to_thread(self.render, gathered)
            kept = _File(gathered, body, hashlib.sha256(body).hexdigest()[:40])
        self._kept[secret_hash] = kept
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return kept

    async def _found(self, address: CalendarAddress) -> Any:
        """NotFound where it is closed by now; TryLater, NotSaved, Incomplete: passing trouble."""
        gathered = await self._gather(address)
        kept = self._kept.get(address.secret_hash)
        before = kept.gathered if kept is not None else None

        def job(work: UnitOfWork) -> Any:
            now = self.now()
            reader = reader_behind(
                address.secret_hash,
                gathered,
                work=work,
                now=now,
                secretariat=self.secretariat,
                of=self.of,
            )
            return self.gather(Context(reader=reader, work=work, now=now), before)

        return await self.memory.read(self.workspace_id, job)

    async def _gather(self, address: CalendarAddress) -> FeedFacts:
        workspace_id = self.workspace_id
        channels = await self.memory.read(
            workspace_id, lambda work: [group.channel_id for group in work.groups.all()]
        )
        person, found = await asyncio.gather(
            self.directory.person(workspace_id, address.user_id, fresh=True),
            asyncio.gather(*(self._channel(channel) for channel in channels)),
        )
        return FeedFacts(person=person, presence=dict(zip(channels, found, strict=True)))

    async def _channel(self, channel_id: str) -> ChannelFacts | None:
        """As for a command, but that silence is no answer: None only where Slack has said so."""
        known = await self.directory.channel(self.workspace_id, channel_id)
        return known or await self.directory.channel(self.workspace_id, channel_id, fresh=True)


async def _zip(file: _File) -> bytes:
    if file.zipped is None:
        file.zipped = await asyncio.to_thread(gzip.compress, file.body, 6, mtime=0)
    return file.zipped


_PRIVATE = {
    "cache-control": "private, no-cache",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


def _plain(status: int, words: str, *, wait: float = 0.0) -> _Answer:
    retry = {"retry-after": str(math.ceil(wait))} if wait else {}
    return _Answer(status=status, body=words.encode(), headers=retry)


def _is_known(scope: AsgiScope, tag: str) -> bool:
    """Whether the client holds this text, zipped or not (RFC 9110, 13.1.2: compared weakly)."""
    held = read_header(scope, "if-none-match").split(",")
    known = (f'"{tag}"', f'"{tag}-gzip"', "*")
    return any(one.strip().removeprefix("W/") in known for one in held)


def _takes_gzip(scope: AsgiScope) -> bool:
    """Whether the client names gzip among the encodings that it takes (RFC 9110, 12.5.3)."""
    for one in read_header(scope, "accept-encoding").lower().split(","):
        coding, _, weight = one.strip().partition(";")
        if coding.strip() == "gzip":
            return re.fullmatch(r"q=0(\.0*)?", weight.replace(" ", "")) is None
    return False
