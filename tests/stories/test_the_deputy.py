"""An officer is on holiday: the deputy hears of the action and completes it in their place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.public_holidays import PublicHolidays
from tests.stories.town import TECH, technology

SYDNEY = ZoneInfo("Australia/Sydney")


@pytest.fixture
def network(tmp_path):
    with technology(tmp_path) as network:
        yield network


def mornings(person):
    return [m for m in person.reads("@convenor") if "Your morning" in m.words]


def test_the_deputy_hears_and_completes_while_the_officer_is_away(network):
    amara, liam, sina = (network.person(one) for one in ("amara", "liam", "sina"))
    due, holidays = network.now.date() + timedelta(days=6), PublicHolidays()
    while due.weekday() >= 5 or due.day > 28 or holidays.on("AU", due):
        due += timedelta(days=1)
    logged = amara.types(TECH, f"/action add Send the figures @liam by {due:%d %b %Y} every month")
    assert "Repeats every month" in logged.words
    liam.types(TECH, "/wg away")
    absent = {"first": f"{due - timedelta(days=4)}", "last": f"{due + timedelta(days=1)}"}
    assert liam.modal().fill(deputy_user_id=sina.id, **absent).submit() == {}
    network.advance_to(datetime.combine(due, datetime.min.time(), SYDNEY) + timedelta(hours=10))
    told = mornings(sina)[-1]
    assert "Send the figures" in told.words
    assert "for @Liam O’Grady, who is away up to" in told.words
    leaves = datetime.combine(due - timedelta(days=4), datetime.min.time(), SYDNEY).timestamp()
    heard = [m for m in mornings(liam) if "Send the figures" in m.words]
    assert not [m for m in heard if float(m.ts) >= leaves], "who is away hears nothing of it"
    assert len(heard) <= 1, "once, before they left: it was given to them"
    assert all("New for you (1)" in m.words for m in heard)
    network.restart()
    told.press("Done")
    shown = amara.types(TECH, "/action show A1").words
    assert "by @Sina Faleolo" in shown
    listed = amara.types(TECH, "/action list all").words
    assert ("A2 Send the figures" in listed, "A3" in listed) == (True, False)
