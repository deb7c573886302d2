"""A chair's desk and the secretariat's: counts of what waits, gaps and lateness."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.delivery import LATE_AFTER, Owed, SubjectType
from bot.domain.message_kind import MessageKind
from bot.use_cases.home.show import desk_of, office_of
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    TODAY,
    dialogue,
)


def test_a_desk_counts_by_the_organisation_that_promised(network):
    ofcom, kcsc = (network.organisations[name].id for name in ("Ofcom", "KCSC"))
    for number, body in enumerate((ofcom, kcsc, ofcom, None), start=1):
        network.put(number, owner_organisation_id=body, due_on=TODAY - 9 * DAY)
    network.put(9, owner_organisation_id=kcsc, due_on=TODAY + DAY)
    network.work.dialogues.add(dialogue(1, network.tech.id, NOW + DAY))
    desk = desk_of(network.tech, network.by(AMARA))
    assert desk.overdue == (("Ofcom", 2), ("KCSC", 1), (None, 1))
    assert desk.unanswered == 5, "Pat is of no organisation"
    assert (desk.reviews, desk.readable) == (0, True)
    assert not desk_of(network.tech, replace(network.by(AMARA), presence={})).readable


def test_the_office_names_gaps_and_what_is_late(network):
    office = office_of(network.by(GRACE))
    assert {network.tech.id, network.teach.id} <= {group.id for group in office.groups}
    assert office.chairs[network.tech.id] == ("amara",)
    assert set(office.unassigned) == {"pat", "grace"}
    assert (office.late_since, office.refused) == (None, 0)
    due = NOW - LATE_AFTER - timedelta(minutes=1)
    late = Owed(
        kind=MessageKind.ACTION_GIVEN,
        subject_type=SubjectType.GROUP,
        subject_id=str(network.tech.id),
        recipient=LIAM,
        due_at=due,
        useful_until=due + DAY,
        audience=Audience.GROUP,
    )
    network.work.deliveries.owe([late], NOW)
    network.work.recipients.block(NORA, error="cannot_dm_bot", now=NOW)
    office = office_of(replace(network.by(GRACE), presence={}))
    assert (office.late_since, office.refused) == (due, 1)
    assert network.tech.id in office.unreadable
    assert PAT not in office.unassigned, "names, not ids"
