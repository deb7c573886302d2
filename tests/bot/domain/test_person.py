"""Where a person is: their zone, the days on which they are away, and who is their deputy."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.person import (
    Absence,
    Organisation,
    OrganisationKind,
    Person,
    absence_at,
    is_deputy,
    zone_of,
)

OFCOM, ARCOM = (
    Organisation(
        id=number, name=name, kind=OrganisationKind.MEMBER, country=country, zone=zone, aliases=()
    )
    for number, name, country, zone in (
        (1, "Ofcom", "GB", "Europe/London"),
        (2, "Arcom", "FR", "Europe/Paris"),
    )
)
AMARA = Person(
    user_id="U1",
    name="Amara",
    zone="Pacific/Auckland",
    locale="en-GB",
    active=True,
    is_bot=False,
    secretariat=False,
    organisation=OFCOM,
    deputy_user_id="U2",
    absences=(Absence(date(2026, 12, 7), date(2026, 12, 11)),),
)
GETHIN = replace(AMARA, user_id="U2", name="Gethin", deputy_user_id=None, absences=())


def test_a_zone_that_nobody_knows_is_utc():
    assert zone_of(AMARA) == "Pacific/Auckland"
    assert zone_of(replace(AMARA, zone="Middle/Earth")) == "UTC"


@pytest.mark.parametrize(
    ("moment", "away"),
    [
        pytest.param(datetime(2026, 12, 6, 10, 59, tzinfo=UTC), False, id="sunday-there"),
        pytest.param(datetime(2026, 12, 6, 11, 0, tzinfo=UTC), True, id="monday-there"),
        pytest.param(datetime(2026, 12, 11, 10, 59, tzinfo=UTC), True, id="friday-there"),
        pytest.param(datetime(2026, 12, 11, 11, 0, tzinfo=UTC), False, id="saturday-there"),
    ],
)
def test_both_days_of_an_absence_count_on_the_calendar_where_they_are(moment, away):
    assert (absence_at(AMARA, moment) is not None) == away


def test_a_deputy_is_there_and_of_the_same_organisation():
    assert is_deputy(GETHIN, AMARA)
    assert not is_deputy(AMARA, GETHIN)
    assert not is_deputy(replace(GETHIN, active=False), AMARA)
    assert not is_deputy(replace(GETHIN, organisation=ARCOM), AMARA)
    assert not is_deputy(replace(GETHIN, organisation=None), replace(AMARA, organisation=None))
