"""A search among 100,000 published cards: the whole use case, and a bare full-text query.

Both answer with the same page: ten cards that this reader may see, the best first, and how many
there are. The bare query is one statement over the same texts with what a database offers by
itself, its own analyser and rank (FTS5 with bm25; a stored tsvector with GIN and ts_rank), joined
with the cards, their audience and the filters' columns. Its reader is known and its words are typed
as the database wants them; it knows no stems of other languages, names or slips. The use case reads
what was typed, and looks for the names and languages of the workspace. The words are in one
card of 1,000, of 50 and of 10. Of 2,000 texts each is the text of 50 cards, in twenty groups.
SQLite answers in our process: there it is processor time.
`python -m tests.benchmarks.searching 1000000` fills and asks one SQLite file of that size.
"""

import asyncio
import random
import sys
import tempfile
import time
from functools import cache
from itertools import accumulate
from statistics import median

from sqlalchemy import (
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from bot.domain.audience import Audience
from bot.domain.person import OrganisationKind
from bot.domain.practice import PracticeStatus, Public
from bot.domain.reference import PRACTICE
from bot.domain.roles import Reader, Role
from bot.domain.search_query import read_query
from bot.use_cases.context import Context
from bot.use_cases.search.find import FindRecords, find_records
from storage.database.engine import make_engine, writing_engine
from storage.ledgers.ledger import to_row
from storage.ledgers.search_entries import practice_entry
from storage.tables import groups, practices, search_entries
from tests.benchmarks import town
from tests.benchmarks.rows import Rounds, Row, at_most
from tests.storage.records import DAY, practice

CARDS, TEXTS, GROUPS = 100_000, 2_000, 20
ROUNDS = 9
ASKED = {"rare": 1_000, "usual": 50, "frequent": 10}
"""One card has the word of this many."""
TYPED = {word: f"{word}word" for word in ASKED} | {
    "two": "usualword frequentword",
    "phrase": '"usualword frequentword"',
    "filtered": "usualword evidence:idea language:en",
}
"""What is asked."""


async def run(folder, postgresql, *, quick=False, cards=None):
    size, found = cards or (2_000 if quick else CARDS), Rounds()
    for name, url in town.both_urls(folder, postgresql, "searching").items():
        await asyncio.to_thread(_fill, url, size)
        await _measured(name, url, found, rounds=2 if quick else ROUNDS)
    return [
        Row(
            benchmark="searching",
            what=f"{word}: among {size:,} cards, {name}",
            unit="ms",
            ours=found[f"{name} {word}"],
            peer=found[f"{name} {word} bare"],
            against="a bare query",
            aim=at_most(1.5),
        )
        for name in ("SQLite", "PostgreSQL")
        for word in TYPED
    ] + [
        Row(
            benchmark="searching",
            what=f"all of these among {size:,} cards, {name}",
            unit="ms",
            ours=[ms for word in TYPED for ms in found[f"{name} {word}"]],
            peer=[ms for word in TYPED for ms in found[f"{name} {word} bare"]] if compared else (),
            against="a bare query" if compared else "",
            aim=at_most(1.5 if compared else 10),
        )
        for name in ("SQLite", "PostgreSQL")
        for compared in (True, False)
    ]


async def _measured(name, url, found, *, rounds):
    database = town._Disposed(url)
    try:
        for turn in range(rounds + 1):
            for word, words in TYPED.items():
                for what, ask in (("", _use_case), (" bare", _bare)):
                    clock = time.process_time if name == "SQLite" else time.perf_counter
                    began = clock()
                    await database.read(town.TEAM, lambda work, a=ask, w=words: a(work, w))
                    if turn:  # the first is for the caches
                        spent = (clock() - began) * 1_000
                        found.add(f"{name} {word}{what}", spent)
    finally:
        database.dispose()


def _use_case(work, typed):
    group = work.groups.by_channel(town.CHANNEL)
    reader = Reader(
        user_id=town.someone(1),
        standing=OrganisationKind.MEMBER,
        rostered=True,
        seats={group.id + n: Role.MEMBER for n in range(3)},
    )
    context = Context(reader=reader, work=work, now=town.now())
    found = find_records(FindRecords(query=read_query(typed), kinds=(PRACTICE,)), context)
    cards = work.practices.by_numbers(reader, found.kinds[PRACTICE].numbers)
    assert len(cards) == min(10, found.kinds[PRACTICE].total) > 0


def _bare(work, typed):
    connection = work.practices._connection
    words, filters, _ = typed.partition(" evidence")
    is_phrase, seats = typed.startswith('"'), [work.groups.by_channel(town.CHANNEL).id]
    seats = [seats[0] + n for n in range(3)]
    statement = _bare_statement(connection.dialect.name, is_filtered=bool(filters))
    if connection.dialect.name == "sqlite":
        asked = words if is_phrase else " ".join(f"{word}*" for word in words.split())
    else:
        both, end = ("<->", "") if is_phrase else ("&", ":*")
        asked = both.join(word + end for word in words.strip('"').split())
    found = connection.execute(statement, {"words": asked, "seats": seats}).all()
    assert len(found) == min(10, found[0].total) > 0


@cache
def _bare_statement(dialect, *, is_filtered):
    here = practices.c
    if dialect == "sqlite":
        bare = table("bare", column("rowid"), column("rank"))
        fits, number, best = literal_column("bare").match(bindparam("words")), bare.c.rowid, "rank"
    else:
        bare = table("bare", column("number"), column("words", TSVECTOR))
        wanted = func.to_tsquery(literal_column("'english'"), bindparam("words"))
        fits, number = bare.c.words.op("@@")(wanted), bare.c.number
        best = func.ts_rank(bare.c.words, wanted).desc()
    seats = bindparam("seats", expanding=True)
    seen = [
        here.audience == Audience.NETWORK,
        here.audience.in_([Audience.GROUP, Audience.MEMBERS]) & here.group_id.in_(seats),
    ]
    where = [here.workspace_id == town.TEAM, here.number == number, fits, or_(*seen)]
    where.append(here.status == PracticeStatus.PUBLISHED)
    if is_filtered:
        where += [here.evidence == "idea", here.language == "en"]
    total = select(func.count()).select_from(bare).where(*where).correlate(None).scalar_subquery()
    page = select(practices, total.label("total")).select_from(bare).where(*where)
    return page.order_by(bare.c.rank if best == "rank" else best).limit(10)


def _fill(url, size):
    """Settle, and fill with `size` cards."""
    town.settle(url, 5)
    engine = make_engine(url)
    with writing_engine(engine).begin() as connection:
        group = dict(connection.execute(select(groups)).mappings().one())
        others = (group | {"id": group["id"] + n, "channel_id": f"C{n}"} for n in range(1, GROUPS))
        connection.execute(insert(groups), list(others))
        _bare_table(connection)
        rng, texts = random.Random(3), _texts(min(TEXTS, size))
        for begin in range(0, size, 5_000):
            many = range(begin + 1, min(begin + 5_000, size) + 1)
            _put(connection, [_card(n, group["id"], texts, rng) for n in many])
    with writing_engine(engine).connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    engine.dispose()


def _put(connection, cards):
    rows = [{**to_row(card), "workspace_id": town.TEAM} for card in cards]
    connection.execute(insert(practices), rows)
    entries = [_entry(card) for card in cards]
    connection.execute(insert(search_entries), entries)
    body = [{"n": card.number, "body": f"{card.title} {card.what_was_done}"} for card in cards]
    column = "rowid, body" if connection.dialect.name == "sqlite" else "number, words"
    value = ":body" if connection.dialect.name == "sqlite" else "to_tsvector('english', :body)"
    connection.execute(text(f"INSERT INTO bare ({column}) VALUES (:n, {value})"), body)


def _bare_table(connection):
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("CREATE VIRTUAL TABLE bare USING fts5(body)")
    else:
        connection.exec_driver_sql("CREATE TABLE bare (number integer, words tsvector)")
        connection.exec_driver_sql("CREATE INDEX ON bare USING gin (words)")


_ANALYSED = {}
"""A text's tokens are made once; who may see the card, and its number, are its own."""


def _entry(card):
    fresh = practice_entry(card).row(town.TEAM) if card.title not in _ANALYSED else None
    if fresh:
        _ANALYSED[card.title] = fresh
    known = _ANALYSED[card.title]
    words = [word for word in known["words"].split() if not word.startswith("v:")]
    room = f"v:{town.TEAM.lower()}:p"
    door = "n" if card.audience is Audience.NETWORK else f"{card.audience[0]}{card.group_id}"
    return {
        "workspace_id": town.TEAM,
        "kind": PRACTICE,
        "number": card.number,
        "position": ((1_700_000_000 + card.number) << 31) + (card.number << 10),
        "words": " ".join([*words, room, f"{room}:{door}"]),
        "plain": known["plain"],
        "door": door,
    }


def _texts(how_many):
    """A hundred words each, as often as words are: the n-th is used one n-th as often."""
    rng = random.Random(5)
    syllables = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
    known = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(5_000)]
    weights = list(accumulate(1 / (n + 10) for n in range(len(known))))
    found = []
    for number in range(how_many):
        words = rng.choices(known, cum_weights=weights, k=100)
        words += [f"{word}word" for word, of in ASKED.items() if number % of == 0]
        found.append((f"Text {number} {' '.join(words[:5])}", " ".join(words[5:])))
    return found


def _card(number, group_id, texts, rng):
    title, done = texts[number % len(texts)]
    return practice(
        number,
        group_id + number % GROUPS,
        title=title,
        what_was_done=done,
        summary=done[:100],
        topics=("topic",),
        publics=(Public.CHILDREN,),
        audience=rng.choice(list(Audience)),
        status=PracticeStatus.PUBLISHED,
        settled_at=town.now() - (CARDS - number) * DAY / 24,
    )


def main(size):
    """What one SQLite file of `size` cards takes, in words."""
    with tempfile.TemporaryDirectory(prefix="convenor-searching-") as folder:
        url, found = town.sqlite_url(folder, "searching"), Rounds()
        _fill(url, size)
        asyncio.run(_measured("SQLite", url, found, rounds=ROUNDS))
        with town.opened(url) as database, database.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT name, sum(pgsize) / 1048576 FROM dbstat GROUP BY 1 ORDER BY 2 DESC LIMIT 8"
            )
            print(*(f"{name}: {size:,} MB" for name, size in rows), sep="\n")
    for word in TYPED:
        ours, bare = (median(found[f"SQLite {word}{what}"]) for what in ("", " bare"))
        print(f"{word}: {ours:.2f} ms, bare {bare:.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]))
