"""Who may do what: the one table of rights, and the reader it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.group import Appointments, Group
from bot.domain.person import OrganisationKind
from bot.languages import N_


class Role(StrEnum):
    """What a person is in one group."""

    CHAIR = N_("chair")
    MEMBER = N_("member")
    OBSERVER = N_("observer")
    OUTSIDER = N_("outsider")
    """Not in the channel."""


class Grant(StrEnum):
    """How far a right goes: never, for one's own things, or always."""

    NO = "no"
    OWN = "own"
    YES = "yes"


_NO, _OWN, _YES = Grant


class Act(StrEnum):
    """What can be done, as refusals name it: "Only a chair … can <act>.". And how far an observer,
    a member and a chair may; the secretariat may do everything."""

    grants: tuple[Grant, ...]

    def __new__(cls, value: str, *grants: Grant) -> Self:
        act = str.__new__(cls, value)
        act._value_, act.grants = value, grants
        return act

    SCHEDULE_DIALOGUE = N_("schedule a dialogue"), _NO, _YES, _YES
    CHANGE_DIALOGUE = N_("change or cancel this dialogue"), _NO, _OWN, _YES
    ANSWER_DIALOGUE = N_("answer this invitation"), _YES, _YES, _YES
    SUGGEST_ITEM = N_("suggest an agenda item"), _YES, _YES, _YES
    ARRANGE_AGENDA = N_("arrange the agenda"), _NO, _NO, _YES
    CONFIRM_ATTENDANCE = N_("confirm who was there"), _NO, _NO, _YES
    RUN_MINUTES = N_("write its minutes"), _NO, _NO, _YES
    CORRECT_MINUTES = N_("suggest a correction of its minutes"), _NO, _YES, _YES
    SEE_FAIRNESS = N_("see how its hours are shared"), _YES, _YES, _YES
    SEE_PEOPLE = N_("see who is in it"), _YES, _YES, _YES
    LOG_ACTION = N_("log an action"), _NO, _YES, _YES
    COMPLETE_ACTION = N_("complete or reopen this action"), _OWN, _OWN, _YES
    CHANGE_ACTION = N_("change, hand over or drop this action"), _NO, _OWN, _YES
    SUBMIT_PRACTICE = N_("share a practice"), _YES, _YES, _YES
    CHANGE_PRACTICE = N_("change or withdraw this practice"), _OWN, _OWN, _YES
    REVIEW_PRACTICE = N_("publish, return or decline a practice"), _NO, _NO, _YES
    SEE_COVERAGE = N_("see which topics its practices cover"), _NO, _NO, _YES
    TAKE_STOCK = N_("take stock of what was promised"), _NO, _NO, _YES
    RECORD_DECISION = N_("record or propose a decision"), _NO, _YES, _YES
    CHANGE_DECISION = N_("change or withdraw this decision"), _NO, _OWN, _YES
    ANSWER_PROPOSAL = N_("answer a proposal"), _NO, _YES, _YES
    EXTEND_PROPOSAL = N_("extend this proposal"), _NO, _NO, _YES
    RUN_DIGEST = N_("preview, post or schedule digests"), _NO, _NO, _YES
    RUN_GROUP = N_("change a group's settings and roles"), _NO, _NO, _YES


_KEPT_ACTS = frozenset({Act.COMPLETE_ACTION})
_KEPT_ACTS_OF_CHAIRS = _KEPT_ACTS | {Act.CHANGE_ACTION, Act.CONFIRM_ATTENDANCE, Act.RUN_DIGEST}
"""What goes on in a group whose channel cannot be read, as far as its grants allow it."""
_COLUMN = {Role.OBSERVER: 0, Role.MEMBER: 1, Role.CHAIR: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One person's rights at one moment (or a channel's, for what is posted there). `seats` holds
    only the groups whose channel the person is in. Everything defaults to the least: a reader made
    of nothing sees nothing."""

    user_id: str
    standing: OrganisationKind | None = None
    rostered: bool = False
    """Belongs to an organisation of the workspace."""
    secretariat: bool = False
    seats: Mapping[int, Role] = field(default_factory=dict)
    kept_seats: Mapping[int, Role] = field(default_factory=dict)
    """Their roles by the last reading of channels that cannot be read now. A chair's opens the
    group's actions and dialogues, any other one only their own actions and answered dialogues."""
    organisation_id: int | None = None
    """Whose unassigned actions count as their own."""

    @classmethod
    def system(cls) -> "Reader":
        """Convenor itself, which reads everything to plan; nobody is shown what it reads."""
        return cls(user_id="", secretariat=True)

    @property
    def chaired(self) -> tuple[int, ...]:
        """Ids of the groups whose chair's duties are this reader's, kept seats included."""
        everywhere = (*self.seats.items(), *self.kept_seats.items())
        return tuple(group_id for group_id, role in everywhere if role is Role.CHAIR)

    def belongs_to(self, group_id: int) -> bool:
        """Whether they may know of the group: by a seat, a kept one, or as the secretariat."""
        return self.secretariat or group_id in self.seats or group_id in self.kept_seats

    def role_in(self, group_id: int) -> Role:
        return self.seats.get(group_id, Role.OUTSIDER)

    def sees(self, group_id: int, audience: Audience) -> bool:
        """The rule that every ledger's query repeats in SQL (section 3 of the design)."""
        if self.secretariat:
            return True
        if audience is Audience.NETWORK:
            return self.rostered
        if audience is Audience.GROUP:
            return group_id in self.seats
        return self.role_in(group_id) in (Role.CHAIR, Role.MEMBER)

    def audiences_under(self, group_id: int) -> frozenset[Audience]:
        """The audiences of entries that this reader may read under a record which they see. A kept
        seat shows what a seat would. The caller asks before whether it shows the record."""
        seated = replace(self, seats={**self.kept_seats, **self.seats})
        return frozenset(a for a in Audience if seated.sees(group_id, a))

    @property
    def member_seats(self) -> tuple[int, ...]:
        """Ids of the groups whose members-only records this reader may see."""
        return tuple(g for g, role in self.seats.items() if role in (Role.CHAIR, Role.MEMBER))


def may(reader: Reader, act: Act, group_id: int, *, own: bool = False) -> bool:
    """Whether `reader` may do `act` in the group; `own`: the thing is theirs."""
    if reader.secretariat:
        return True
    role = reader.role_in(group_id)
    if role is Role.OUTSIDER:
        kept = reader.kept_seats.get(group_id, Role.OUTSIDER)
        goes_on = _KEPT_ACTS_OF_CHAIRS if kept is Role.CHAIR else _KEPT_ACTS
        role = kept if act in goes_on else role
    grant = grant_of(act, role)
    return grant is Grant.YES or (grant is Grant.OWN and own)


def grant_of(act: Act, role: Role) -> Grant:
    """How far the right goes; outsiders have none."""
    column = _COLUMN.get(role)
    return Grant.NO if column is None else act.grants[column]


def role_of(
    user_id: str,
    standing: OrganisationKind | None,
    *,
    group: Group,
    appointments: Appointments,
    now: datetime,
) -> Role:
    """The role in a group of a person who is in its channel; never above their organisation's
    kind. `now` is aware; terms run on the group's own calendar days."""
    if standing is not OrganisationKind.MEMBER or user_id in appointments.lowered:
        return Role.OBSERVER
    today = now.astimezone(ZoneInfo(group.zone)).date()
    return Role.CHAIR if user_id in appointments.chairs_on(today) else Role.MEMBER
