"""Finds records by their words; a slip of the keyboard is forgiven where nothing is found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.reference import DIALOGUE, DIGEST
from bot.domain.search_query import SearchQuery
from bot.use_cases.context import Context

PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FindRecords:
    """`kinds`: letters of references. `limit`: the most of each kind."""

    query: SearchQuery
    kinds: tuple[str, ...]
    limit: int = PAGE
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """The numbers of one page, the best first, and how many there are in all."""

    numbers: tuple[int, ...]
    total: int


NO_HITS = Hits((), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`query`: what was looked for in the end. `corrected`: typed words, with what they became.
    `kinds`: those in which something is found. `offset`: where the page really begins."""

    query: SearchQuery
    kinds: Mapping[str, Hits]
    corrected: Mapping[str, str]
    offset: int = 0


def find_records(wish: FindRecords, context: Context) -> Found:
    """A page of what the reader may see; past its end the first one."""
    found = _find(wish, wish.query, context)
    if found or not wish.query.words:
        return Found(query=wish.query, kinds=found, corrected={}, offset=wish.offset)
    if wish.offset:
        return find_records(replace(wish, offset=0), context)
    corrected = _corrected(wish, context)
    query = wish.query
    for typed, meant in corrected.items():
        query = query.with_word(typed, meant)
    meant_found = _find(wish, query, context) if corrected else {}
    if not meant_found:
        return Found(query=wish.query, kinds={}, corrected={})
    return Found(query=query, kinds=meant_found, corrected=corrected)


def _find(wish: FindRecords, query: SearchQuery, context: Context) -> dict[str, Hits]:
    found = {kind: _page(kind, wish, query, context) for kind in wish.kinds}
    return {kind: hits for kind, hits in found.items() if hits.numbers}


def _page(kind: str, wish: FindRecords, query: SearchQuery, context: Context) -> Hits:
    """Of dialogues the nearest to now come first, of all others the newest."""
    work, page = context.work, {"limit": wish.limit, "offset": wish.offset}
    if kind == DIGEST:
        # What a reader may see of a digest changes with its records, so its ledger reads it.
        words = " ".join((*query.words, *query.phrases))
        if query.filters:
            return NO_HITS
        groups = [group.id for group in work.groups.all()]
        kept, total = work.digests.find_page(context.reader, groups, words, **page)
        return Hits(tuple(each.digest.number or 0 for each in kept), total)
    near = context.now if kind == DIALOGUE else None
    return Hits(*work.search.find(context.reader, kind, query, near=near, **page))


def _corrected(wish: FindRecords, context: Context) -> dict[str, str]:
    """For each word that finds nothing alone, the word in use that it is a slip of."""
    corrected = {}
    for word in wish.query.words:
        if not _find(wish, SearchQuery(words=(word,)), context):
            kinds = [kind for kind in wish.kinds if kind != DIGEST]
            meant = context.work.search.nearest_word(context.reader, kinds, word)
            if meant is None:
                return {}
            corrected[word] = meant
    return corrected
