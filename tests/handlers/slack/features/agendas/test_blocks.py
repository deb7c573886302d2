"""An agenda as it is shown: named once, in order whichever way its titles are written."""

import pytest

from bot.domain.notifications import AttendanceAsked, Expected
from bot.languages import speaking
from handlers.slack.features.agendas import blocks
from handlers.slack.kit.fallback import fallback_text
from tests.handlers.slack.features.agendas.scenes import DIALOGUE, GROUP, agenda, items


def test_a_title_from_right_to_left_leaves_minutes_and_presenter_in_order():
    said = fallback_text(blocks.in_full(agenda(items(1, "مائدة مستديرة"))))
    assert "\u200e\u2068مائدة مستديرة\u2069 (5 minutes, U0LIAM)" in said


def test_the_agenda_is_named_once():
    said = fallback_text(blocks.in_full(agenda(items(1))))
    assert said.startswith("Agenda of D12\n")
    assert said.count("Agenda") == 1


@pytest.mark.parametrize(("language", "line"), [("en", "Ofcom: Liam"), ("fr", "Ofcom\xa0: Liam")])
def test_who_is_expected_stands_behind_the_colon_of_the_readers_language(language, line):
    liam = Expected(user_id="U0LIAM", name="Liam", organisation_id=2, organisation="Ofcom")
    asked = AttendanceAsked(dialogue=DIALOGUE, group=GROUP, expected=(liam,))
    with speaking(language):
        assert line in fallback_text(blocks.attendance_asked(asked))
