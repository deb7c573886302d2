"""A command that needs one group asks which when it is typed in a direct message."""

from datetime import timedelta

import pytest

from tests.stories.evidence import free_day
from tests.stories.town import set_up


@pytest.fixture
def two_groups(technology):
    set_up(technology, "#regulators-only", "Regulators", chair="amara")
    return technology


def test_the_chosen_group_gets_what_was_typed(two_groups):
    amara = two_groups.person("amara")
    typed = f"/dialogue schedule Fines on {free_day(two_groups, 9)} 14:00"
    asked = amara.types("@convenor", typed)
    assert "Which working group do you mean?" in asked.words
    assert sorted(asked.labels()) == ["Regulators", "Technology"]
    asked.press("Regulators")
    assert amara.finds("@convenor", "Scheduled D1") is not None
    assert amara.finds("#regulators-only", "Fines") is not None
    assert amara.finds("#technology", "Fines") is None


def test_a_form_is_asked_for_too(two_groups):
    amara = two_groups.person("amara")
    assert amara.types("@convenor", "/dialogue schedule") is None
    form = amara.modal().press("Technology")
    day = (two_groups.now + timedelta(days=9)).date()
    filled = form.fill(title="Age assurance", date=day.isoformat(), time="10:00")
    assert filled.submit() == {}
    assert amara.finds("#technology", "Age assurance") is not None


def test_a_chair_previews_the_digest_of_the_group_that_is_chosen(two_groups):
    amara = two_groups.person("amara")
    asked = amara.types("@convenor", "/digest")
    asked.press("Technology")
    assert amara.finds("@convenor", "Technology: digest") is not None


def test_with_one_group_nothing_is_asked(technology):
    amara = technology.person("amara")
    day = (technology.now + timedelta(days=9)).date()
    told = amara.schedules("@convenor", f"Fines on {day:%d %b %Y} 14:00")
    assert "Scheduled D1" in told.words
    assert amara.finds("#technology", "Fines") is not None
