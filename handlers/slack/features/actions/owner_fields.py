"""The inputs for the owners of an action in its forms."""

from collections.abc import Iterable, Sequence

from bot.domain import NotValid, Organisation, limits
from bot.domain.known_names import KnownNames
from bot.languages import _
from bot.use_cases.actions.log import MOST_OWNERS
from bot.use_cases.actions.owners import Owner
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Fields

MOST_OPTIONS = 100
"""What a select holds; a longer roster is typed."""


def owners_fields(organisations: Sequence[Organisation]) -> list[kit.Block]:
    """Any number of both; for each of them an action is logged."""
    people: kit.Element = {
        "type": "multi_users_select",
        "placeholder": kit.plain(_("Choose people of the group"), kit.PLACEHOLDER),
        "max_selected_items": MOST_OWNERS,
    }
    hint = _("One action for each.")
    blocks = [kit.field("owners", _("Owners"), people, hint=hint, optional=True)]
    if len(organisations) > MOST_OPTIONS:
        typed = organisation_element(organisations, None)
        blocks.append(kit.field("organisation_id", _("Or an organisation"), typed, optional=True))
    elif organisations:
        options = [kit.option(o.name, f"id:{o.id}") for o in organisations]
        chosen = kit.choices(options, kind="multi_static_select")
        chosen["max_selected_items"] = MOST_OWNERS
        hint = _("Where no person is named yet. Leave both empty for nobody yet.")
        blocks.append(
            kit.field("organisations", _("Or organisations"), chosen, hint=hint, optional=True)
        )
    return blocks


def organisation_element(organisations: Sequence[Organisation], chosen: int | None) -> kit.Element:
    if 0 < len(organisations) <= MOST_OPTIONS:
        options = [kit.option(o.name, f"id:{o.id}") for o in organisations]
        return kit.choice(options, initial=f"id:{chosen}")
    name = next((o.name for o in organisations if o.id == chosen), None)
    return kit.text_input(initial=name, limit=limits.NAME, example=_("Its name on the roster"))


def owner_in(fields: Fields, organisations: Sequence[Organisation]) -> Owner:
    chosen = fields.get("organisation_id")
    organisation_id = None
    if chosen:
        picked = next((o for o in organisations if f"id:{o.id}" == chosen), None)
        found = picked or find_organisation(chosen, organisations)
        if found is None:
            words = _("I don't know this organisation. Please give its name as on the roster.")
            raise NotValid(words, field="organisation_id")
        organisation_id = found.id
    return Owner(user_id=fields.get("owner_user_id"), organisation_id=organisation_id)


def find_organisation(words: str, organisations: Iterable[Organisation]) -> Organisation | None:
    """The one that these words name; None where none or several could be meant."""
    found = KnownNames(organisations).find(words)
    return found.only if found else None
