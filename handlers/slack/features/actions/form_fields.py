"""The inputs of the forms about actions, and what they say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain import ActionItem, Audience, NotValid, Organisation, limits
from bot.domain.known_names import KnownNames
from bot.domain.recurrence import Frequency, Rule
from bot.languages import N_, _
from bot.use_cases.actions.edit import MOST_OWNERS
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.repeat import rule_words
from handlers.slack.features.dialogues.times import with_capital
from handlers.slack.kit import audience_options, mark_of
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import MOST
from handlers.slack.request import Fields
from handlers.slack.request.carried_values import read_day

_OFTEN = {
    "WEEKLY;1": N_("Every week"),
    "WEEKLY;2": N_("Every 2 weeks"),
    "MONTHLY;1": N_("Every month"),
    "MONTHLY;3": N_("Every 3 months"),
    "MONTHLY;12": N_("Every year"),
}
_ONCE, _AS_IT_IS = "once", "as it is"


def owners_fields(organisations: Sequence[Organisation]) -> list[kit.Block]:
    """Any number of both; for each of them an action is logged."""
    people = kit.chooser("multi_users_select") | {
        "placeholder": kit.plain(_("Choose people of the group"), kit.PLACEHOLDER),
        "max_selected_items": MOST_OWNERS,
    }
    hint = _("One action for each.")
    blocks = [kit.field("owners", _("Owners"), people, hint=hint, optional=True)]
    if len(organisations) > MOST:  # a longer roster is typed
        typed = organisation_element(organisations, None)
        blocks.append(kit.field("organisation_id", _("Or an organisation"), typed, optional=True))
    elif organisations:
        options = [kit.option(o.name, f"id:{o.id}") for o in organisations]
        chosen = kit.choices(options, kind="multi_static_select")
        chosen["max_selected_items"] = MOST_OWNERS
        label = _("Or organisations")
        hint = _("Where no person is named yet. Leave both empty for nobody yet.")
        blocks.append(kit.field("organisations", label, chosen, hint=hint, optional=True))
    return blocks


def organisation_element(organisations: Sequence[Organisation], chosen: int | None) -> kit.Element:
    if 0 < len(organisations) <= MOST:
        options = [kit.option(o.name, f"id:{o.id}") for o in organisations]
        return kit.choice(options, initial=f"id:{chosen}")
    name = next((o.name for o in organisations if o.id == chosen), None)
    return kit.text_input(initial=name, limit=limits.NAME, example=_("Its name on the roster"))


def owner_in(fields: Fields, organisations: Sequence[Organisation]) -> Owner:
    chosen, user_id = fields.get("organisation_id"), fields.get("owner_user_id")
    if not chosen:
        return Owner(user_id=user_id)
    picked = next((o for o in organisations if f"id:{o.id}" == chosen), None)
    if picked is None and (found := KnownNames(organisations).find(chosen)):
        picked = found.only
    if picked is None:
        words = _("I don't know this organisation. Please give its name as on the roster.")
        raise NotValid(words, field="organisation_id")
    return Owner(user_id=user_id, organisation_id=picked.id)


def repeat_fields(action: ActionItem | None) -> list[kit.Block]:
    """How often from the due day on, and until when. What a form does not offer stays as it is."""
    options = [kit.option(_(words), value) for value, words in _OFTEN.items()]
    rule, as_it_is = (Rule.read(action.repeats) if action and action.repeats else None), _ONCE
    if action and rule:
        as_it_is = f"{_AS_IT_IS} {mark_of(str(replace(rule, until=None)))}"
        options.insert(0, kit.option(with_capital(rule_words(action)), as_it_is))
    options.insert(0, kit.option(_("It does not repeat"), _ONCE))
    often = kit.choice(options, initial=as_it_is)
    until = kit.day_picker(rule.until if rule else None)
    hint = _("From the due date on: the next one is made when this one is done or due.")
    return [
        kit.field("repeats", _("Repeats"), often, hint=hint),
        kit.field("until", _("Until"), until, optional=True),
    ]


def rule_in(fields: Fields, action: ActionItem | None = None) -> Rule | None:
    chosen = fields.get("repeats") or _ONCE
    until = read_day(fields, "until")
    if chosen.startswith(_AS_IT_IS) and action and action.repeats:
        return replace(Rule.read(action.repeats), until=until)
    if chosen not in _OFTEN:
        return None
    frequency, interval = chosen.split(";")
    return Rule(frequency=Frequency(frequency), interval=int(interval), until=until)


def title_field(title: str | None) -> kit.Block:
    example = _("Draft the summary of test results")
    element = kit.text_input(initial=title, limit=limits.TITLE, example=example)
    return kit.field("title", _("What needs to be done?"), element)


def owner_fields(
    organisations: Sequence[Organisation], action: ActionItem | None = None
) -> list[kit.Block]:
    """A person, or an organisation without one; both may stay empty."""
    officer = action.owner_user_id if action else None
    owns = action.owner_organisation_id if action and officer is None else None
    asks = kit.plain(_("Choose a person of the group"), kit.PLACEHOLDER)
    person = kit.chooser("users_select", officer) | {"placeholder": asks}
    body = organisation_element(organisations, owns)
    label = _("Or an organisation")
    hint = _("When no person is named yet. Leave both empty for nobody yet.")
    return [
        kit.field("owner_user_id", _("Owner"), person, optional=True),
        kit.field("organisation_id", label, body, hint=hint, optional=True),
    ]


def due_field(due_on: date | None) -> kit.Block:
    hint = _("Until midnight where the owner is.")
    return kit.field("due_on", _("Due"), kit.day_picker(due_on), hint=hint, optional=True)


def audience_field(audience: Audience) -> kit.Block:
    chosen = kit.choice(audience_options(), initial=audience.value)
    return kit.field("audience", _("Who can see it?"), chosen)
