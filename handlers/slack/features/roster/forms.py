"""The forms of the roster: an organisation, a person's organisation, the secretariat."""

import re
from collections.abc import Sequence
from typing import Any

from bot.domain import NotValid, Organisation, OrganisationKind
from bot.domain.limits import NAME
from bot.languages import N_, _, _p
from bot.use_cases.roster.organisations import AddOrganisation, CorrectOrganisation
from bot.use_cases.roster.people import AssignPerson
from handlers.slack.features.roster.blocks import ADD, ASSIGN, CORRECT, SECRETARIAT
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import picker
from handlers.slack.request import read_number, read_state, read_state_number
from handlers.slack.request.carried_values import read_choice

ADD_TITLE, CORRECT_TITLE = N_("Add an organisation"), N_("Correct an organisation")
ASSIGN_TITLE, SECRETARIAT_TITLE = N_("Assign a person"), N_("The secretariat")

NOBODYS = "none"
"""The value of "no organisation" in the select."""
_PER_GROUP = 100


def organisation_form(organisation: Organisation | None, *, zone: str) -> dict[str, Any]:
    """The form for a new organisation, or to correct one; `zone` is likely for a new one."""
    kinds = [
        kit.option(
            _p("kind of organisation", "Member"),
            OrganisationKind.MEMBER,
            _("Its people see what is for members"),
        ),
        kit.option(
            _p("kind of organisation", "Observer"),
            OrganisationKind.OBSERVER,
            _("Its people see what is for the whole group"),
        ),
    ]
    return kit.modal(
        CORRECT if organisation else ADD,
        _(CORRECT_TITLE) if organisation else _(ADD_TITLE),
        [
            kit.field(
                "name",
                _("Name"),
                kit.text_input(initial=organisation.name if organisation else None, limit=NAME),
            ),
            kit.field(
                "kind",
                _("Kind"),
                kit.choice(
                    kinds, initial=organisation.kind if organisation else None, kind="radio_buttons"
                ),
            ),
            kit.field(
                "country",
                _("Country"),
                picker("country", organisation.country if organisation else None),
            ),
            kit.field(
                "zone", _("Time zone"), picker("zone", organisation.zone if organisation else zone)
            ),
            kit.field(
                "aliases",
                _("Other names"),
                kit.text_input(
                    initial=", ".join(organisation.aliases) or None if organisation else None,
                    limit=400,
                    example="KCSC, Korea CSC",
                ),
                hint=_("Short and former names, with a comma between them. People may type them."),
                optional=True,
            ),
        ],
        submit=_("Save") if organisation else _("Add"),
        close=_("Cancel"),
        metadata={"organisation": organisation.id} if organisation else None,
    )


def assign_form(
    organisations: Sequence[Organisation], *, user_id: str | None, now: Organisation | None
) -> dict[str, Any]:
    """The form for one person; `now` is the organisation that they speak for already."""
    person: kit.Element = {"type": "users_select"}
    return kit.modal(
        ASSIGN,
        _(ASSIGN_TITLE),
        [
            kit.field(
                "user_id", _("Person"), person | ({"initial_user": user_id} if user_id else {})
            ),
            kit.field(
                "organisation_id",
                _("Organisation"),
                _organisations(organisations, now),
                hint=_("It decides what the person may see and do in every group."),
            ),
        ],
        submit=_("Assign"),
        close=_("Cancel"),
        metadata={"person": user_id},
    )


def secretariat_form(user_ids: Sequence[str]) -> dict[str, Any]:
    """The form that holds everyone of the secretariat, to add to and take from."""
    return kit.modal(
        SECRETARIAT,
        _(SECRETARIAT_TITLE),
        [
            kit.field(
                "user_ids",
                _("People of the secretariat"),
                {"type": "multi_users_select", "initial_users": list(user_ids)},
                hint=_(
                    "They set up groups, keep the roster, and see everything. Once someone is "
                    "named, being a workspace admin is no longer enough."
                ),
            )
        ],
        submit=_("Save"),
        close=_("Cancel"),
    )


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
            groups.append({"label": kit.plain(title, 75), "options": part})
    none = kit.option(_("No organisation"), NOBODYS)
    groups.append({"label": kit.plain(_("Otherwise"), 75), "options": [none]})
    element: kit.Element = {"type": "static_select", "option_groups": groups}
    chosen = [o for g in groups for o in g["options"] if now and o["value"] == str(now.id)]
    return element | ({"initial_option": chosen[0]} if chosen else {})


# What was filled in ----------------------------------------------------------------------------


def read_organisation(fields: dict[str, Any]) -> AddOrganisation:
    """The wish of the form for a new organisation; country and zone as typed."""
    return AddOrganisation(
        name=fields.get("name") or "",
        kind=_kind(fields),
        country=fields.get("country") or "",
        zone=fields.get("zone") or "",
        aliases=_aliases(fields),
    )


def read_correction(fields: dict[str, Any], metadata: str) -> CorrectOrganisation:
    """The wish of the form for an organisation that is on the roster."""
    return CorrectOrganisation(
        organisation_id=read_state_number(metadata, "organisation"),
        name=fields.get("name") or "",
        kind=_kind(fields),
        country=fields.get("country") or "",
        zone=fields.get("zone") or "",
        aliases=_aliases(fields),
    )


def person_of(metadata: str) -> str | None:
    """The user id of the person that the form is about; None where it is for anyone."""
    user_id: str | None = read_state(metadata or "{}", person=str | None)["person"]
    return user_id


def read_assignment(fields: dict[str, Any]) -> AssignPerson:
    """The wish of the form for a person."""
    chosen = fields.get("organisation_id")
    if not chosen:
        raise NotValid("Please choose an organisation.", field="organisation_id")
    return AssignPerson(
        user_id=fields.get("user_id"),
        organisation_id=None if chosen == NOBODYS else read_number(chosen),
    )


def _aliases(fields: dict[str, Any]) -> tuple[str, ...]:
    typed = re.split(r"[,;\n]", fields.get("aliases") or "")
    return tuple(alias.strip() for alias in typed if alias.strip())


def _kind(fields: dict[str, Any]) -> OrganisationKind:
    chosen = fields.get("kind")
    if not chosen:
        raise NotValid("Please say whether it is a member or an observer.", field="kind")
    return read_choice(OrganisationKind, chosen)
