"""Somebody leaves a group's channel: what they had passes on, and those concerned are told."""

from tests.stories.evidence import day, free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up


def test_a_member_and_then_the_last_chair_leave(tmp_path):
    with Network(tmp_path) as network:
        set_up(network)
        amara, sina = network.person("amara"), network.person("sina")
        amara.types(TECH, f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00")
        amara.types(TECH, f"/action add Draft the summary @liam by {day(network, 8)}")
        network.settle()
        sina.removes(TECH, network.people["liam"])
        network.advance(minutes=1)
        (told,) = [said for said in amara.words(DIRECT) if "@liam left" in said]
        assert "A1 Draft the summary" in told
        assert "/action assign A1 @person" in told
        assert "Owner: eSafety Commissioner" in amara.types(TECH, "/action show A1").words

        assert "amara" in sina.finds(TECH, "Age assurance").words
        sina.removes(TECH, network.people["amara"])
        network.advance(minutes=1)
        assert any("You do not chair Technology" in said for said in amara.words(DIRECT))
        assert any("has no chair any more" in said for said in sina.words(DIRECT))
        assert "amara" not in sina.finds(TECH, "Age assurance").words
