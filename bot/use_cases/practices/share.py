"""Shares a practice for review, or a returned one again; asks first where cards are like it."""

from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from bot.domain import Act, DropReason, Practice, PracticeStatus, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.errors import AskAgain
from bot.domain.reference import PRACTICE
from bot.domain.search_words import words_in_text
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.practices.rules import editable_practice, group_of
from bot.use_cases.refusals import find_group_for

_MOST_READ = 5_000
"""The newest cards; with more of them, older ones are not compared."""
_ALIKE = 85.0
"""Of 100, by rapidfuzz: the letters of both titles, in their order or word by word."""
_MOST_SHOWN = 5


class LooksAlike(AskAgain):
    """Nothing was written: the person has not seen yet which cards are there already."""

    def __init__(self, found: tuple[Practice, ...]) -> None:
        named = " ".join(practice.reference for practice in found)
        super().__init__(
            _("This may be shared already: {references}. Nothing was sent.", references=named)
        )
        self.found = found

    @property
    def mark(self) -> str:
        """Who sends it has seen these very cards."""
        return " ".join(sorted(practice.reference for practice in self.found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found before: numbers of cards like it, and the newest number that was there."""

    alike: tuple[int, ...] = ()
    newest: int = 0


def look_alike(card: CardWords, context: Context, before: Looked | None = None) -> Looked:
    """The cards like it that the reader may see, the newest first. It takes a while among
    thousands: ask before the transaction that writes, and in it once more with what was found
    `before`, which looks only at cards that are newer."""
    before = before or Looked()
    title, address = _plain(card.title), same_address(card.link)
    seen = context.work.practices.titles_seen(context.reader, _MOST_READ, after=before.newest)
    alike = tuple(
        number
        for number, other, link in seen
        if _alike(title, other) or (address and address == same_address(link))
    )
    newest = max((number for number, _, _ in seen), default=before.newest)
    return Looked(alike=alike + before.alike, newest=newest)


def demand_new(
    card: CardWords,
    told: str,
    context: Context,
    *,
    but: int | None = None,
    looked: Looked | None = None,
) -> None:
    """LooksAlike where cards that the reader may see are like it, unless `told` names them all.
    `but`: the number of the card itself, where it was sent before. `looked`: as `look_alike`."""
    alike = look_alike(card, context, looked).alike
    wanted = [number for number in alike if number != but][:_MOST_SHOWN]
    found = context.work.practices.by_numbers(context.reader, wanted)
    if found and not {practice.reference for practice in found} <= set(told.split()):
        raise LooksAlike(found)


@lru_cache(maxsize=2 * _MOST_READ)
def same_address(link: str | None) -> str:
    """Two links to one page give the same words: scheme, "www.", "#…" and utm_… do not count."""
    if not link:
        return ""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    query = [(k, v) for k, v in parse_qsl(parts.query) if not k.startswith("utm_")]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


@lru_cache(maxsize=2 * _MOST_READ)
def _plain(title: str) -> str:
    return " ".join(words_in_text(title))


def _alike(title: str, other: str) -> bool:
    other = _plain(other)
    return max(fuzz.ratio(title, other), fuzz.token_sort_ratio(title, other)) >= _ALIKE


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePractice:
    """`told`: references of the cards like it that the person was shown. `looked`: what
    `look_alike` found before the transaction."""

    group_id: int
    card: CardWords
    told: str = ""
    looked: Looked | None = None


def share_practice(wish: SharePractice, context: Context) -> Practice:
    """The card as it awaits review, for the organisation that its author speaks for now. NotValid
    beside a field that breaks a limit; NotAllowed for people outside the channel; LooksAlike where
    it may be there already."""
    group = find_group_for(Act.SUBMIT_PRACTICE, wish.group_id, context)
    card = checked_card(wish.card, group=group, context=context)
    demand_new(card, wish.told, context, looked=wish.looked)
    author = context.work.people.get(context.reader.user_id)
    organisation = author.organisation if author else None
    practice = Practice(
        **asdict(card),
        number=context.work.numbers.take_next(PRACTICE),
        group_id=group.id,
        organisation_id=organisation.id if organisation else None,
        author=context.reader.user_id,
        created_at=context.now,
    )
    context.work.practices.add(practice)
    context.record(N_("shared"), practice)
    return practice


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """`told` and `looked`: as of SharePractice."""

    number: int
    card: CardWords
    told: str = ""
    looked: Looked | None = None


def send_again(wish: SendAgain, context: Context) -> Practice:
    """The card as it awaits review again; what the reviewer said before stays on it."""
    practice = editable_practice(wish.number, context)
    if practice.status is not PracticeStatus.RETURNED:
        raise Refusal(
            "{reference} was not returned; it is not sent for review again.",
            reference=practice.reference,
        )
    group = group_of(practice, context)
    card = checked_card(wish.card, group=group, context=context, before=practice.topics)
    demand_new(card, wish.told, context, but=practice.number, looked=wish.looked)
    again = replace(
        practice,
        **asdict(card),
        status=PracticeStatus.SUBMITTED,
        reviewed_by=None,
        settled_at=None,
        sent_at=context.now,
        revision=practice.revision + 1,
    )
    context.work.practices.change(again)
    context.work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.SENT_AGAIN, now=context.now
    )
    context.record(N_("sent again"), practice)
    return again
