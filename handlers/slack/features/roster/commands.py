"""/wg roster, its buttons and its forms: all for the secretariat only."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.organisation import Organisation
from bot.domain.person import Person
from bot.domain.roles import Role
from bot.domain.wording import at_name, count, listed
from bot.use_cases.groups.show import group_members
from bot.use_cases.roster.organisations import Corrected, add_organisation, correct_organisation
from bot.use_cases.roster.people import (
    Assigned,
    NameSecretariat,
    SecretariatNamed,
    assign_person,
    name_secretariat,
)
from bot.use_cases.roster.rules import RoleShift, demand_secretariat
from bot.use_cases.roster.show import list_roster
from bot.use_cases.roster.terms import EndedTerm
from handlers.slack.features.groups.blocks import mention_people, organisation_words
from handlers.slack.features.roster import blocks as blocks
from handlers.slack.features.roster import forms
from handlers.slack.features.roster.blocks import members_page
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView

View = dict[str, Any]


def run_roster(scene: Scene) -> Answer:
    """/wg roster, the first page."""
    return _page(scene, "0", replace=False)


def press_turn(scene: Scene) -> Answer:
    """Previous and Next."""
    return _page(scene, scene.call.value, replace=True)


def _page(scene: Scene, asked: str, *, replace: bool) -> Reply:
    roster = list_roster(
        reader=scene.reader, here=scene.people_here, facts=scene.facts, work=scene.work
    )
    return Reply(blocks=blocks.roster_page(roster, asked=asked), replace=replace)


# Buttons that open forms -----------------------------------------------------------------------


def open_add(scene: Scene) -> Answer:
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    return ShowView(forms.organisation_form(None, zone=scene.person.zone))


def open_correct(scene: Scene) -> Answer:
    """The button's value is the organisation's id."""
    return ShowView(_correct_form(scene, read_number(scene.call.value)))


def correct_form_now(scene: Scene) -> View:
    """The form that was sent, as it would be opened now."""
    return _correct_form(scene, forms.organisation_of(scene.call.metadata))


def _correct_form(scene: Scene, organisation_id: int) -> View:
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    organisation = scene.work.organisations.get(organisation_id)
    if organisation is None:
        raise Refusal("That organisation is not on the roster any more.")
    return forms.organisation_form(organisation, zone=organisation.zone)


def open_assign(scene: Scene) -> Answer:
    """The button's value is the person's user id, or nothing where anyone may be chosen."""
    return ShowView(_assign_form(scene, scene.call.value or None))


def assign_form_now(scene: Scene) -> View | None:
    """The form that was sent, as it would be opened now; None once it is about someone else."""
    user_id = forms.person_of(scene.call.metadata)
    if user_id is None or user_id != scene.call.fields.get("user_id"):
        return None
    return _assign_form(scene, user_id)


def _assign_form(scene: Scene, user_id: str | None) -> View:
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    organisations = scene.work.organisations.all()
    if not organisations:
        raise Refusal("There is no organisation yet. Please add one first.")
    person = scene.work.people.get(user_id) if user_id else None
    now = person.organisation if person else None
    return forms.assign_form(organisations, user_id=user_id, now=now)


def open_secretariat(scene: Scene) -> Answer:
    return ShowView(secretariat_form(scene))


def secretariat_form(scene: Scene) -> View:
    """Nobody is named yet: the form holds the person who asks, so that they keep the right."""
    demand_secretariat(scene.reader, "change the secretariat", work=scene.work)
    kept = sorted(scene.work.people.secretariat_ids()) or [scene.call.user_id]
    return forms.secretariat_form(kept)


# Forms that were sent --------------------------------------------------------------------------


def submit_add(scene: Scene) -> Answer:
    made = add_organisation(forms.read_organisation(dict(scene.call.fields)), scene.context)
    return Reply(blocks=organisation_added(made))


def submit_correct(scene: Scene) -> Answer:
    done = correct_organisation(
        forms.read_correction(dict(scene.call.fields), scene.call.metadata),
        scene.context,
        presence=scene.presence,
    )
    return Reply(blocks=organisation_corrected(done))


def submit_assign(scene: Scene) -> Answer:
    done = assign_person(
        forms.read_assignment(dict(scene.call.fields)),
        scene.context,
        facts=scene.facts,
        presence=scene.presence,
    )
    return Reply(blocks=person_assigned(done))


def name_the_secretariat(scene: Scene) -> Answer:
    done = name_secretariat(
        NameSecretariat(user_ids=tuple(scene.call.fields.get("user_ids") or ())),
        scene.context,
        facts=scene.facts,
    )
    return Reply(blocks=secretariat_named(done, scene.call.user_id))


_MEANS = {
    Role.CHAIR: "From now on chair.",
    Role.MEMBER: "From now on member: what is for members only is shown.",
    Role.OBSERVER: "From now on observer: what is for members only is not shown.",
}


def _in_full(organisation: Organisation) -> str:
    also = f", also called {listed(organisation.aliases)}" if organisation.aliases else ""
    return f"{organisation_words(organisation)}{also}"


def organisation_added(organisation: Organisation) -> list[kit.Block]:
    return [
        confirm_header(f"{organisation.name} is on the roster."),
        kit.rich(
            kit.line(f"{_in_full(organisation)}."),
            kit.line("Nobody speaks for it yet: assign people with /wg roster."),
        ),
    ]


def organisation_corrected(done: Corrected) -> list[kit.Block]:
    """What it was and is, and what that makes of its people."""
    if done.before == done.organisation:
        return [
            confirm_header("Nothing changed."),
            kit.rich(kit.line(f"{_in_full(done.organisation)}.")),
        ]
    lines = [
        kit.line(f"Now: {_in_full(done.organisation)}."),
        kit.line(f"Before: {_in_full(done.before)}."),
    ]
    if done.before.kind is not done.organisation.kind:
        people = count(len(done.people), "person", "people")
        lines.append(kit.line(f"This changes what {people} may see and do."))
    return [
        confirm_header(f"{done.organisation.name} is corrected."),
        kit.rich(*lines),
        *_effect_lines(done.shifts, done.ended),
    ]


def person_assigned(done: Assigned) -> list[kit.Block]:
    """Which organisation the person speaks for, and what that changes in each group."""
    person = done.person
    if not done.changed:
        for_whom = f" speaks for {done.was.name}" if done.was else " belongs to no organisation"
        return [
            confirm_header("Nothing changed."),
            kit.rich(kit.line(kit.person(person.user_id), f"{for_whom} already.")),
        ]
    before = f" Before: {done.was.name}." if done.was else ""
    if person.organisation is None:
        first = f"{at_name(person.name)} belongs to no organisation now."
        words = f" may do only what observers may.{before}"
    else:
        first = f"{at_name(person.name)} speaks for {person.organisation.name}."
        words = f" speaks for {organisation_words(person.organisation)} from now on.{before}"
    blocks = [confirm_header(first), kit.rich(kit.line(kit.person(person.user_id), words))]
    blocks += _effect_lines(done.shifts, done.ended)
    if done.left_behind and done.was:
        actions = count(done.left_behind, "open action", "open actions")
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
    return kit.line("The secretariat is ", *mention_people([p.user_id for p in people]), ".")


def _effect_lines(shifts: Sequence[RoleShift], ended: Sequence[EndedTerm]) -> list[kit.Block]:
    """One line for each group and new role, and one for each term that ended."""
    together: dict[tuple[str, Role], list[str]] = {}
    for shift in shifts:
        together.setdefault((shift.group.name, shift.now), []).append(shift.user_id)
    lines = [
        kit.line(f"In {group}: ", *mention_people(user_ids), f". {_MEANS[role]}")
        for (group, role), user_ids in together.items()
        if role in _MEANS
    ]
    lines += [
        kit.line(kit.person(end.user_id), f" chairs {end.group.name} no longer.") for end in ended
    ]
    return [kit.rich(kit.bullets(lines))] if lines else []


def run_members(scene: Scene) -> Answer:
    """/wg members, the first page."""
    return members_of(scene, asked="0")


def members_of(scene: Scene, *, asked: str, replace: bool = False) -> Reply:
    """One page of the group's people; `asked` is its number from 0, the first for other words."""
    group = scene.needs_group()
    delegations = group_members(group, scene.people_here, scene.context, facts=scene.facts)
    page = members_page(group.name, delegations, asked=asked, now=scene.now)
    return Reply(blocks=page, replace=replace)


def show_members(scene: Scene) -> Answer:
    """The Members button of a glance, and Previous and Next in the list itself."""
    asked = scene.call.value
    return members_of(scene, asked=asked, replace=asked.isdecimal())
