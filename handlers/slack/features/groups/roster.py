"""/wg roster, its buttons and its forms: all for the secretariat only."""

from bot.domain.errors import Refusal
from bot.use_cases.roster.add_organisation import add_organisation
from bot.use_cases.roster.assign_person import assign_person
from bot.use_cases.roster.correct_organisation import correct_organisation
from bot.use_cases.roster.list_roster import list_roster
from bot.use_cases.roster.name_secretariat import NameSecretariat, name_secretariat
from bot.use_cases.roster.rights import demand_secretariat
from handlers.slack.features.groups import roster_answers as answers
from handlers.slack.features.groups import roster_blocks as blocks
from handlers.slack.features.groups import roster_modals as modals
from handlers.slack.features.groups.commands import people_here
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView


def show(scene: Scene) -> Answer:
    """/wg roster, the first page."""
    return _page(scene, "0", replace=False)


def turn(scene: Scene) -> Answer:
    """Previous and Next."""
    return _page(scene, scene.call.value, replace=True)


def _page(scene: Scene, asked: str, *, replace: bool) -> Reply:
    roster = list_roster(
        reader=scene.reader, here=people_here(scene), facts=scene.facts, work=scene.work
    )
    return Reply(blocks=blocks.roster_page(roster, asked=asked), replace=replace)


# Buttons that open forms -----------------------------------------------------------------------


def open_add(scene: Scene) -> Answer:
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    return ShowView(modals.organisation_form(None, zone=scene.person.zone))


def open_correct(scene: Scene) -> Answer:
    """The button's value is the organisation's id."""
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    organisation = scene.work.organisations.get(read_number(scene.call.value))
    if organisation is None:
        raise Refusal("That organisation is not on the roster any more.")
    return ShowView(modals.organisation_form(organisation, zone=organisation.zone))


def open_assign(scene: Scene) -> Answer:
    """The button's value is the person's user id, or nothing where anyone may be chosen."""
    demand_secretariat(scene.reader, "change the roster", work=scene.work)
    organisations = scene.work.organisations.all()
    if not organisations:
        raise Refusal("There is no organisation yet. Please add one first.")
    user_id = scene.call.value or None
    person = scene.work.people.get(user_id) if user_id else None
    now = person.organisation if person else None
    return ShowView(modals.assign_form(organisations, user_id=user_id, now=now))


def open_secretariat(scene: Scene) -> Answer:
    """Nobody named yet: whoever asks stands in the form, so that they don't lose it unawares."""
    demand_secretariat(scene.reader, "change the secretariat", work=scene.work)
    kept = sorted(scene.work.people.secretariat()) or [scene.call.user_id]
    return ShowView(modals.secretariat_form(kept))


# Forms that were sent --------------------------------------------------------------------------


def add(scene: Scene) -> Answer:
    made = add_organisation(
        modals.read_organisation(dict(scene.call.fields)),
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    return Reply(blocks=answers.organisation_added(made))


def correct(scene: Scene) -> Answer:
    done = correct_organisation(
        modals.read_correction(dict(scene.call.fields), scene.call.metadata),
        reader=scene.reader,
        presence=scene.presence,
        work=scene.work,
        now=scene.now,
    )
    return Reply(blocks=answers.organisation_corrected(done))


def assign(scene: Scene) -> Answer:
    done = assign_person(
        modals.read_assignment(dict(scene.call.fields)),
        reader=scene.reader,
        facts=scene.facts,
        presence=scene.presence,
        work=scene.work,
        now=scene.now,
    )
    return Reply(blocks=answers.person_assigned(done))


def name_the_secretariat(scene: Scene) -> Answer:
    done = name_secretariat(
        NameSecretariat(user_ids=tuple(scene.call.fields.get("user_ids") or ())),
        reader=scene.reader,
        facts=scene.facts,
        work=scene.work,
        now=scene.now,
    )
    return Reply(blocks=answers.secretariat_named(done, scene.call.user_id))
