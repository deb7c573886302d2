"""A draft goes round: members suggest, a chair takes or leaves, observers only read."""

import pytest

from tests.stories.test_thread_to_minutes import TECH, begun, desk, says_in_thread, sealed

__all__ = ["begun"]


@pytest.fixture
def circulated(technology, begun):
    amara, root = begun
    says_in_thread(technology, root, "liam", "decision: publish in March", "info: three tests")
    amara.types(TECH, "/dialogue minutes D1")
    desk(amara).press("Circulate…")
    assert amara.modal().fill(days="3").submit() == {}
    amara.closes()
    return amara


def suggests(technology, handle, was, should_be):
    person = technology.person(handle)
    person.finds(TECH, "Draft minutes of D1").press("Suggest a correction…")
    form = person.modal()
    assert form.fill(was=was, should_be=should_be).submit() == {}
    person.closes()


def test_what_a_chair_takes_is_in_it_and_what_is_left_is_not(technology, circulated):
    amara = circulated
    liam = technology.person("liam")
    liam.finds(TECH, "Draft minutes of D1").press("Read")
    assert "publish in March" in liam.modal().words
    liam.closes()
    suggests(technology, "liam", "publish in March", "publish in May")
    suggests(technology, "min-ji", "", "We thank the speakers.")
    suggests(technology, "min-ji", "not there", "there")
    assert "3 corrections to be taken or left." in desk(amara).words
    shown = desk(amara).press("Corrections…")
    assert "Instead of: publish in March" in str(shown.raw)
    shown = shown.press("Take") or shown.again()
    shown = shown.press("Take") or shown.again()
    refused = shown.press("Take")
    assert "stand at no place that can be changed" in refused.words
    shown.press("Leave")
    assert "to be taken or left" not in desk(amara).words
    sealed(amara)
    assert "takes no corrections any more" in liam.finds(TECH, "Draft minutes of D1").words
    liam.types(TECH, "/dialogue minutes D1")
    words = liam.modal().words
    assert "publish in May" in words
    assert "publish in March" not in words
    assert "We thank the speakers." in words


def test_an_observer_reads_and_suggests_nothing(technology, circulated):
    denise = technology.person("denise")
    posted = denise.finds(TECH, "Draft minutes of D1")
    posted.press("Read")
    assert "publish in March" in denise.modal().words
    denise.closes()
    posted.press("Suggest a correction…")
    assert "Only a member of Technology can suggest a correction" in denise.modal().words


def test_after_the_time_the_chair_hears_and_nothing_is_taken(technology, circulated):
    amara, liam = circulated, technology.person("liam")
    before = len([w for w in amara.words("@convenor") if "Minutes: Age assurance" in w])
    technology.advance(days=3, hours=1)
    after = [w for w in amara.words("@convenor") if "Minutes: Age assurance" in w]
    assert len(after) == before + 1
    liam.finds(TECH, "Draft minutes of D1").press("Suggest a correction…")
    assert "The time for corrections is over" in liam.modal().words
