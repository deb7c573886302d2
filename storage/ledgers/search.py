"""The ledger of words: what is written of a record, and what a reader finds by them.

Both databases index the same tokens and are asked for the same ones. Who may see a record is
among them, so that one question of the index is about both.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.domain.audience import Audience
from bot.domain.reference import ACTION, DECISION, DIALOGUE, PRACTICE
from bot.domain.roles import Reader
from bot.domain.search_query import SearchQuery
from bot.domain.search_words import (
    BEGINS,
    Patterns,
    common_words,
    runs_on,
    spaced_text,
    words_in_text,
)
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import Ledger, insert_new_into, own_rows
from storage.ledgers.search_entries import SearchEntry
from storage.ledgers.search_terms import SearchTerms
from storage.ledgers.visibility import visible_to
from storage.tables import (
    actions,
    decisions,
    dialogues,
    practices,
    search_entries,
    search_names,
    search_words,
)

_TABLES = {ACTION: actions, DECISION: decisions, DIALOGUE: dialogues, PRACTICE: practices}
_FARTHEST = (1 << 62) - 1
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

    def keep_names(self, owner: str, names: Iterable[str]) -> None:
        """Write the names of a person or an organisation, by its mark, instead of what was."""
        names = tuple(names)
        self._count(self._delete(search_names, search_names.c.owner == owner))
        for token in marks.name_tokens(names):
            self._put_soon(search_names, owner=owner, token=token)
        self._keep_words("\n".join(names), "en")

    def _keep_words(self, spoken: str, language: str) -> None:
        insert = insert_new_into(search_words, self._open.dialect.name)
        self._soon(insert, {"letters": 0, "word": language})
        for word in common_words(spoken):
            self._soon(insert, {"letters": len(word), "word": word})

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
        asked = self._spell([*self.in_record(kind, words, query), doors])
        more = self._more(reader, kind, query)
        page = _usual_page(self._sqlite, bool(titled))
        if more:
            page = _page(
                self._sqlite, bool(titled), _narrowed(_matching(self._sqlite, asked), more)
            )
        rows = self._ask(
            page,
            kind=kind,
            asked=asked,
            titled=self._spell([titled]),
            near=_FARTHEST if near is None else marks.position_at(near),
            limit=limit,
            offset=offset,
        ).all()
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
        found = _matching(self._sqlite, self._spell([*asked, doors]))
        more = self._more(reader, kind, query)
        return _narrowed(found, more) if more else found

    def _more(self, reader: Reader, kind: str, query: SearchQuery) -> list[ColumnElement[bool]]:
        """What is asked for beside tokens."""
        row, more = search_entries.c, list(map(_has, _in_order(query)))
        if reader.kept_seats and not reader.secretariat:
            records = _TABLES[kind]
            theirs = select(records.c.number).where(self._own(records), visible_to(reader, records))
            more.append(row.number.in_(theirs))
        return [self._own(search_entries), row.kind == kind, *more] if more else []

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

    def _spell(self, asked: Iterable[Iterable[str]]) -> str:
        if self._sqlite:
            return _spelled(asked, '"{}"', '"{}"*', " OR ", " AND ")
        return _spelled(asked, "'{}'", "'{}':*", "|", "&")


class SearchedLedger(Ledger):
    """A ledger whose records are found by their words."""

    @property
    def _search(self) -> Search:
        return Search(self._open, self._workspace_id, self._shared)


_SQLITE = table("search_index", column("rowid", Integer))
_INDEX: Any = literal_column("search_index")
_TOKENS: Any = func.search_tokens(search_entries.c.words)


def _matching(sqlite: bool, asked: Any) -> Select[Any]:
    """Selects the positions of entries that have the tokens."""
    if sqlite:
        return select(_SQLITE.c.rowid.label("position")).where(_INDEX.op("MATCH")(asked))
    wanted = cast(asked, TSQUERY)
    return select(search_entries.c.position).where(_TOKENS.op("@@")(wanted))


def _narrowed(found: Select[Any], more: list[ColumnElement[bool]]) -> Select[Any]:
    row = search_entries.c
    return select(row.position).where(row.position.in_(found), *more)


def _page(sqlite: bool, titled: bool, found: Select[Any]) -> Select[Any]:
    """Numbers, and how many there are in all; `titled`: some may be found in the title."""
    matched = found.cte("matched").prefix_with("MATERIALIZED")
    total = select(func.count()).select_from(matched).scalar_subquery()
    order: list[ColumnElement[Any]] = [func.abs(matched.c.position - bindparam("near"))]
    if titled:
        first = _matching(sqlite, bindparam("titled", type_=Text))
        order.insert(0, case((matched.c.position.in_(first), 0), else_=1))
    nth = func.row_number().over(order_by=order).label("nth")
    page = select(matched.c.position, total.label("total"), nth).order_by(nth)
    # Only these few rows are read; the order is known from the index.
    first_few = page.limit(bindparam("limit")).offset(bindparam("offset")).subquery()
    row = search_entries.c
    return (
        select(row.number, first_few.c.total)
        .where(
            own_rows(search_entries),
            row.kind == bindparam("kind"),
            row.position == first_few.c.position,
        )
        .order_by(first_few.c.nth)
    )


@cache
def _usual_page(sqlite: bool, titled: bool) -> Select[Any]:
    """By tokens alone."""
    return _page(sqlite, titled, _matching(sqlite, bindparam("asked", type_=Text)))


def _spelled(asked: Iterable[Iterable[str]], whole: str, begun: str, either: str, both: str) -> str:
    """A question in a database's own language; tokens hold no sign that it knows."""
    parts = (
        either.join(
            begun.format(one.removesuffix(BEGINS)) if one.endswith(BEGINS) else whole.format(one)
            for one in dict.fromkeys(part)
        )
        for part in asked
    )
    return both.join(f"({part})" for part in parts)


def _in_order(query: SearchQuery) -> list[str]:
    """What the plain words of a record must have as it stands, beside the tokens."""
    phrases = [spaced_text(phrase) for phrase in query.phrases]
    typed = [word for part in query.words for word in spaced_text(part).split()]
    found = [phrase.strip() if runs_on(phrase) else phrase for phrase in phrases]
    return [*found, *(word for word in typed if runs_on(word) and len(word) > 2)]


def _has(words: str) -> Any:
    return search_entries.c.plain.contains(words, autoescape=True)
