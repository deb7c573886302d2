"""Deputy and absences: who may keep them, what is checked, and what a leaving deputy changes."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import NotAllowed, NotValid
from bot.domain.person import Absence
from bot.languages import speaking
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.drift.note_reading import let_go, let_go_of_account
from bot.use_cases.roster.cover import KeepCover, absence_words, keep_cover
from bot.use_cases.roster.entries import OrganisationEntry, PersonEntry
from bot.use_cases.roster.import_entries import import_entries
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    MINJI,
    NOW,
    OLIVE,
    ROBOT,
    TODAY,
    everybody,
    settle_in,
)
from tests.journal import told_about

HOLIDAYS = Absence(TODAY + DAY, TODAY + 14 * DAY)


@pytest.fixture
def network(work):
    network = settle_in(work)
    network.read_channels()
    return network


def keep(network, by=LIAM, user_id=LIAM, **wish):
    return keep_cover(KeepCover(user_id=user_id, **wish), network.by(by), facts=everybody())


def kept(network, user_id=LIAM):
    person = network.work.people.get(user_id)
    return person.deputy_user_id, person.absences


def told(network, user_id):
    rows = network.of_recipients(user_id)
    return [row.occurrence.split()[:3] for row in rows if row.kind == "group.deputy"]


def test_one_keeps_ones_own_and_the_deputy_is_told_once(network):
    assert keep(network, deputy_user_id=OLIVE, absences=(HOLIDAYS,)).changed
    assert not keep(network, deputy_user_id=OLIVE, absences=(HOLIDAYS,)).changed
    assert kept(network) == (OLIVE, (HOLIDAYS,))
    assert told(network, OLIVE) == [[LIAM, OLIVE, "roster"]]


def test_another_one_s_is_for_the_secretariat(network):
    with pytest.raises(NotAllowed):
        keep(network, by=OLIVE, absences=(HOLIDAYS,))
    assert keep(network, by=GRACE, absences=(HOLIDAYS,)).changed


@pytest.mark.parametrize("deputy", [LIAM, MINJI, ROBOT, "U0NOBODY"])
def test_a_deputy_is_another_person_of_the_same_organisation(network, deputy):
    with pytest.raises(NotValid) as refused:
        keep(network, deputy_user_id=deputy)
    assert refused.value.field == "deputy_user_id"
    assert kept(network) == (None, ())


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY + 2 * DAY, TODAY),
        (TODAY - 9 * DAY, TODAY - DAY),
        (TODAY, date(TODAY.year + 2, 1, 1)),
    ],
    ids=["backwards", "over", "too-long"],
)
def test_days_that_cannot_be_are_refused(network, first, last):
    with pytest.raises(NotValid) as refused:
        keep(network, absences=(Absence(first, last),))
    assert refused.value.field == "last"


def test_what_is_over_is_forgotten_with_the_next_change(network):
    network.covers(LIAM, None, TODAY - 9 * DAY, TODAY - DAY)
    old = network.work.people.get(LIAM).absences
    keep(network, absences=(*old, HOLIDAYS))
    assert kept(network) == (None, (HOLIDAYS,))


def test_a_deputy_who_leaves_the_workspace_is_none_any_more(network):
    network.covers(LIAM, OLIVE, TODAY, TODAY + 6 * DAY, now=NOW - DAY)
    gone = replace(everybody()[OLIVE], active=False)
    let_go_of_account(gone, work=network.work, now=NOW, secretariat={GRACE})
    assert kept(network)[0] is None
    assert told(network, LIAM) == [[LIAM, OLIVE, "roster"]]
    assert network.work.people.get(LIAM).cover_changed_at == NOW


def test_a_deputy_who_leaves_a_channel_stays_one_and_the_officer_is_told(network):
    network.covers(LIAM, OLIVE, now=NOW - DAY)
    network.read_channels(OLIVE)
    let_go([OLIVE], Drifted(group=network.tech, work=network.work, now=NOW))
    assert kept(network)[0] == OLIVE
    assert told(network, LIAM) == [[LIAM, OLIVE, "channel"]]
    assert told(network, AMARA) == []


def entries(**deputies):
    people = tuple(PersonEntry(user_id=u, deputy=deputies.get(u)) for u in (LIAM, OLIVE))
    ofcom = {"name": "Ofcom", "kind": "member", "country": "GB", "zone": "Europe/London"}
    return [OrganisationEntry(**ofcom, people=people)]


def test_a_file_names_deputies_and_the_same_again_changes_nothing(network):
    brought = {"work": network.work, "now": NOW}
    report = import_entries(entries(**{LIAM: OLIVE}), **brought)
    assert report.deputies_changed == (LIAM,)
    assert "Deputies changed: 1.\n  liam (U0LIAM)\n" in str(report)
    assert not import_entries(entries(**{LIAM: OLIVE}), **brought).changed
    assert not import_entries(entries(), **brought).changed
    assert kept(network)[0] == OLIVE
    assert import_entries(entries(**{LIAM: ""}), **brought).deputies_changed == (LIAM,)


def test_who_moves_is_nobody_s_deputy_and_has_none(network):
    network.covers(LIAM, OLIVE)
    network.covers(OLIVE, LIAM)
    moved = OrganisationEntry(
        name="KCSC",
        kind="member",
        country="KR",
        zone="Asia/Seoul",
        people=(PersonEntry(user_id=OLIVE),),
    )
    import_entries([moved], work=network.work, now=NOW)
    assert (kept(network)[0], kept(network, OLIVE)[0]) == (None, None)


def test_who_reads_french_sees_days_in_french_and_the_journal_stays_english(network):
    days = Absence(date(2027, 2, 1), date(2027, 2, 12))
    with speaking("fr"):
        assert keep(network, absences=(days,)).changed
        assert absence_words([days]) == "du lundi 1er février 2027 au vendredi 12 février 2027"
        assert absence_words([]) == "aucune"
    ((_, _, _, detail),) = told_about(network.work, LIAM)
    assert detail == "deputy nobody, away Monday 1 February 2027 to Friday 12 February 2027"
