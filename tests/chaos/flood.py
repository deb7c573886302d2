"""What a stranger's large requests cost everybody else, at a real `convenor web`.

Four clients at a time send without a pause, by chunks, what no signature covers, while one person
types `/wg help`. Against it: the same person while nobody floods.
"""

import http.client
import socket
import statistics
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass

from handlers.cli.playground import SIGNING_SECRET
from handlers.wiring import real_now
from tests.chaos import asking
from tests.chaos.front import Web
from tests.chaos.processes import Nursery

CLIENTS = 4
PIECE = 64 * 1024
MOST_GROWTH = 50
"""Mebibytes; each client may have one megabyte of them read."""
BODIES = {
    "nothing": None,
    "4 MB of a=1&…": (4_000_000, b"a=1&", "application/x-www-form-urlencoded"),
    "50 MB of JSON": (50_000_000, b'{"a":[1,2],"b":', "application/json"),
}
SIGNED = {"unsigned": False, "with a wrong signature": True}


@dataclass(frozen=True, kw_only=True)
class Row:
    """`waited`: milliseconds for each request of the other person; `grown`: mebibytes."""

    flood: str
    answers: Counter
    """How many of the flood by HTTP status; 0: the door was closed before it could be read."""
    waited: list
    grown: float

    @property
    def as_promised(self):
        return set(self.answers) <= {0, 401, 413} and self.grown < MOST_GROWTH

    def __str__(self):
        return (
            f"{self.flood}: answers {dict(self.answers)}; "
            f"the other person's {len(self.waited)} requests: "
            f"median {statistics.median(self.waited):.0f} ms, worst {max(self.waited):.0f} ms; "
            f"memory +{self.grown:.0f} MiB"
        )


def run(network, folder, *, seconds):
    """A row for each flood; `network`: set up, its own Convenor stopped."""
    with Nursery(folder) as nursery:
        for body, made in BODIES.items():
            for how, signed in SIGNED.items() if made else [("", False)]:
                url = network.ground.database_url
                api_url = network.ground.sandbox.api_url
                with Web(nursery, folder / "web.log", api_url, url) as process:
                    yield _row(f"{body} {how}".strip(), network, process, made, signed, seconds)


def _row(name, network, process, made, signed, seconds):
    ask = _asker(network, process.port)
    for _ in range(20):
        ask()
    before, waited = process.most_memory(), []
    with _flooding(process.port, made, signed) as sent:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            waited.append(ask())
            time.sleep(0.02)
    grown = process.most_memory() - before
    return Row(flood=name, answers=Counter(sent), waited=waited, grown=grown)


def _asker(network, port):
    """Sends one command; the milliseconds to its answer."""
    sina = network.person("sina")
    team = network.get("/door/workspace")["team"]["id"]
    who = {"id": sina.id, "team": team, "response_url": "http://127.0.0.1/response/none"}
    made = asking.command(0, who, sina.channel("#technology")).payload | {"command": "/wg"}

    def ask():
        began = time.monotonic()
        payload = made | {"text": "help", "trigger_id": f"{began}"}
        status, _ = asking.post(port, SIGNING_SECRET, payload)
        assert status == 200, status
        return 1e3 * (time.monotonic() - began)

    return ask


@contextmanager
def _flooding(port, made, signed):
    """Yields a list that grows by the status of each request."""
    sent, over = [], threading.Event()
    threads = [
        threading.Thread(target=_flood, args=(port, made, signed, sent, over))
        for _ in range(CLIENTS if made else 0)
    ]
    for thread in threads:
        thread.start()
    try:
        yield sent
    finally:
        over.set()
        for thread in threads:
            thread.join(60)


def _flood(port, made, signed, sent, over):
    while not over.is_set():
        sent.append(_send(port, *made, signed, over))


def _send(port, size, words, content_type, signed, over):
    """The status of the answer; 0 where the door was closed before it could be read."""
    piece = (words * (PIECE // len(words) + 1))[:PIECE]
    lines = ["POST /slack/events HTTP/1.1", "Host: flood", f"Content-Type: {content_type}"]
    if signed:
        moment = int(real_now().timestamp())
        lines += [f"X-Slack-Request-Timestamp: {moment}", f"X-Slack-Signature: v0={'0' * 64}"]
    lines += ["Transfer-Encoding: chunked", "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall("\r\n".join(lines).encode())
            for _ in range(size // PIECE):
                if over.is_set():
                    return 0
                connection.sendall(b"%x\r\n%s\r\n" % (PIECE, piece))
            connection.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # it reads no more
        try:
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
