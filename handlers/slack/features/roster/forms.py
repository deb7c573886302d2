"""The forms of the roster: an organisation, a person's organisation, the secretariat."""

import re
from collections.abc import Sequence
from typing import Any

from bot.domain import NotValid, Organisation, OrganisationKind, Refusal
from bot.domain.limits import NAME
from bot.languages import N_, _, _p
from bot.use_cases.roster.organisations import AddOrganisation, CorrectOrganisation
from bot.use_cases.roster.people import AssignPerson
from bot.use_cases.roster.rules import demand_secretariat
from handlers.slack.features.roster.blocks import ADD, ASSIGN, CORRECT, SECRETARIAT
from handlers.slack.kit import View
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import picker
from handlers.slack.request import Fields, Scene, read_number, read_state, read_state_number
from handlers.slack.request.carried_values import read_choice

ADD_TITLE, CORRECT_TITLE = N_("Add an organisation"), N_("Correct an organisation")
ASSIGN_TITLE, SECRETARIAT_TITLE = N_("Assign a person"), N_("The secretariat")

_CHANGES = N_("change the roster")
NOBODYS = "none"
"""The value of "no organisation" in the select."""
_PER_GROUP = 100


def add_form(scene: Scene) -> View:
    demand_secretariat(_CHANGES, scene.context)
    return _organisation_form(None, zone=scene.person.zone)


def _organisation_form(organisation: Organisation | None, *, zone: str) -> View:
    """For a new organisation, or to correct one; `zone` is likely for a new one."""
    member, observer = _p("kind of organisation", "Member"), _p("kind of organisation", "Observer")
    means = _("Its people see what is for members"), _("Its people see what is for the whole group")
    options = [
        kit.option(member, OrganisationKind.MEMBER, means[0]),
        kit.option(observer, OrganisationKind.OBSERVER, means[1]),
    ]
    name, kind, country, aliases = None, None, None, ""
    if organisation:
        name, kind, country = organisation.name, organisation.kind, organisation.country
        zone = organisation.zone
        aliases = ", ".join(organisation.aliases)
    also = kit.text_input(aliases, 400, example="KCSC, Korea CSC")
    hint = _("Short and former names, with a comma between them. People may type them.")
    kinds = kit.choice(options, initial=kind, kind="radio_buttons")
    blocks = [
        kit.field("name", _("Name"), kit.text_input(name, NAME)),
        kit.field("kind", _("Kind"), kinds),
        kit.field("country", _("Country"), picker("country", country)),
        kit.field("zone", _("Time zone"), picker("zone", zone)),
        kit.field("aliases", _("Other names"), also, hint=hint, optional=True),
    ]
    if organisation is None:
        return kit.form(ADD, ADD_TITLE, blocks, _("Add"))
    return kit.form(CORRECT, CORRECT_TITLE, blocks, _("Save"), organisation=organisation.id)


def correct_form(scene: Scene, organisation_id: int) -> View:
    demand_secretariat(_CHANGES, scene.context)
    organisation = scene.work.organisations.get(organisation_id)
    if organisation is None:
        raise Refusal("That organisation is not on the roster any more.")
    return _organisation_form(organisation, zone=organisation.zone)


def assign_form(scene: Scene, user_id: str | None) -> View:
    """The form for one person; None: anyone."""
    demand_secretariat(_CHANGES, scene.context)
    organisations = scene.work.organisations.all()
    if not organisations:
        raise Refusal("There is no organisation yet. Please add one first.")
    person = scene.work.people.get(user_id) if user_id else None
    bodies = _organisations(organisations, person.organisation if person else None)
    hint = _("It decides what the person may see and do in every group.")
    blocks = [
        kit.field("user_id", _("Person"), kit.chooser("users_select", user_id)),
        kit.field("organisation_id", _("Organisation"), bodies, hint=hint),
    ]
    return kit.form(ASSIGN, ASSIGN_TITLE, blocks, _("Assign"), person=user_id)


def assign_form_now(scene: Scene) -> View | None:
    """The form that was sent, as it would be opened now; None once it is about someone else."""
    user_id = read_state(scene.call.metadata or "{}", person=str | None)["person"]
    if user_id is None or user_id != scene.call.fields.get("user_id"):
        return None
    return assign_form(scene, user_id)


def secretariat_form(scene: Scene) -> View:
    """The form that holds everyone of the secretariat, to add to and take from. Where nobody is
    named yet it holds the person who asks, so that they keep the right."""
    demand_secretariat(N_("change the secretariat"), scene.context)
    kept = sorted(scene.work.people.secretariat_ids()) or [scene.call.user_id]
    people = kit.chooser("multi_users_select", kept)
    hint = _(
        "They set up groups, keep the roster, and see everything. Once someone is named, being a "
        "workspace admin is no longer enough."
    )
    field = kit.field("user_ids", _("People of the secretariat"), people, hint=hint)
    return kit.form(SECRETARIAT, SECRETARIAT_TITLE, [field], _("Save"))


def _organisations(organisations: Sequence[Organisation], now: Organisation | None) -> kit.Element:
    """A select in groups of at most a hundred, by kind: Slack takes a hundred such groups."""
    labelled = {OrganisationKind.MEMBER: _("Members"), OrganisationKind.OBSERVER: _("Observers")}
    groups: list[kit.Element] = []
    for kind, label in labelled.items():
        options = [kit.option(o.name, str(o.id)) for o in organisations if o.kind is kind]
        for start in range(0, len(options), _PER_GROUP):
            part = options[start : start + _PER_GROUP]
            title = label
            if len(options) > _PER_GROUP:
                first = part[0]["text"]["text"][:40]
                title = _("{kind} from {name}", kind=label, name=first)
            groups.append(kit.option_group(title, part))
    none = kit.option(_("No organisation"), NOBODYS)
    groups.append(kit.option_group(_("Otherwise"), [none]))
    element: kit.Element = {"type": "static_select", "option_groups": groups}
    chosen = [o for g in groups for o in g["options"] if now and o["value"] == str(now.id)]
    return element | ({"initial_option": chosen[0]} if chosen else {})


# What was filled in ----------------------------------------------------------------------------


def read_organisation(fields: Fields) -> AddOrganisation:
    """The wish of the form for a new organisation; country and zone as typed."""
    return AddOrganisation(**_read_fields(fields))


def read_correction(fields: Fields, metadata: str) -> CorrectOrganisation:
    """The wish of the form for an organisation that is on the roster."""
    number = read_state_number(metadata, "organisation")
    return CorrectOrganisation(organisation_id=number, **_read_fields(fields))


def _read_fields(fields: Fields) -> dict[str, Any]:
    """What both forms ask for, by the wishes' own names."""
    kind = fields.get("kind")
    aliases = re.split(r"[,;\n]", fields.get("aliases") or "")
    if not kind:
        raise NotValid("Please say whether it is a member or an observer.", field="kind")
    return {
        "name": fields.get("name") or "",
        "kind": read_choice(OrganisationKind, kind),
        "country": fields.get("country") or "",
        "zone": fields.get("zone") or "",
        "aliases": tuple(alias.strip() for alias in aliases if alias.strip()),
    }


def read_assignment(fields: Fields) -> AssignPerson:
    """The wish of the form for a person."""
    chosen = fields.get("organisation_id")
    if not chosen:
        raise NotValid("Please choose an organisation.", field="organisation_id")
    organisation_id = None if chosen == NOBODYS else read_number(chosen)
    return AssignPerson(user_id=fields.get("user_id"), organisation_id=organisation_id)
