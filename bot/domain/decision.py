"""A decision: what organisations agreed, in a dialogue, in writing or by silence procedure.

Beside it: when a proposal may end and what has become of it by then, and its notifications.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain import zones
from bot.domain.audience import Audience
from bot.domain.delivery import Notification
from bot.domain.fairness import day_off
from bot.domain.group import Group
from bot.domain.person import Organisation
from bot.domain.reference import DECISION, DIALOGUE, render_reference
from bot.languages import _


class DecisionStatus(StrEnum):
    PROPOSED = "proposed"
    """Open for answers until `closes_at`."""
    STOPPED = "stopped"
    """An organisation objected; a changed text opens it again."""
    LAPSED = "lapsed"
    """Too few organisations answered in time; a chair can extend it."""
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class HowAgreed(StrEnum):
    """How organisations came to agree."""

    DIALOGUE = "dialogue"
    WRITING = "writing"
    SILENCE = "silence"
    """Nobody objected to a proposal until its deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One from the proposal on, so that it has one reference all its life. `decided_on` is a
    calendar day, in the group's zone where Convenor set it; None: not yet. `agreed`: ids of the
    organisations that agreed."""

    number: int
    group_id: int
    dialogue: int | None = None
    """The number of the dialogue in which it was agreed, or that it is about."""
    title: str
    note: str | None = None
    audience: Audience = Audience.GROUP
    how: HowAgreed = HowAgreed.WRITING
    status: DecisionStatus = DecisionStatus.AGREED
    decided_on: date | None = None
    agreed: tuple[int, ...] = ()
    link: str | None = None
    """Of the message that it was recorded from."""
    created_by: str
    created_at: datetime
    settled_at: datetime | None = None
    """When it was recorded or adopted; of a proposal when it was stopped or lapsed."""
    reason: str | None = None
    """Why it was withdrawn."""
    superseded_by: int | None = None
    """The number of the decision that took the place of a withdrawn one."""
    revision: int = 1
    """Counts the texts of a proposal: for each, organisations are asked once more."""
    closes_at: datetime | None = None
    """The deadline of a proposal, aware UTC."""
    least_answers: int = 0
    """How many organisations must have answered a proposal by then."""

    @property
    def reference(self) -> str:
        return render_reference(DECISION, self.number)

    @property
    def open(self) -> bool:
        """Whether organisations are asked; their answers count only before `closes_at`."""
        return self.status is DecisionStatus.PROPOSED

    @property
    def revisable(self) -> bool:
        """Whether it is a proposal whose text can still change: not adopted, not withdrawn."""
        settled = self.status in (DecisionStatus.AGREED, DecisionStatus.WITHDRAWN)
        return self.how is HowAgreed.SILENCE and not settled

    @property
    def extendable(self) -> bool:
        """Whether more time brings more answers."""
        return self.status in (DecisionStatus.PROPOSED, DecisionStatus.LAPSED)


def how_words(decision: Decision) -> str:
    """ "in D12", "in writing", "by silence procedure"."""
    if decision.how is HowAgreed.SILENCE:
        return _("by silence procedure")
    if decision.dialogue is None:
        return _("in writing")
    return _("in {dialogue}", dialogue=render_reference(DIALOGUE, decision.dialogue))


class Stance(StrEnum):
    """What an organisation says to a proposal."""

    AGREE = "agree"
    COMMENT = "comment"
    """It agrees, and has something to say."""
    NEED_TIME = "need_time"
    OBJECT = "object"
    ABSTAIN = "abstain"
    REMARK = "remark"
    """The words of an observer, who has no vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one organisation says to one text of a proposal, the last time it was asked. `words`: a
    comment, or with an objection what would resolve it."""

    number: int
    revision: int
    organisation_id: int
    stance: Stance
    words: str | None = None
    user_id: str
    answered_at: datetime
    took_time: bool = False
    """It has moved the deadline once; that stays, whatever it says later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded(Notification):
    """A reply to the message from which a decision was recorded. `by`: a name."""

    decision: Decision
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidByOrganisation:
    """What one organisation says to a proposal, by name."""

    organisation: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionProposal(Notification):
    """A proposal for a group, with what was answered so far, by organisation in order of names.

    `by`: who proposed it, as text. `silent`: member organisations of the group that have not
    answered. `remarks`: whether observers may comment. `text`: which of its texts this shows;
    where it is not the present one, it asks for nothing.
    """

    decision: Decision
    group: Group
    by: str
    said: tuple[SaidByOrganisation, ...] = ()
    silent: tuple[Organisation, ...] = ()
    remarks: bool = False
    text: int = 1

    @property
    def asks(self) -> bool:
        return self.decision.open and self.text == self.decision.revision


class ProposalTurn(StrEnum):
    """What everybody who was asked is told at once."""

    ADOPTED = "adopted"
    LAPSED = "lapsed"
    STOPPED = "stopped"
    EXTENDED = "extended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNews(DecisionProposal):
    """A proposal has taken this turn."""

    turn: ProposalTurn


WORKING_DAYS = 2
"""Whole ones, everywhere, after the day on which it is proposed there."""
SHORTEST_HOURS = (72, 96, 120, 168, 336)
"""What a group can choose as the shortest time, in hours."""
MORE_DAYS = (1, 2, 3, 5, 7, 14)
"""By how many days a deadline can move where more time is needed."""

ANSWERS = (Stance.AGREE, Stance.COMMENT, Stance.ABSTAIN)
"""Stances that count where a group asks for answers; who needs time has not answered yet."""
CONSENTS = (Stance.AGREE, Stance.COMMENT)

KeepsHoliday = Callable[[str, date], str | None]
"""The public holiday that a country (ISO 3166-1 alpha-2) keeps on a local date; None: none."""

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def earliest_deadline(
    now: datetime, hours: int, organisations: Iterable[Organisation], holiday_on: KeepsHoliday
) -> datetime:
    """The first full minute that leaves `hours`, and each organisation two working days. `now` is
    aware; the days are those of each organisation's own zone and country."""
    ends = [_after_working_days(now, one, holiday_on) for one in organisations]
    earliest = max([now + timedelta(hours=hours), *ends])
    whole = earliest.replace(second=0, microsecond=0)
    return whole if whole == earliest else whole + _MINUTE


def _after_working_days(
    now: datetime, organisation: Organisation, holiday_on: KeepsHoliday
) -> datetime:
    """When the last of them has ended there."""
    day, left = zones.to_wall(now, organisation.zone).date(), WORKING_DAYS
    while left:
        day += _DAY
        left -= day_off(day, holiday_on(organisation.country, day)) is None
    return zones.end_of_day(day, organisation.zone)


def moved_deadline(closes_at: datetime, days: int, zone: str) -> datetime:
    """As many days later, at the same hour of the zone's clocks."""
    return zones.resolve(zones.to_wall(closes_at, zone) + timedelta(days=days), zone)


def outcome_of(answers: Iterable[Answer], least_answers: int) -> DecisionStatus:
    """Of a proposal whose deadline has come; nobody has objected until then."""
    answered = sum(answer.stance in ANSWERS for answer in answers)
    return DecisionStatus.AGREED if answered >= least_answers else DecisionStatus.LAPSED
