"""The words by which records are found, and the index that each database keeps of them."""

from typing import Any

from sqlalchemy import DDL, BigInteger, Column, Index, Text, event, text

from storage.tables.base import number_column, own_table

search_entries = own_table(
    "search_entries",
    Column("kind", Text, primary_key=True),
    number_column("number"),
    Column("position", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Column("door", Text, nullable=False, server_default=text("''")),
    Index("ix_search_entries_position", "position", "workspace_id", "kind", "door", "number"),
)
"""One row for each record that can be found; `kind` is the letter of its reference.

`words`: tokens of `bot.domain.search_words` and marks (who may see it, filters), each once, with
spaces between. `plain`: the words in order, for phrases. `position`: seconds and number in one, so
that the index alone tells which is newer; on SQLite the index knows the row by it. `door`: who
may see it, as among the words; none, and it is found by the secretariat only.
"""

search_names = own_table(
    "search_names", Column("owner", Text, primary_key=True), Column("token", Text, primary_key=True)
)
"""Tokens of the names of people and organisations; `owner` is a mark of `search_entries.words`."""

search_words = own_table(
    "search_words", number_column("letters"), Column("word", Text, primary_key=True)
)
"""Words in use, by their length, to which a slip may be corrected. With 0 letters: languages of
texts. None is taken away, so whoever shows a word asks first whether its reader sees it written."""

SEARCH_INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entries', "
        "content_rowid='position', detail='none', columnsize=0, "
        "tokenize=\"ascii tokenchars ':_'\")",
        "CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN "
        "INSERT INTO search_index (rowid, words) VALUES (new.position, new.words); END",
        "CREATE TRIGGER search_entries_taken AFTER DELETE ON search_entries BEGIN "
        "INSERT INTO search_index (search_index, rowid, words) "
        "VALUES ('delete', old.position, old.words); END",
    ),
    "postgresql": (
        "CREATE FUNCTION search_tokens(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE "
        "PARALLEL SAFE COST 10000 SET search_path = pg_catalog "
        "AS $$ SELECT array_to_tsvector(string_to_array(words, ' ')) $$",
        "CREATE INDEX search_index ON search_entries USING gin (search_tokens(words))",
    ),
}
"""What makes the index of `words`; rows are added and taken away, never changed. PostgreSQL takes a
function of its own for as cheap as a sum, and would rather make the tokens of each row than look
into the index; a function of ours says what it costs."""

SEARCH_TERMS = "CREATE VIRTUAL TABLE search_index_terms USING fts5vocab(search_index, row)"
"""On SQLite, shows the tokens in the index, in order; it holds nothing itself."""


def _make_index(dialect: str) -> None:
    for statement in (*SEARCH_INDEX[dialect], *([SEARCH_TERMS] if dialect == "sqlite" else [])):
        made: Any = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(search_entries, "after_create", made.execute_if(dialect=dialect))


for _dialect in SEARCH_INDEX:
    _make_index(_dialect)
