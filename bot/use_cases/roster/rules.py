"""Rules of the roster: who may change it, zones as typed, and whose role a change moves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain import Group, NotAllowed, NotValid, Role
from bot.domain.roles import role_of
from bot.domain.wording import at_name, listed
from bot.domain.zone_names import canonical
from bot.domain.zones import UnknownZone
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context


def demand_secretariat(what: str, context: Context) -> None:
    """Raise NotAllowed unless `reader` is of the secretariat; `what`: an act, marked by `N_`."""
    if not context.reader.secretariat:
        said = _("Only the secretariat can {act}.", act=_(what))
        raise NotAllowed(f"{said} {secretariat_in_words(context.work)}")


def secretariat_in_words(work: UnitOfWork) -> str:
    """Who the secretariat is, as far as it is kept here and was met; settings may name more."""
    people = work.people.by_ids(work.people.secretariat_ids())
    met = [p for p in people.values() if p.active and p.name != p.user_id]
    names = sorted(at_name(person.name) for person in met)
    if not names:
        return _("If you don't know who that is, an admin of this workspace can tell you.")
    return _("Secretariat: {names}.", names=listed(names))


def read_zone(typed: str | None) -> str:
    """The IANA key typed in any letter case; NotValid, with near ones, for anything else."""
    tidy = (typed or "").strip()
    if not tidy:
        raise NotValid("Please give a time zone, for example Europe/Dublin.", field="zone")
    key = canonical(tidy)  # none for "CET" or "EST": a clock change would pass it by
    if key is None:
        raise NotValid(UnknownZone(tidy).words, field="zone")
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleShift:
    """A person whose role in a group became another."""

    user_id: str
    group: Group
    was: Role
    now: Role


def roles_held(user_ids: Collection[str], context: Context) -> dict[tuple[str, int], Role]:
    """Each person's role by (user id, group id), in the groups in whose channel they are.
    `presence`: facts of the channels that could be read, by channel id."""
    work, now = context.work, context.now
    people = work.people.by_ids(user_ids)
    held: dict[tuple[str, int], Role] = {}
    for group in work.groups.all():
        channel = context.presence.get(group.channel_id)
        here = sorted(channel.members & set(user_ids)) if channel is not None else []
        appointments = work.roles.of_group(group.id) if here else None
        for user_id in here:
            standing = people[user_id].standing if user_id in people else None
            if appointments is not None:
                held[user_id, group.id] = role_of(
                    user_id, standing, group=group, appointments=appointments, now=now
                )
    return held


def role_shifts(
    before: Mapping[tuple[str, int], Role],
    after: Mapping[tuple[str, int], Role],
    *,
    work: UnitOfWork,
) -> tuple[RoleShift, ...]:
    """What differs, by group and person."""
    groups = {group.id: group for group in work.groups.all()}
    return tuple(
        RoleShift(user_id=user_id, group=groups[group_id], was=was, now=after[user_id, group_id])
        for (user_id, group_id), was in before.items()
        if after[user_id, group_id] is not was
    )
