"""Says who the secretariat is, as far as it is kept here."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.errors import NotValid
from bot.domain.person import Person, PersonFacts
from bot.domain.wording import at_name
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster.assign_person import someone_real
from bot.use_cases.roster.rights import demand_secretariat


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSecretariat:
    """All of them, by user id; people in the settings stay in the secretariat in any case."""

    user_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatNamed:
    """The secretariat now, and the people added and removed; `first`: nobody was kept before."""

    people: tuple[Person, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    first: bool


def name_secretariat(
    wish: NameSecretariat, context: Context, *, facts: Mapping[str, PersonFacts]
) -> SecretariatNamed:
    """Keep the secretariat; at least one person, each of them real and no guest.

    Once one is named, a workspace admin who is not among them has no say in it any more.
    """
    demand_secretariat(context.reader, "change the secretariat", work=context.work)
    if not wish.user_ids:
        raise NotValid("Please leave at least one person in the secretariat.", field="user_ids")
    before = context.work.people.secretariat()
    added = [u for u in dict.fromkeys(wish.user_ids) if u not in before]
    for user_id in added:
        _demand_fit(user_id, facts, work=context.work)
    removed = sorted(before - set(wish.user_ids))
    for user_id in added:
        context.work.people.seen(facts[user_id], context.now)
        context.work.people.appoint_secretariat(user_id)
        context.work.journal.record(
            context.reader.user_id, "named to the secretariat", user_id, context.now
        )
    for user_id in removed:
        context.work.people.appoint_secretariat(user_id, appointed=False)
        context.work.journal.record(
            context.reader.user_id, "took out of the secretariat", user_id, context.now
        )
    people = context.work.people.among(context.work.people.secretariat())
    return SecretariatNamed(
        people=tuple(sorted(people.values(), key=lambda person: person.name.casefold())),
        added=tuple(added),
        removed=tuple(removed),
        first=not before,
    )


def _demand_fit(user_id: str, facts: Mapping[str, PersonFacts], *, work: UnitOfWork) -> None:
    person = someone_real(user_id, facts, field="user_ids")
    if person.is_guest:
        raise NotValid(
            f"{at_name(person.name)} is a guest of this workspace, and a guest is never of the "
            "secretariat. Please choose someone else.",
            field="user_ids",
        )
