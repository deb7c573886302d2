"""The ledger of words: what is written of a record, and what a reader finds by them.

Both databases index the same tokens. Who may see a record is among them, so that one question of
the index is about both. Where few records have the words, SQLite asks their rows instead: a token
that nearly every record has takes longer than a hundred rows.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Table, bindparam, select, text

from bot.domain import ActionItem, Decision, Dialogue, Practice, Reader
from bot.domain.search_query import SearchQuery
from bot.domain.search_words import (
    BEGINS,
    Patterns,
    common_words,
    english_stem,
    patterns_of_phrase,
    patterns_of_word,
    runs_on,
    spaced_text,
)
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import Ledger, to_row
from storage.ledgers.search_entries import SearchEntry
from storage.ledgers.search_pages import (
    OF_THIS_KIND,
    More,
    SearchRights,
    matching,
    page_of,
    rights_to_find,
    spelled,
)
from storage.ledgers.search_terms import FEW_TOKENS, SearchTerms
from storage.ledgers.visibility import visible_to
from storage.tables import search_entries, search_names, search_words

N = TypeVar("N", ActionItem, Decision, Dialogue, Practice)

_MOST_MEANT = 50
_HEAD, _ENDING = 5, 4
"""Letters that inflected words share, a slip aside; and by how many one may be longer."""
_KEEP = text(
    "INSERT INTO search_entries (workspace_id, kind, number, position, words, plain, door) SELECT "
    ":workspace_id, :kind, :number, coalesce(max(position), :base - 1) + 1, :words, :plain, :door "
    "FROM search_entries WHERE position >= :base AND position < :beyond"
)


class Search(SearchTerms):
    """Implements bot.ports.ledgers.search.Search."""

    def keep(self, entry: SearchEntry | None, kind: str, number: int, *, new: bool = False) -> None:
        """Write what a record is found by, instead of what was; None: it is not found."""
        if not new:
            theirs = (search_entries.c.kind == kind, search_entries.c.number == number)
            self._remove(search_entries, *theirs)
        if entry is None:
            return
        self._soon(_KEEP, entry.row(self._workspace_id))
        self._keep_words(entry.spoken, entry.language)

    def keep_names(self, named: Mapping[str, Iterable[str]]) -> None:
        """Write the names of people and organisations, by their marks, instead of what was."""
        self._remove(search_names, search_names.c.owner.in_(named))
        tokens = [(owner, t) for owner, names in named.items() for t in marks.name_tokens(names)]
        rows = ({"owner": owner, "token": token} for owner, token in tokens)
        self._soon(self._insert(search_names), *rows)
        self._keep_words("\n".join(name for names in named.values() for name in names), "en")

    def _keep_words(self, spoken: str, language: str) -> None:
        words = ({"letters": len(word), "word": word} for word in common_words(spoken))
        self._soon(self._insert_new(search_words), {"letters": 0, "word": language}, *words)

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
        words = self.of_words(query)
        many, titled = self.may_be_many(words), self.in_title(words, query)
        rights = rights_to_find(self._workspace_id, reader, kind, in_rows=self._sqlite and not many)
        if rights is None:
            return (), 0
        wanted = self.in_record(kind, words, query)
        more, plain = _more(rights, query)
        page = page_of(
            self._sqlite, titled=bool(titled), nearest=near is not None, many=many, more=more
        )
        asked: dict[str, Any] = {"asked": self._spell([*wanted, *rights.tokens]), **plain}
        if titled:
            asked |= self._titled_first(asked["asked"], wanted, titled, few=bool(more) or not many)
        if near is not None:
            asked["near"] = marks.position_at(near)
        rows = self._ask(page, kind=kind, limit=limit, offset=offset, **asked).all()
        return tuple(row.number for row in rows), rows[0].total if rows else 0

    def numbers(self, reader: Reader, kind: str, query: SearchQuery) -> Select[Any]:
        """Selects the numbers of all that is found."""
        found = self._seen(reader, kind, self.in_record(kind, self.of_words(query), query), query)
        wanted = select(search_entries.c.number).where(
            self._own(search_entries), search_entries.c.kind == kind
        )
        if found is None:
            return wanted.where(text("false"))
        return wanted.where(search_entries.c.position.in_(found))

    def nearest_word(self, reader: Reader, kinds: Collection[str], word: str) -> str | None:
        parts = spaced_text(word).split()
        if joined := self._with_other_hyphens(reader, kinds, parts):
            return joined
        typed = "".join(parts)
        if len(parts) != 1 or len(typed) < 4:
            return None
        meant = self._meant_by(typed)
        return next((known for known in meant if self._reads(reader, kinds, known)), None)

    def _meant_by(self, typed: str) -> Iterator[str]:
        """Words in use that it may be a slip of, the nearest first; then those with another
        ending: "libary" for "libraries"."""
        # It takes a while to load, and most searches find something.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        def close(form: str, forms: Mapping[str, str], most: int) -> list[tuple[float, str]]:
            found = process.extract(
                form, forms, scorer=OSA.distance, score_cutoff=most, limit=_MOST_MEANT
            )
            return sorted((distance, known) for _, distance, known in found)

        most = 1 if len(typed) < 6 else 2
        whole = {known: known for known in self._in_use(typed, most)}
        yield from (known for distance, known in close(typed, whole, most) if distance)
        heads = {known: known[:_HEAD] for known in self._in_use(typed, _ENDING, typed[:2])}
        stems = {known: english_stem(known) for _, known in close(typed[:_HEAD], heads, most)}
        yield from (known for _, known in close(english_stem(typed), stems, 1))

    def _in_use(self, typed: str, more: int, begun: str = "") -> Sequence[str]:
        """Words in use that are about as long, and begin so."""
        letters = search_words.c.letters.between(max(len(typed) - more, 1), len(typed) + more)
        known = select(search_words.c.word).where(self._own(search_words), letters)
        return self._connection.scalars(known.where(search_words.c.word.startswith(begun))).all()

    def _with_other_hyphens(
        self, reader: Reader, kinds: Collection[str], parts: list[str]
    ) -> str | None:
        """ "deepfake" for "deep-fake", and "self-harm" for "selfharm", where it stands so."""
        typed = "".join(parts)
        if len(parts) > 1:
            return typed if self._reads(reader, kinds, typed) else None
        ends = [typed[at:] for at in range(1, len(typed) - 3)]
        lengths = search_words.c.letters.in_([len(end) for end in ends])  # for the index
        known = self._select(search_words, search_words.c.word.in_(ends), lengths)
        for end in sorted(row["word"] for row in self._rows(known)):
            apart = f"{typed.removesuffix(end)}-{end}"
            phrase = SearchQuery(phrases=(apart,))
            if self._finds_any(reader, kinds, patterns_of_phrase(apart), phrase):
                return apart
        return None

    def _reads(self, reader: Reader, kinds: Collection[str], word: str) -> bool:
        """Whether a record that they see has this very word, or names someone by it."""
        owners = self._connection.scalars(
            select(search_names.c.owner).where(
                self._own(search_names), search_names.c.token == word
            )
        )
        return self._finds_any(reader, kinds, [(word, *owners)], SearchQuery())

    def _finds_any(
        self, reader: Reader, kinds: Collection[str], asked: Iterable[Patterns], query: SearchQuery
    ) -> bool:
        seen = (self._seen(reader, kind, asked, query) for kind in kinds)
        return any(
            self._connection.execute(found.limit(1)).first() for found in seen if found is not None
        )

    def _seen(
        self, reader: Reader, kind: str, asked: Iterable[Patterns], query: SearchQuery
    ) -> Select[Any] | None:
        """Selects the positions of what has all that is asked and the reader may see."""
        rights = rights_to_find(self._workspace_id, reader, kind)
        if rights is None:
            return None
        more, plain = _more(rights, query)
        found = matching(self._sqlite, self._spell([*asked, *rights.tokens]), more)
        return found.params(kind=kind, **self._with_workspace(plain))

    @property
    def _sqlite(self) -> bool:
        return self._open.dialect.name == "sqlite"

    def _titled_first(
        self, asked: str, words: list[Patterns], titled: list[str], *, few: bool
    ) -> dict[str, str]:
        """Those with a word in the title, and on SQLite the others; `few`: they are looked for
        among those of `asked`, so who may see them is not asked again."""
        first = self._spell([titled])
        if not self._sqlite:
            return {"titled": first}
        if few:
            return {"titled": self._spell([*words, titled])}
        return {"titled": f"{asked} AND {first}", "others": f"({asked}) NOT {first}"}

    def _spell(self, asked: Iterable[Iterable[str]]) -> str:
        if self._sqlite:
            asked = [[token for one in part for token in self._begun(one)] for part in asked]
        return spelled(self._sqlite, asked)

    def _begun(self, pattern: str) -> tuple[str, ...]:
        """The tokens that a pattern fits, where they are few; else the pattern itself. For a
        beginning SQLite gathers all rows of all its tokens, before it gives the first."""
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


class RecordLedger(SearchedLedger, Generic[N]):
    """A ledger of numbered records, each with an audience of its own: they are found by words."""

    _kind: type[N]
    _table: Table
    _letter: str
    _entry: Callable[[N], SearchEntry | None]
    """What it is found by; None: it is not found."""

    def add(self, record: N) -> None:
        self._put(self._table, **self._row(record))
        self._search.keep(self._entry(record), self._letter, record.number, new=True)

    def change(self, record: N) -> None:
        self._rewrite(self._table, **self._row(record))
        self._search.keep(self._entry(record), self._letter, record.number)

    def get(self, reader: Reader, number: int) -> N | None:
        return self._one(self._kind, self._visible(reader).where(self._table.c.number == number))

    def _visible(self, reader: Reader) -> Select[Any]:
        return self._select(self._table, visible_to(reader, self._table))

    def _row(self, record: N) -> dict[str, Any]:
        return to_row(record)


def _in_order(query: SearchQuery) -> list[str]:
    """What the plain words of a record must have as it stands, beside the tokens."""
    phrases = [spaced_text(phrase) for phrase in query.phrases]
    typed = [word for part in query.words for word in spaced_text(part).split()]
    found = [phrase.strip() if runs_on(phrase) else phrase for phrase in phrases]
    return [*found, *(word for word in typed if runs_on(word) and len(word) > 2)]


def _more(rights: SearchRights, query: SearchQuery) -> tuple[More, dict[str, str]]:
    """What is asked for beside tokens, and the values that it asks for."""
    plain = {f"plain_{n}": f"%{words}%" for n, words in enumerate(_in_order(query))}
    if not plain:
        return rights.more, plain
    return (*(rights.more or OF_THIS_KIND), *map(_has, plain)), plain


@cache
def _has(plain: str) -> ColumnElement[bool]:
    """`plain`: the name of a value; words have no sign of LIKE."""
    return search_entries.c.plain.like(bindparam(plain))
