"""Confirmations of changes to the roster, with what they change in which group."""

from collections.abc import Iterable, Sequence

from bot.domain.organisation import Organisation
from bot.domain.person import Person
from bot.domain.roles import Role
from bot.domain.wording import count
from bot.use_cases.roster.assign_person import Assigned
from bot.use_cases.roster.correct_organisation import Corrected
from bot.use_cases.roster.name_secretariat import SecretariatNamed
from bot.use_cases.roster.standing import Shift
from bot.use_cases.roster.terms import EndedTerm
from handlers.slack.features.groups.wordings import mentioned, organisation_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

_MEANS = {
    Role.CHAIR: "From now on chair.",
    Role.MEMBER: "From now on member: what is for members only is shown.",
    Role.OBSERVER: "From now on observer: what is for members only is not shown.",
}


def organisation_added(organisation: Organisation) -> list[kit.Block]:
    return [
        confirm_header(f"{organisation.name} is on the roster."),
        kit.rich(
            kit.line(f"{organisation_words(organisation)}."),
            kit.line("Nobody speaks for it yet: assign people with /wg roster."),
        ),
    ]


def organisation_corrected(done: Corrected) -> list[kit.Block]:
    """What it was and is, and what that makes of its people."""
    if done.before == done.organisation:
        return [
            confirm_header("Nothing changed."),
            kit.rich(kit.line(f"{organisation_words(done.organisation)}.")),
        ]
    lines = [
        kit.line(f"Now: {organisation_words(done.organisation)}."),
        kit.line(f"Before: {organisation_words(done.before)}."),
    ]
    if done.before.kind is not done.organisation.kind:
        people = count(len(done.people), "person", "people")
        lines.append(kit.line(f"This changes what {people} may see and do."))
    return [
        confirm_header(f"{done.organisation.name} is corrected."),
        kit.rich(*lines),
        *_effects(done.shifts, done.ended),
    ]


def person_assigned(done: Assigned) -> list[kit.Block]:
    """Whom the person speaks for, and what that changes in which group."""
    person = done.person
    if not done.changed:
        for_whom = f" speaks for {done.was.name}" if done.was else " belongs to no organisation"
        return [
            confirm_header("Nothing changed."),
            kit.rich(kit.line(kit.person(person.user_id), f"{for_whom} already.")),
        ]
    before = f" Before: {done.was.name}." if done.was else ""
    if person.organisation is None:
        first = f"@{person.name} belongs to no organisation now."
        words = f" may do only what observers may.{before}"
    else:
        first = f"@{person.name} speaks for {person.organisation.name}."
        words = f" speaks for {organisation_words(person.organisation)} from now on.{before}"
    blocks = [confirm_header(first), kit.rich(kit.line(kit.person(person.user_id), words))]
    blocks += _effects(done.shifts, done.ended)
    if done.left_behind and done.was:
        actions = count(done.left_behind, "open action")
        stay = "stays" if done.left_behind == 1 else "stay"
        told = f"{actions} of theirs {stay} with {done.was.name}, and the chairs hear of it."
        blocks.append(kit.rich(kit.line(told)))
    if not done.shifts:
        blocks.append(kit.small("Their roles in groups stay as they were."))
    return blocks


def secretariat_named(done: SecretariatNamed, reader: str) -> list[kit.Block]:
    """Who it is from now on; `reader` hears when that takes the secretariat from them."""
    if not done.added and not done.removed:
        return [confirm_header("Nothing changed."), kit.rich(_everyone(done.people))]
    lines = [_everyone(done.people)]
    if done.first:
        lines.append(
            kit.line(
                "From now on the secretariat is those who are named, here or in the settings; "
                "being a workspace admin is no longer enough."
            )
        )
    if reader not in {person.user_id for person in done.people}:
        lines.append(
            kit.line("You are not among them: unless the settings name you, your part ends here.")
        )
    return [confirm_header("The secretariat is changed."), kit.rich(*lines)]


def _everyone(people: Iterable[Person]) -> kit.Element:
    return kit.line("The secretariat is ", *mentioned([p.user_id for p in people]), ".")


def _effects(shifts: Sequence[Shift], ended: Sequence[EndedTerm]) -> list[kit.Block]:
    """One line for each group and new role, and one for each term that ended."""
    together: dict[tuple[str, Role], list[str]] = {}
    for shift in shifts:
        together.setdefault((shift.group.name, shift.now), []).append(shift.user_id)
    lines = [
        kit.line(f"In {group}: ", *mentioned(user_ids), f". {_MEANS[role]}")
        for (group, role), user_ids in together.items()
        if role in _MEANS
    ]
    lines += [
        kit.line(kit.person(end.user_id), f" chairs {end.group.name} no longer.") for end in ended
    ]
    return [kit.rich(kit.bullets(lines))] if lines else []
