"""Absences go by the person's own calendar; a deputy is named, there, and of the same house."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.organisation import Organisation, OrganisationKind
from bot.domain.person import Absence, Person, absence_at, is_deputy, zone_of

HOUSE = Organisation(id=1, name="House", kind=OrganisationKind.MEMBER, country="KR", zone="UTC")
AWAY = Absence(date(2026, 12, 7), date(2026, 12, 8))
OFFICER = Person(
    user_id="U1",
    name="minji",
    zone="Asia/Seoul",
    locale="en-GB",
    active=True,
    is_bot=False,
    secretariat=False,
    organisation=HOUSE,
    deputy_user_id="U2",
    absences=(AWAY,),
)
DEPUTY = replace(OFFICER, user_id="U2", name="sora", deputy_user_id=None, absences=())


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        pytest.param(datetime(2026, 12, 6, 14, 59, tzinfo=UTC), None, id="the minute before"),
        pytest.param(datetime(2026, 12, 6, 15, tzinfo=UTC), AWAY, id="midnight in Seoul"),
        pytest.param(datetime(2026, 12, 8, 14, 59, tzinfo=UTC), AWAY, id="the last minute"),
        pytest.param(datetime(2026, 12, 8, 15, tzinfo=UTC), None, id="back"),
    ],
)
def test_an_absence_lasts_from_midnight_to_midnight_where_they_are(moment, found):
    assert absence_at(OFFICER, moment) is found


def test_an_unknown_zone_reads_as_utc():
    assert zone_of(replace(OFFICER, zone="Mars/Olympus")) == "UTC"
    assert zone_of(OFFICER) == "Asia/Seoul"


def test_a_deputy_is_named_and_active_and_of_one_organisation():
    other = replace(HOUSE, id=2)
    assert is_deputy(DEPUTY, OFFICER)
    assert not is_deputy(OFFICER, DEPUTY)
    for changed in ({"active": False}, {"organisation": None}, {"organisation": other}):
        assert not is_deputy(replace(DEPUTY, **changed), OFFICER)
    assert not is_deputy(DEPUTY, replace(OFFICER, deputy_user_id="U3"))
