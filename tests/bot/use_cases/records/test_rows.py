"""An export holds every card that its reader may see, and no other."""

from bot.domain.audience import Audience
from bot.domain.practice import PracticeStatus, Public
from bot.use_cases.practices.adopt import adopt_practice
from bot.use_cases.records.rows import export_practices
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, PAT


def exported(network, user_id):
    return {row["reference"]: row for row in export_practices(network.by(user_id))}


def test_each_reader_gets_what_they_may_see_with_its_use(network, put):
    put(1, publics=(Public.CHILDREN,), topics=("a", "b"))
    put(2, audience=Audience.MEMBERS, author=LIAM)
    put(3, status=PracticeStatus.SUBMITTED, settled_at=None)
    adopt_practice(1, "", network.by(LIAM))
    assert exported(network, PAT).keys() == {"P1"}
    assert exported(network, NORA).keys() == {"P1", "P3"}
    assert exported(network, LIAM).keys() == {"P1", "P2"}
    assert exported(network, AMARA).keys() == {"P1", "P2", "P3"}
    row = exported(network, PAT)["P1"]
    assert (row["for"], row["topics"], row["countries"]) == (["children"], ["a", "b"], ["Ireland"])
    assert (row["organisation"], row["author"], row["group"]) == ("NCMEC", "nora", "Technology")
    assert (row["used_by_organisations"], row["used_in_countries"]) == (1, 1)
