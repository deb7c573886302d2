"""The ledger of words: what is written of a record, and what a reader finds by them.

Both databases index the same tokens and are asked for the same ones. Who may see a record is
among them, so that one question of the index is about both.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, select, text

from bot.domain.audience import Audience
from bot.domain.reference import ACTION, DECISION, DIALOGUE, MINUTES, PRACTICE
from bot.domain.roles import Reader
from bot.domain.search_query import SearchQuery
from bot.domain.search_words import (
    BEGINS,
    Patterns,
    common_words,
    patterns_of_word,
    runs_on,
    spaced_text,
    words_in_text,
)
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import Ledger, insert_new_into, own_rows
from storage.ledgers.search_entries import SearchEntry
from storage.ledgers.search_pages import More, matching, page_of, spelled
from storage.ledgers.search_terms import FEW_TOKENS, SearchTerms
from storage.ledgers.visibility import visible_to
from storage.tables import (
    actions,
    decisions,
    dialogues,
    minutes_versions,
    practices,
    search_entries,
    search_names,
    search_words,
)

_TABLES = {
    ACTION: actions,
    DECISION: decisions,
    DIALOGUE: dialogues,
    MINUTES: minutes_versions,
    PRACTICE: practices,
}
_MOST_MEANT = 50
_KEEP = text(
    "INSERT INTO search_entries (workspace_id, kind, number, position, words, plain) "
    "SELECT :workspace_id, :kind, :number, coalesce(max(position), :base - 1) + 1, :words, :plain "
    "FROM search_entries WHERE position >= :base AND position < :beyond"
)


class Search(SearchTerms):
    """Implements bot.ports.ledgers.search.Search."""

    def keep(self, entry: SearchEntry | None, kind: str, number: int, *, new: bool = False) -> None:
        """Write what a record is found by, instead of what was; None: it is not found."""
        if not new:
            theirs = (search_entries.c.kind == kind, search_entries.c.number == number)
            self._count(self._delete(search_entries, *theirs))
        if entry is None:
            return
        self._soon(_KEEP, entry.row(self._workspace_id))
        self._keep_words(entry.spoken, entry.language)

    def keep_names(self, named: Mapping[str, Iterable[str]]) -> None:
        """Write the names of people and organisations, by their marks, instead of what was."""
        self._count(self._delete(search_names, search_names.c.owner.in_(named)))
        tokens = [(owner, t) for owner, names in named.items() for t in marks.name_tokens(names)]
        rows = ({"owner": owner, "token": token} for owner, token in tokens)
        self._soon(self._insert(search_names), *rows)
        self._keep_words("\n".join(name for names in named.values() for name in names), "en")

    def _keep_words(self, spoken: str, language: str) -> None:
        insert = insert_new_into(search_words, self._open.dialect.name)
        words = ({"letters": len(word), "word": word} for word in common_words(spoken))
        self._soon(insert, {"letters": 0, "word": language}, *words)

    def find(
        self,
        reader: Reader,
        kind: str,
        query: SearchQuery,
        *,
        limit: int,
        offset: int = 0,
        near: datetime | None = None,
    ) -> tuple[tuple[int, ...], int]:
        doors, words = self._doors(reader, kind), self.of_words(query)
        if not doors:
            return (), 0
        titled = self.in_title(words, query)
        wanted = [*self.in_record(kind, words, query), doors]
        more, plain = self._more(reader, kind, query)
        page = page_of(
            self._sqlite,
            titled=bool(titled),
            nearest=near is not None,
            many=self.may_be_many(words),
            more=more,
        )
        asked: dict[str, Any] = {"asked": self._spell(wanted), **plain}
        if titled:
            asked |= self._titled_first(asked["asked"], titled)
        if near is not None:
            asked["near"] = marks.position_at(near)
        rows = self._ask(page, kind=kind, limit=limit, offset=offset, **asked).all()
        return tuple(row.number for row in rows), rows[0].total if rows else 0

    def numbers(self, reader: Reader, kind: str, query: SearchQuery) -> Select[Any]:
        """Selects the numbers of all that is found."""
        asked = self.in_record(kind, self.of_words(query), query)
        found = self._seen(reader, kind, asked, query)
        wanted = select(search_entries.c.number).where(
            self._own(search_entries), search_entries.c.kind == kind
        )
        if found is None:
            return wanted.where(text("false"))
        return wanted.where(search_entries.c.position.in_(found))

    def nearest_word(self, reader: Reader, kinds: Collection[str], word: str) -> str | None:
        """The word in use that `word` is a slip of; one that the reader can read somewhere."""
        (typed, *more) = words_in_text(word) or ("",)
        typed = spaced_text(typed).strip()
        if more or len(typed) < 4:
            return None
        # It takes a while to load, and most searches find something.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(typed) < 6 else 2
        known = select(search_words.c.word).where(
            self._own(search_words),
            search_words.c.letters.between(len(typed) - most, len(typed) + most),
        )
        choices = self._connection.scalars(known).all()
        close = process.extract(
            typed, choices, scorer=OSA.distance, score_cutoff=most, limit=_MOST_MEANT
        )
        meant = sorted((distance, known) for known, distance, _ in close if distance)
        return next((known for _, known in meant if self._reads(reader, kinds, known)), None)

    def _reads(self, reader: Reader, kinds: Collection[str], word: str) -> bool:
        """Whether a record that they see has this very word, or names someone by it."""
        owners = self._connection.scalars(
            select(search_names.c.owner).where(
                self._own(search_names), search_names.c.token == word
            )
        )
        asked = [(word, *owners)]
        seen = (self._seen(reader, kind, asked, SearchQuery()) for kind in kinds)
        return any(
            self._connection.execute(found.limit(1)).first() for found in seen if found is not None
        )

    def _seen(
        self, reader: Reader, kind: str, asked: list[Patterns], query: SearchQuery
    ) -> Select[Any] | None:
        """Selects the positions of what has all that is asked and the reader may see."""
        doors = self._doors(reader, kind)
        if not doors:
            return None
        more, plain = self._more(reader, kind, query)
        found = matching(self._sqlite, self._spell([*asked, doors]), more)
        return found.params(kind=kind, **self._with_workspace(plain))

    def _more(self, reader: Reader, kind: str, query: SearchQuery) -> tuple[More, dict[str, str]]:
        """What is asked for beside tokens, and the values that it asks for."""
        plain = {f"plain_{n}": f"%{words}%" for n, words in enumerate(_in_order(query))}
        more = (*map(_has, plain), *self._seen_in_tables(reader, kind))
        return ((*_OF_THIS_KIND, *more) if more else ()), plain

    def _seen_in_tables(self, reader: Reader, kind: str) -> Iterator[ColumnElement[bool]]:
        """Where the marks do not tell all: nobody reads the minutes of a dialogue that they may
        not see, and a kept seat shows less than a seat."""
        if reader.secretariat:
            return
        if kind == MINUTES:
            yield _seen_in(dialogues, visible_to(reader, dialogues))
        if reader.kept_seats:
            yield _seen_in(_TABLES[kind], visible_to(reader, _TABLES[kind]))

    def _doors(self, reader: Reader, kind: str) -> Patterns:
        """Marks: what the reader may see has one at least (`Reader.sees`)."""
        room = marks.room_of(self._workspace_id, kind)
        if reader.secretariat or reader.kept_seats:
            return (room,)
        ways = [(Audience.NETWORK, 0)] if reader.rostered else []
        ways += [(Audience.GROUP, group_id) for group_id in reader.seats]
        ways += [(Audience.MEMBERS, group_id) for group_id in reader.member_seats]
        return tuple(f"{room}:{marks.door_mark(*way)}" for way in ways)

    @property
    def _sqlite(self) -> bool:
        return self._open.dialect.name == "sqlite"

    def _titled_first(self, asked: str, titled: list[str]) -> dict[str, str]:
        """Those with a word in the title, and on SQLite the others."""
        first = self._spell([titled])
        if not self._sqlite:
            return {"titled": first}
        return {"titled": f"{asked} AND {first}", "others": f"({asked}) NOT {first}"}

    def _spell(self, asked: Iterable[Iterable[str]]) -> str:
        if self._sqlite:
            asked = [[token for one in part for token in self._begun(one)] for part in asked]
        return spelled(self._sqlite, asked)

    def _begun(self, pattern: str) -> tuple[str, ...]:
        """The tokens that a pattern fits, where they are few; else the pattern itself.

        For a beginning SQLite gathers all rows of all its tokens, before it gives the first.
        """
        if not pattern.endswith(BEGINS):
            return (pattern,)
        mark, colon, word = pattern.removesuffix(BEGINS).rpartition(":")
        # Those of titles and topics are among those of texts.
        tokens = self.known_of(patterns_of_word(word, ())[0]).begun
        found = tuple(mark + colon + token for token in tokens or (word,))
        return found if len(tokens) <= FEW_TOKENS else (pattern,)


class SearchedLedger(Ledger):
    """A ledger whose records are found by their words."""

    @property
    def _search(self) -> Search:
        return Search(self._open, self._workspace_id, self._shared)


def _in_order(query: SearchQuery) -> list[str]:
    """What the plain words of a record must have as it stands, beside the tokens."""
    phrases = [spaced_text(phrase) for phrase in query.phrases]
    typed = [word for part in query.words for word in spaced_text(part).split()]
    found = [phrase.strip() if runs_on(phrase) else phrase for phrase in phrases]
    return [*found, *(word for word in typed if runs_on(word) and len(word) > 2)]


_OF_THIS_KIND = (own_rows(search_entries), search_entries.c.kind == bindparam("kind"))


@cache
def _has(plain: str) -> ColumnElement[bool]:
    """`plain`: the name of a value; words have no sign of LIKE."""
    return search_entries.c.plain.like(bindparam(plain))


@lru_cache(maxsize=1_000)
def _seen_in(table: Table, visible: ColumnElement[bool]) -> ColumnElement[bool]:
    return search_entries.c.number.in_(select(table.c.number).where(own_rows(table), visible))
