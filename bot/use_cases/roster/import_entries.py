"""Brings the roster in line with what a file says; what the file does not name stays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.organisation import Organisation, OrganisationKind
from bot.domain.wording import count, listed
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.pass_on import leave_behind
from bot.use_cases.roster.cover import deputy_goes, store_cover
from bot.use_cases.roster.organisations import subject_of
from bot.use_cases.roster.terms import EndedTerm, end_where_not_member

WHO = "roster file"
"""The journal's name for an import: it comes from the command line, not from a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """None in a field: the file says nothing about it. `deputy`: a user id of the same
    organisation, or "" for nobody."""

    user_id: str
    secretariat: bool | None = None
    deputy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """Checked values: `country` an ISO 3166-1 alpha-2 code, `zone` an IANA key.

    `aliases` None: the file says nothing about them. One that is on the roster as a name tells
    that the organisation was renamed.
    """

    name: str
    kind: OrganisationKind
    country: str
    zone: str
    aliases: tuple[str, ...] | None = None
    people: tuple[PersonEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What an import changed: names of organisations, user ids of people."""

    organisations_added: tuple[str, ...] = ()
    organisations_changed: tuple[str, ...] = ()
    organisations_unchanged: int = 0
    people_added: tuple[str, ...] = ()
    """They belonged to no organisation before."""
    people_moved: tuple[str, ...] = ()
    people_unchanged: int = 0
    secretariat_added: tuple[str, ...] = ()
    secretariat_removed: tuple[str, ...] = ()
    deputies_changed: tuple[str, ...] = ()
    """People whose deputy is another one now."""
    ended: tuple[EndedTerm, ...] = ()

    @property
    def changed(self) -> bool:
        return self != RosterReport(
            organisations_unchanged=self.organisations_unchanged,
            people_unchanged=self.people_unchanged,
        )

    def __str__(self) -> str:
        kept = (
            f"{count(self.organisations_unchanged, 'organisation')} and "
            f"{count(self.people_unchanged, 'person', 'people')}"
        )
        if not self.changed:
            return f"Nothing changed: {kept} were on the roster already."
        lines = ["The roster is imported."]
        for words, names in (
            ("Organisations added", self.organisations_added),
            ("Organisations changed", self.organisations_changed),
            ("People assigned", self.people_added),
            ("People moved to another organisation", self.people_moved),
            ("Added to the secretariat", self.secretariat_added),
            ("Taken out of the secretariat", self.secretariat_removed),
            ("Deputies changed", self.deputies_changed),
        ):
            if names:
                lines.append(f"{words}: {len(names)} ({listed(names)}).")
        lines += [
            f"{end.user_id} no longer chairs {end.group.name}: only people of member "
            "organisations can."
            for end in self.ended
        ]
        if self.organisations_unchanged or self.people_unchanged:
            lines.append(f"Unchanged: {kept}.")
        return "\n".join(lines)


def import_entries(
    entries: Iterable[OrganisationEntry], *, work: UnitOfWork, now: datetime
) -> RosterReport:
    """Add and change what differs; importing the same again changes nothing."""
    report, entries = RosterReport(), tuple(entries)
    for entry in entries:
        organisation, report = _import_organisation(entry, report, work=work, now=now)
        for person in entry.people:
            report = _import_person(person, organisation, report, work=work, now=now)
    named = [person for entry in entries for person in entry.people]
    deputies = _import_deputies(named, work=work, now=now)  # after all are where they belong
    report = replace(report, deputies_changed=deputies)
    everyone = [p.user_id for p in work.people.all() if p.organisation is not None]
    return replace(report, ended=end_where_not_member(everyone, work=work, now=now))


def _import_deputies(
    entries: Iterable[PersonEntry], *, work: UnitOfWork, now: datetime
) -> tuple[str, ...]:
    changed = []
    for entry in entries:
        person = work.people.get(entry.user_id)
        if person is not None and entry.deputy is not None:
            kept = store_cover(
                person, entry.deputy or None, person.absences, WHO, work=work, now=now
            )
            changed += [entry.user_id] if kept.changed else []
    return tuple(changed)


def _import_organisation(
    entry: OrganisationEntry, report: RosterReport, *, work: UnitOfWork, now: datetime
) -> tuple[Organisation, RosterReport]:
    names = (entry.name, *(entry.aliases or ()))
    known = next(filter(None, map(work.organisations.by_name, names)), None)
    if known is None:
        made = work.organisations.add(
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            zone=entry.zone,
            aliases=entry.aliases or (),
        )
        work.journal.record(WHO, "added an organisation", subject_of(made), now, made.name)
        names = (*report.organisations_added, made.name)
        return made, replace(report, organisations_added=names)
    wanted = replace(
        known,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        zone=entry.zone,
        aliases=known.aliases if entry.aliases is None else entry.aliases,
    )
    if wanted == known:
        kept = report.organisations_unchanged + 1
        return known, replace(report, organisations_unchanged=kept)
    work.organisations.change(wanted)
    said = f"{known} became {wanted}"
    work.journal.record(WHO, "corrected an organisation", subject_of(known), now, said)
    names = (*report.organisations_changed, wanted.name)
    return wanted, replace(report, organisations_changed=names)


def _import_person(
    entry: PersonEntry,
    organisation: Organisation,
    report: RosterReport,
    *,
    work: UnitOfWork,
    now: datetime,
) -> RosterReport:
    user_id = entry.user_id
    known = work.people.get(user_id)
    was = known.organisation if known else None
    of_secretariat = known is not None and known.secretariat
    same_place = was is not None and was.id == organisation.id
    same_office = entry.secretariat is None or entry.secretariat == of_secretariat
    if same_place and same_office:
        return replace(report, people_unchanged=report.people_unchanged + 1)
    if not same_place:
        work.people.assign(user_id, organisation.id)
        work.journal.record(WHO, "assigned to an organisation", user_id, now, organisation.name)
        if was is None:
            report = replace(report, people_added=(*report.people_added, user_id))
        else:
            report = replace(report, people_moved=(*report.people_moved, user_id))
            deputy_goes(user_id, work=work, now=now)
            leave_behind(
                user_id, was, secretariat=work.people.secretariat_ids(), work=work, now=now
            )
    if entry.secretariat is not None and not same_office:
        work.people.appoint_secretariat(user_id, appointed=entry.secretariat)
        did = "named to the secretariat" if entry.secretariat else "took out of the secretariat"
        work.journal.record(WHO, did, user_id, now)
        if entry.secretariat:
            added = (*report.secretariat_added, user_id)
            report = replace(report, secretariat_added=added)
        else:
            removed = (*report.secretariat_removed, user_id)
            report = replace(report, secretariat_removed=removed)
    return report
