"""Finds who is to own an action: a person of the group, an organisation, or nobody yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import ActionItem, Audience, Group, NotValid, Organisation, Person, Refusal
from bot.domain.audience import standing_sees_members_only
from bot.domain.person import PersonFacts, zone_of
from bot.domain.wording import at_name
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.identify import choose_person, identify_in

_FOR = {
    Audience.MEMBERS: N_("members only"),
    Audience.GROUP: N_("the whole group"),
    Audience.NETWORK: N_("people on the network's roster"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """As it is wished; an officer's organisation follows from the roster. Neither: nobody yet."""

    user_id: str | None = None
    organisation_id: int | None = None


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Ownership:
    """As it is stored, with the zone in which the due day ends, and a name for words."""

    user_id: str | None
    organisation_id: int | None
    zone: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Chooses and checks owners in one group at one moment; `facts`: of the people named."""

    group: Group
    facts: Mapping[str, PersonFacts]
    context: Context

    def settle(self, owner: Owner, audience: Audience) -> Ownership:
        """The ownership that was wished: its owner is there, active, and sees the action. Refusals
        name the person or organisation, and what is possible instead."""
        if owner.user_id is not None:
            return self._officer(owner.user_id, owner.organisation_id, audience)
        if owner.organisation_id is not None:
            return self._organisation(owner.organisation_id, audience)
        return Ownership(None, None, self.group.zone, "nobody yet")

    def check_still_sees(self, action: ActionItem, audience: Audience) -> None:
        """NotValid where a new audience would hide an action from its present owner."""
        if action.owner_user_id is not None:
            person, sees = self._sees(action.owner_user_id, audience)
            name = at_name(person.name)
        elif action.owner_organisation_id is not None:
            organisation = self._known(action.owner_organisation_id)
            name, sees = organisation.name, _organisation_sees(organisation, audience)
        else:
            return
        if not sees:
            raise NotValid(
                "{reference} belongs to {owner}, who could not see it then. "
                "Give it to someone else first, or choose another audience.",
                reference=action.reference,
                owner=name,
                field="audience",
            )

    def _officer(self, user_id: str, organisation_id: int | None, audience: Audience) -> Ownership:
        channel = self.context.presence.get(self.group.channel_id)
        try:
            choose_person(user_id, facts=self.facts, channel=channel, group=self.group)
        except Refusal as refusal:
            raise NotValid(refusal.words, field="owner_user_id", step=refusal.step) from refusal
        person, sees = self._sees(user_id, audience)
        theirs = person.organisation
        if organisation_id is not None and (theirs is None or theirs.id != organisation_id):
            raise NotValid(
                "{person} does not speak for {organisation}. Please choose one of the two.",
                person=at_name(person.name),
                organisation=self._known(organisation_id).name,
                field="organisation_id",
            )
        if not sees:
            raise NotValid(
                "{person} could not see an action for {audience}. "
                "Choose someone who can, or another audience.",
                person=at_name(person.name),
                audience=_(_FOR[audience]),
                field="owner_user_id",
            )
        body = theirs.id if theirs else None
        return Ownership(user_id, body, zone_of(person), at_name(person.name))

    def _organisation(self, organisation_id: int, audience: Audience) -> Ownership:
        organisation = self._known(organisation_id)
        if not _organisation_sees(organisation, audience):
            raise NotValid(
                "{organisation} is an observer and could not see an action for {audience}. "
                "Choose a member organisation, or another audience.",
                organisation=organisation.name,
                audience=_(_FOR[audience]),
                field="organisation_id",
            )
        return Ownership(None, organisation_id, organisation.zone, organisation.name)

    def _sees(self, user_id: str, audience: Audience) -> tuple[Person, bool]:
        person, reader = identify_in(self.context, user_id, self.facts.get(user_id))
        return person, reader.sees(self.group.id, audience)

    def _known(self, organisation_id: int) -> Organisation:
        organisation = self.context.work.organisations.get(organisation_id)
        if organisation is None:
            raise NotValid(
                "That organisation is not on the roster any more. Please choose another.",
                field="organisation_id",
            )
        return organisation


def owner_of(action: ActionItem) -> Owner:
    """The wish that leaves the action's owner as it is."""
    if action.owner_user_id is not None:
        return Owner(user_id=action.owner_user_id)
    return Owner(organisation_id=action.owner_organisation_id)


def _organisation_sees(organisation: Organisation, audience: Audience) -> bool:
    return audience is not Audience.MEMBERS or standing_sees_members_only(organisation.kind)
