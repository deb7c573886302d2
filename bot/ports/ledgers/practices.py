"""Good practices, who uses them, and which card a group's channel is shown next."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain import Practice, Reader
from bot.domain.practice import Adoption, TopicList, Usage
from bot.ports.ledgers.search import Ids, NumberedRecords


class Practices(NumberedRecords[Practice], Protocol):
    """A published card is seen by its audience; any other only by its author and the chairs."""

    def awaiting_review(
        self, reader: Reader, group_ids: Ids, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Practice, ...]:
        """Cards that wait for a chair in groups that the reader chairs, the longest first. They
        were sent for review, or their author has changed them after publication."""

    def count_awaiting_review(self, reader: Reader, group_ids: Ids) -> int: ...

    def titles_seen(
        self, reader: Reader, limit: int, *, after: int = 0
    ) -> tuple[tuple[int, str, str | None], ...]:
        """Number, title and link of published cards and the reader's own that are not settled
        otherwise, the newest first; only those with a number over `after`."""

    def topics_of(self, group_id: int) -> TopicList: ...

    def keep_topics(self, group_id: int, kept: TopicList) -> None: ...

    def topics_in_use(self, reader: Reader, group_ids: Ids) -> frozenset[str]:
        """Of the groups' published cards that the reader may see."""

    def latest_published(self, reader: Reader, *, limit: int = 5) -> tuple[Practice, ...]:
        """Published cards, the newest first."""

    def by_numbers(self, reader: Reader, numbers: Ids) -> tuple[Practice, ...]:
        """Those that the reader may see, in the order of their numbers as given."""

    def published_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Practice, ...], int]:
        """Cards published in this span, newest first, and how many there are in all."""

    def visible_to(self, reader: Reader, *, group_id: int | None = None) -> tuple[Practice, ...]:
        """Every card that the reader may see, of one group or of all, by number."""

    def for_network(self, reader: Reader, *, limit: int) -> tuple[Practice, ...]:
        """Published cards for the whole network that the reader may see, the newest first."""

    def past_review(self, day: date, *, asked_since: datetime, limit: int) -> tuple[Practice, ...]:
        """Published cards to be reviewed before `day` that nobody was asked about since then. The
        longest overdue first. A question that was dropped asked nobody."""

    def save_for(self, user_id: str, number: int, now: datetime) -> bool:
        """Put a card among those that a person saved; whether it was not there yet."""

    def unsave_for(self, user_id: str, number: int) -> bool:
        """Whether it was there."""

    def saved_by(
        self, reader: Reader, *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        """Published cards that the reader saved and may see, the latest saved first; how many."""

    def is_saved(self, user_id: str, number: int) -> bool: ...


class Spotlights(Protocol):
    """What was shown is read from the deliveries themselves."""

    def shown_before(self, channel_id: str, day: str) -> int | None:
        """The number of the card that the channel was shown last before that local date."""

    def next_card(
        self, reader: Reader, channel_id: str, *, day: str, besides: Ids = ()
    ) -> Practice | None:
        """The published card that the channel was shown longest ago: first those that were never
        shown, the first published of them first. Never the one that was shown last, nor any of
        `besides`. `day`: the occurrence that it is for; what was owed for it before does not
        count."""


class Adoptions(Protocol):
    """What a reader sees here belongs to cards that they see; the caller has asked for those."""

    def add(self, adoption: Adoption) -> bool:
        """False where the organisation uses the practice already; then nothing is changed."""

    def end(self, number: int, organisation_id: int, *, by: str, now: datetime) -> bool:
        """Note that the organisation no longer uses it; whether it did."""

    def current(self, number: int, organisation_id: int) -> Adoption | None:
        """For the organisation's own people and for Convenor: no reader is asked."""

    def was_told(self, number: int, organisation_id: int) -> bool:
        """Whether the author has heard, or will hear, that this organisation uses it."""

    def of_practice(
        self, reader: Reader, practice: Practice, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Adoption, ...], int]:
        """Those who use it now, the first first, and how many there are."""

    def told_on(self, reader: Reader, practice: Practice, day: date) -> tuple[Adoption, ...]:
        """What the author hears on that day, as far as it is still so."""

    def begun_between(
        self, reader: Reader, group_id: int, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Adoption, ...], int]:
        """Uses of the group's published practices that began in this span and go on, newest
        first, and how many there are; of practices, too, only those that the reader sees."""

    def usage_of(self, reader: Reader, practices: Collection[Practice]) -> Mapping[int, Usage]:
        """By number; a practice that nobody uses is left out."""
