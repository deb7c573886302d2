"""/wg members, and /wg roster with its buttons and forms, which are for the secretariat only."""

from bot.use_cases.groups.show import group_members
from bot.use_cases.roster.organisations import add_organisation, correct_organisation
from bot.use_cases.roster.people import assign_person, name_secretariat
from bot.use_cases.roster.show import list_roster
from handlers.slack.features.groups.blocks import MEMBERS
from handlers.slack.features.roster import blocks, cover, forms, replies
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, ShowView
from handlers.slack.request.context import about_number, form_again, show_form


def show_roster(scene: Scene) -> Answer:
    """/wg roster, its first page; Previous and Next carry the number of another one."""
    asked = scene.call.value
    roster = list_roster(scene.context, here=scene.people_here, facts=scene.facts)
    shown = blocks.roster_page(roster, asked=asked)
    return Reply(blocks=shown, replace=asked.isdecimal())


def show_members(scene: Scene) -> Reply:
    """/wg members and the Members button of a glance: the first page; then as in the roster."""
    group, asked = scene.needs_group(), scene.call.value
    delegations = group_members(group, scene.people_here, scene.context, facts=scene.facts)
    page = blocks.members_page(group.name, delegations, asked=asked, now=scene.now)
    return Reply(blocks=page, replace=asked.isdecimal())


# Buttons that open forms -----------------------------------------------------------------------


open_add = show_form(forms.add_form)
open_correct = about_number(show_form(forms.correct_form))
open_secretariat = show_form(forms.secretariat_form)


def open_assign(scene: Scene) -> Answer:
    """The button's value is the person's user id, or nothing where anyone may be chosen."""
    return ShowView(forms.assign_form(scene, scene.call.value or None))


# Forms that were sent --------------------------------------------------------------------------


def submit_add(scene: Scene) -> Answer:
    made = add_organisation(forms.read_organisation(scene.call.fields), scene.context)
    return Reply(blocks=replies.organisation_added(made))


def submit_correct(scene: Scene) -> Answer:
    wish = forms.read_correction(scene.call.fields, scene.call.metadata)
    done = correct_organisation(wish, scene.context)
    return Reply(blocks=replies.organisation_corrected(done))


def submit_assign(scene: Scene) -> Answer:
    done = assign_person(forms.read_assignment(scene.call.fields), scene.context, facts=scene.facts)
    return Reply(blocks=replies.person_assigned(done))


def name_the_secretariat(scene: Scene) -> Answer:
    user_ids = tuple(scene.call.fields.get("user_ids") or ())
    done = name_secretariat(user_ids, scene.context, facts=scene.facts)
    return Reply(blocks=replies.secretariat_named(done, scene.call.user_id))


ROUTES: Routes = {
    (Kind.COMMAND, "/wg members"): Route(show_members, everyone=True),
    (Kind.PRESS, MEMBERS): Route(show_members, everyone=True),
    (Kind.COMMAND, "/wg roster"): Route(show_roster, everyone=True),
    (Kind.COMMAND, "/wg away"): Route(cover.run_away, opens=cover.COVER_TITLE, names=True),
    (Kind.PRESS, cover.COVER): Route(cover.press_cover, opens=cover.COVER_TITLE),
    (Kind.SUBMISSION, cover.COVER): Route(
        cover.submit_cover, writes=True, edits=cover.cover_form_now
    ),
    (Kind.PRESS, blocks.PAGE): Route(show_roster, everyone=True),
    (Kind.PRESS, blocks.ADD): Route(open_add, opens=forms.ADD_TITLE),
    (Kind.PRESS, blocks.CORRECT): Route(open_correct, opens=forms.CORRECT_TITLE),
    (Kind.PRESS, blocks.ASSIGN): Route(open_assign, opens=forms.ASSIGN_TITLE),
    (Kind.PRESS, blocks.SECRETARIAT): Route(open_secretariat, opens=forms.SECRETARIAT_TITLE),
    (Kind.SUBMISSION, blocks.ADD): Route(submit_add, writes=True),
    (Kind.SUBMISSION, blocks.CORRECT): Route(
        submit_correct, writes=True, edits=form_again(forms.correct_form, "organisation")
    ),
    (Kind.SUBMISSION, blocks.ASSIGN): Route(
        submit_assign, writes=True, edits=forms.assign_form_now
    ),
    (Kind.SUBMISSION, blocks.SECRETARIAT): Route(
        name_the_secretariat, writes=True, edits=forms.secretariat_form
    ),
}
