"""What has really arrived in the sandbox, in the shape in which it is worked out."""

import html
import re
from datetime import UTC, datetime

from tests.simulation.lines import Post
from tests.simulation.words import moment_words
from tests.simulation.world import people

_DATE = re.compile(r"<!date\^(\d+)\^[^|]*\|([^>]*)>")
_LINK = re.compile(r"<(https?://[^|>]+)\|[^>]*>")
_ZONE = re.compile(r"\(([^,)]+)")


def arrived(sandbox):
    """Every message that others than its presser can read, in order."""
    return [_post(sandbox, one) for one in sandbox.arrived if one.user is None]


def private_answers(sandbox):
    """(minute, handle) of each answer that only the person who acted can see."""
    handles = {person.id: person.handle for person in people().values()}
    return [(_minute(one.at), handles[one.user]) for one in sandbox.arrived if one.user]


def _post(sandbox, arrival):
    text = _DATE.sub(_checked, arrival.text)
    lines = html.unescape(_LINK.sub(r"\1", text)).splitlines()
    return normal(Post(_minute(arrival.at), _place(sandbox, arrival.channel), tuple(lines)))


def normal(post):
    """Of who is out of hours the cities alone; who shifts with the clocks, in any order."""
    lines = [_cities(line) if line.startswith("Out of hours: ") else line for line in post.lines]
    if lines[0].startswith("Clocks change"):
        lines[2:] = sorted(lines[2:])
    return Post(post.at, post.where, tuple(lines))


def _minute(at):
    return datetime.fromtimestamp(at // 60 * 60, UTC)


def _checked(token):
    """The words of a date for those who see no date; they must name that very moment."""
    at, words = datetime.fromtimestamp(int(token[1]), UTC), html.unescape(token[2])
    assert words == moment_words(at, _ZONE.search(words)[1]), token[0]
    return token[2]


def _cities(line):
    known = {p.organisation.zone.split("/")[-1].replace("_", " ") for p in people().values()}
    return "Out of hours: " + ", ".join(sorted(city for city in known if f" {city}" in line))


def _place(sandbox, channel):
    conversation = sandbox.core.workspace.conversations.get(channel)
    if conversation.kind != "im":
        return f"#{conversation.name}"
    handles = {person.id: person.handle for person in people().values()}
    (handle,) = (handles[m] for m in conversation.members if m in handles)
    return handle
