"""A Slack-compatible server that lacks a method Convenor can do without: the main job goes on."""

from datetime import UTC, datetime, time, timedelta

import pytest


def lacks(network, method):
    amara = network.person("amara")
    network.post("/door/faults", **{"as": amara.id}, method=method, fault="unknown_method")


@pytest.mark.parametrize("method", ["chat.update", "chat.postEphemeral", "views.push"])
def test_a_dialogue_is_still_scheduled_answered_and_reminded_of(technology, method):
    lacks(technology, method)
    amara, liam = technology.person("amara"), technology.person("liam")
    start = datetime.combine(technology.now + timedelta(days=2), time(14), UTC)
    wish = f"Round table on {start:%d %b %Y} 14:00 UTC"
    assert "Scheduled" in amara.schedules("#technology", wish).words
    answered = liam.finds("#technology", "Chaired by").press("Going")
    assert "Going" in answered.words
    technology.advance_to(start)
    reminders = [w for w in liam.words("#technology") if w.startswith("In 1 ")]
    assert len(reminders) == 2


def test_without_forms_there_are_still_sentences(technology):
    lacks(technology, "views.open")
    amara = technology.person("amara")
    told = amara.types("#technology", "/dialogue schedule")
    assert "did not open the form" in told.words
    day = (technology.now + timedelta(days=3)).date()
    scheduled = amara.schedules("#technology", f"Talk on {day:%d %b %Y} 14:00")
    assert "Scheduled D1" in scheduled.words
