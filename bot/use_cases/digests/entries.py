"""The lines of a digest: what it says of one record of each kind."""

from collections.abc import Mapping

from bot.domain import ActionItem, Decision, Dialogue, Person, Practice
from bot.domain.action_item import ActionStatus
from bot.domain.audience import narrowest_audience
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.decision import how_words
from bot.domain.digest import DigestEntry
from bot.domain.practice import Adoption
from bot.domain.wording import at_name, count, spell_minutes
from bot.languages import _


def dialogue_entry(dialogue: Dialogue) -> DigestEntry:
    return DigestEntry(
        reference=dialogue.reference,
        title=dialogue.title,
        about=spell_minutes(dialogue.minutes),
        audience=dialogue.audience,
        starts_at=dialogue.starts_at,
    )


def decision_entry(decision: Decision) -> DigestEntry:
    how, bodies = how_words(decision), len(decision.agreed)
    about = _("agreed {how}", how=how)
    if bodies:
        organisations = count(bodies, "organisation", "organisations")
        about = _("agreed {how} by {organisations}", how=how, organisations=organisations)
    return DigestEntry(
        reference=decision.reference, title=decision.title, about=about, audience=decision.audience
    )


def action_entry(
    action: ActionItem, people: Mapping[str, Person], names: Mapping[int, str]
) -> DigestEntry:
    officer, owners = action.owner_user_id, []
    if officer is not None:
        owners = [at_name(people[officer].name if officer in people else officer)]
    if action.owner_organisation_id is not None:
        owners += filter(None, [names.get(action.owner_organisation_id)])
    return DigestEntry(
        reference=action.reference,
        title=action.title,
        about=", ".join(owners) or _("nobody yet"),
        audience=action.audience,
        due_on=action.due_on if action.status is ActionStatus.OPEN else None,
    )


def practice_entry(card: Practice, names: Mapping[int, str]) -> DigestEntry:
    source = (names.get(card.organisation_id or 0, ""), countries_in_words(card.countries))
    return DigestEntry(
        reference=card.reference,
        title=card.title,
        about=", ".join(filter(None, source)),
        audience=card.audience,
    )


def adoption_entry(card: Practice, use: Adoption, organisation: str) -> DigestEntry:
    return DigestEntry(
        reference=card.reference,
        title=card.title,
        about=organisation,
        audience=narrowest_audience(card.audience, use.audience),
    )
