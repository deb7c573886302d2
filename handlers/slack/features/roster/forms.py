"""The forms of the roster: an organisation, a person's organisation, the secretariat."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.errors import NotValid
from bot.domain.limits import NAME
from bot.domain.organisation import Organisation, OrganisationKind
from bot.use_cases.roster.organisations import AddOrganisation, CorrectOrganisation
from bot.use_cases.roster.people import AssignPerson
from handlers.slack.features.roster.blocks import ADD, ASSIGN, CORRECT, SECRETARIAT
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_choice, read_number, read_state

ADD_TITLE, CORRECT_TITLE = "Add an organisation", "Correct an organisation"
ASSIGN_TITLE, SECRETARIAT_TITLE = "Assign a person", "The secretariat"

NOBODYS = "none"
"""The value of "no organisation" in the select."""
_PER_GROUP = 100


def organisation_form(organisation: Organisation | None, *, zone: str) -> dict[str, Any]:
    """The form for a new organisation, or to correct one; `zone` is likely for a new one."""
    kinds = [
        kit.option("Member", OrganisationKind.MEMBER, "Its people see what is for members"),
        kit.option(
            "Observer", OrganisationKind.OBSERVER, "Its people see what is for the whole group"
        ),
    ]
    return kit.modal(
        CORRECT if organisation else ADD,
        CORRECT_TITLE if organisation else ADD_TITLE,
        [
            kit.field(
                "name",
                "Name",
                kit.text_input(initial=organisation.name if organisation else None, limit=NAME),
            ),
            kit.field(
                "kind",
                "Kind",
                kit.choice(
                    kinds,
                    initial=organisation.kind if organisation else None,
                    kind="radio_buttons",
                ),
            ),
            kit.field(
                "country",
                "Country",
                kit.text_input(
                    initial=organisation.country if organisation else None, limit=60, example="IE"
                ),
                hint="The two letters of ISO 3166, such as IE for Ireland, or the English name.",
            ),
            kit.field(
                "zone",
                "Time zone",
                kit.text_input(
                    initial=organisation.zone if organisation else zone,
                    limit=60,
                    example="Europe/Dublin",
                ),
            ),
        ],
        submit="Save" if organisation else "Add",
        close="Cancel",
        metadata=json.dumps({"organisation": organisation.id}) if organisation else "",
    )


def assign_form(
    organisations: Sequence[Organisation], *, user_id: str | None, now: Organisation | None
) -> dict[str, Any]:
    """The form for one person; `now` is the organisation that they speak for already."""
    person: kit.Element = {"type": "users_select"}
    return kit.modal(
        ASSIGN,
        ASSIGN_TITLE,
        [
            kit.field("user_id", "Person", person | ({"initial_user": user_id} if user_id else {})),
            kit.field(
                "organisation_id",
                "Organisation",
                _organisations(organisations, now),
                hint="It decides what the person may see and do in every group.",
            ),
        ],
        submit="Assign",
        close="Cancel",
    )


def secretariat_form(user_ids: Sequence[str]) -> dict[str, Any]:
    """The form that holds everyone of the secretariat, to add to and take from."""
    return kit.modal(
        SECRETARIAT,
        SECRETARIAT_TITLE,
        [
            kit.field(
                "user_ids",
                "People of the secretariat",
                {"type": "multi_users_select", "initial_users": list(user_ids)},
                hint="They set up groups, keep the roster, and see everything. Once someone is "
                "named, being a workspace admin is no longer enough.",
            )
        ],
        submit="Save",
        close="Cancel",
    )


def _organisations(organisations: Sequence[Organisation], now: Organisation | None) -> kit.Element:
    """A select in groups of at most a hundred, by kind: Slack takes a hundred such groups."""
    labelled = {OrganisationKind.MEMBER: "Members", OrganisationKind.OBSERVER: "Observers"}
    groups: list[kit.Element] = []
    for kind, label in labelled.items():
        options = [kit.option(o.name, str(o.id)) for o in organisations if o.kind is kind]
        for start in range(0, len(options), _PER_GROUP):
            part = options[start : start + _PER_GROUP]
            more = f" from {part[0]['text']['text'][:40]}" if len(options) > _PER_GROUP else ""
            groups.append({"label": kit.plain(label + more, 75), "options": part})
    none = kit.option("No organisation", NOBODYS)
    groups.append({"label": kit.plain("Otherwise", 75), "options": [none]})
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
    )


def read_correction(fields: dict[str, Any], metadata: str) -> CorrectOrganisation:
    """The wish of the form for an organisation that is on the roster."""
    return CorrectOrganisation(
        organisation_id=read_state(metadata, organisation=int)["organisation"],
        name=fields.get("name") or "",
        kind=_kind(fields),
        country=fields.get("country") or "",
        zone=fields.get("zone") or "",
    )


def read_assignment(fields: dict[str, Any]) -> AssignPerson:
    """The wish of the form for a person."""
    chosen = fields.get("organisation_id")
    if not chosen:
        raise NotValid("Please choose an organisation.", field="organisation_id")
    return AssignPerson(
        user_id=fields.get("user_id"),
        organisation_id=None if chosen == NOBODYS else read_number(chosen),
    )


def _kind(fields: dict[str, Any]) -> OrganisationKind:
    chosen = fields.get("kind")
    if not chosen:
        raise NotValid("Please say whether it is a member or an observer.", field="kind")
    return read_choice(OrganisationKind, chosen)
