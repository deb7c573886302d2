"""Log an action: something promised, by somebody or nobody yet."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import limits
from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.errors import NotFound
from bot.domain.reference import ACTION
from bot.domain.roles import Act, Reader
from bot.domain.wording import spell_day
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.dating import checked_due
from bot.use_cases.actions.giving import tell_owner
from bot.use_cases.actions.nudging import plan_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.actions.owning import NOBODY, Owner, Owners, Whereabouts
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAction:
    """`due_on` is a calendar day in the owner's zone; `audience` None: the group's default."""

    group_id: int
    title: str
    owner: Owner = NOBODY
    due_on: date | None = None
    audience: Audience | None = None


def log_action(
    wish: LogAction, *, reader: Reader, work: UnitOfWork, now: datetime, whereabouts: Whereabouts
) -> Outcome:
    """The action, numbered; NotAllowed, NotValid or another Refusal leaves nothing behind."""
    group = work.groups.get(wish.group_id)
    if group is None:
        raise NotFound("I can't find that group any more.")
    demand(reader, Act.LOG_ACTION, group, work=work, now=now)
    title = limits.checked(wish.title, limits.TITLE, field="title", what="The title")
    audience = wish.audience or group.default_audience
    owners = Owners(group=group, whereabouts=whereabouts, work=work, now=now)
    ownership = owners.settle(wish.owner, audience)
    action = ActionItem(
        number=work.numbers.next(ACTION),
        group_id=group.id,
        title=title,
        owner_user_id=ownership.user_id,
        owner_organisation_id=ownership.organisation_id,
        due_on=checked_due(wish.due_on, ownership.zone, now),
        zone=ownership.zone,
        audience=audience,
        created_by=reader.user_id,
        created_at=now,
    )
    work.actions.add(action)
    due = f", due {spell_day(action.due_on)}" if action.due_on else ""
    detail = f"for {ownership.name}{due}"
    work.journal.record(reader.user_id, "logged", action, now, detail)
    plan_nudges(action, group, work=work, now=now)
    tell_owner(action, group, by=reader.user_id, work=work, now=now)
    return Outcome(action=action, group=group)
