"""The confirmations of what was changed on the roster."""

from collections.abc import Iterable, Sequence

from bot.domain import Organisation, OrganisationKind, Person, Role
from bot.domain.countries_and_languages import country_name
from bot.domain.wording import at_name, listed
from bot.languages import N_, _, _n
from bot.use_cases.roster.organisations import Corrected
from bot.use_cases.roster.people import Assigned, SecretariatNamed
from bot.use_cases.roster.rules import RoleShift
from bot.use_cases.terms import EndedTerm
from handlers.slack.features.roster.blocks import mention_people
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header

_MEANS = {
    Role.CHAIR: N_("From now on chair."),
    Role.MEMBER: N_("From now on member: what is for members only is shown."),
    Role.OBSERVER: N_("From now on observer: what is for members only is not shown."),
}


def _organisation_words(organisation: Organisation) -> str:
    """ "Ofcom, a member organisation (United Kingdom, Europe/London)"."""
    text = N_("{name}, an observer organisation ({country}, {zone})")
    if organisation.kind is OrganisationKind.MEMBER:
        text = N_("{name}, a member organisation ({country}, {zone})")
    country = country_name(organisation.country)
    return _(text, name=organisation.name, country=country, zone=organisation.zone)


def _in_full(organisation: Organisation) -> str:
    words = _organisation_words(organisation)
    names = listed(organisation.aliases)
    also = _("{organisation}, also called {names}", organisation=words, names=names)
    return also if names else words


def organisation_added(organisation: Organisation) -> list[kit.Block]:
    return [
        confirm_header("{organisation} is on the roster.", organisation=organisation.name),
        kit.rich(
            kit.line(f"{_in_full(organisation)}."),
            kit.say("Nobody speaks for it yet: assign people with /wg roster."),
        ),
    ]


def organisation_corrected(done: Corrected) -> list[kit.Block]:
    """What it was and is, and what that makes of its people."""
    if done.before == done.organisation:
        line = kit.line(f"{_in_full(done.organisation)}.")
        return [confirm_header("Nothing changed."), kit.rich(line)]
    lines = [
        kit.say("Now: {organisation}.", organisation=_in_full(done.organisation)),
        kit.say("Before: {organisation}.", organisation=_in_full(done.before)),
    ]
    if done.before.kind is not done.organisation.kind:
        words = _n(
            "This changes what {number} person may see and do.",
            "This changes what {number} people may see and do.",
            len(done.people),
        )
        lines.append(kit.line(words))
    return [
        confirm_header("{organisation} is corrected.", organisation=done.organisation.name),
        kit.rich(*lines),
        *_effect_lines(done.shifts, done.ended),
    ]


def person_assigned(done: Assigned) -> list[kit.Block]:
    """Which organisation the person speaks for, and what that changes in each group."""
    person = done.person
    if not done.changed:
        already = _(" belongs to no organisation already.")
        if done.was:
            already = _(" speaks for {organisation} already.", organisation=done.was.name)
        line = kit.line(kit.person(person.user_id), already)
        return [confirm_header("Nothing changed."), kit.rich(line)]
    name = at_name(person.name)
    body = person.organisation
    header = confirm_header("{person} belongs to no organisation now.", person=name)
    words = [_(" may do only what observers may.")]
    if body is not None:
        text = N_("{person} speaks for {organisation}.")
        header = confirm_header(text, person=name, organisation=body.name)
        said = _organisation_words(body)
        words = [_(" speaks for {organisation} from now on.", organisation=said)]
    if done.was:
        words.append(_("Before: {organisation}.", organisation=done.was.name))
    line = kit.line(kit.person(person.user_id), " ".join(words))
    blocks = [header, kit.rich(line), *_effect_lines(done.shifts, done.ended)]
    if done.left_behind and done.was:
        told = _n(
            "{number} open action of theirs stays with {organisation}, and the chairs hear of it.",
            "{number} open actions of theirs stay with {organisation}, and the chairs hear of it.",
            done.left_behind,
            organisation=done.was.name,
        )
        blocks.append(kit.rich(kit.line(told)))
    if not done.shifts:
        blocks.append(kit.note("Their roles in groups stay as they were."))
    return blocks


def secretariat_named(done: SecretariatNamed, reader: str) -> list[kit.Block]:
    """Who it is from now on; `reader` hears when that takes the secretariat from them."""
    if not done.added and not done.removed:
        return [confirm_header("Nothing changed."), kit.rich(_everyone(done.people))]
    lines = [_everyone(done.people)]
    if done.first:
        words = N_(
            "From now on the secretariat is those who are named, here or in the settings; being a "
            "workspace admin is no longer enough."
        )
        lines.append(kit.say(words))
    if reader not in {person.user_id for person in done.people}:
        words = N_("You are not among them: unless the settings name you, your part ends here.")
        lines.append(kit.say(words))
    return [confirm_header("The secretariat is changed."), kit.rich(*lines)]


def _everyone(people: Iterable[Person]) -> kit.Element:
    return kit.line(_("The secretariat is "), *mention_people([p.user_id for p in people]), ".")


def _effect_lines(shifts: Sequence[RoleShift], ended: Sequence[EndedTerm]) -> list[kit.Block]:
    """One line for each group and new role, and one for each term that ended."""
    together: dict[tuple[str, Role], list[str]] = {}
    for shift in shifts:
        together.setdefault((shift.group.name, shift.now), []).append(shift.user_id)
    lines = [
        kit.line(_("In {group}: ", group=group), *mention_people(user_ids), f". {_(_MEANS[role])}")
        for (group, role), user_ids in together.items()
        if role in _MEANS
    ]
    for end in ended:
        no_longer = _(" chairs {group} no longer.", group=end.group.name)
        lines.append(kit.line(kit.person(end.user_id), no_longer))
    return [kit.rich(kit.bullets(lines))] if lines else []
