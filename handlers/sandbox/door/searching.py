"""What the page's search finds among messages: every word, whatever its accents and capitals."""

import unicodedata
from heapq import merge
from itertools import islice

from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.people import Person
from handlers.sandbox.surface import texts_of

MOST_FOUND = 20


def found_messages(core: Core, person: Person, query: str) -> list[Message]:
    """The newest messages with all words of the query that this person may read.

    Those for one reader alone are not found, as in Slack.
    """
    words = plainly(query).split()
    if not words:
        return []
    places = (one for one in core.workspace.conversations if one.is_visible_to(person.id))
    newest = merge(
        *(core.workspace.messages.newest_first(place.id) for place in places),
        key=lambda message: -as_micros(message.ts),
    )
    return list(islice((one for one in newest if _fits(one, words)), MOST_FOUND))


def plainly(text: str) -> str:
    """A text without accents and capitals."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def _fits(message: Message, words: list[str]) -> bool:
    if message.to is not None or message.subtype == "tombstone":
        return False
    said = plainly(" ".join([message.text, *texts_of(message.blocks)]))
    return all(word in said for word in words)
