"""What a group's published cards cover, for its chairs."""

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.practice import PracticeStatus, Public, TopicList
from bot.use_cases.practices.show import gather_coverage
from tests.bot.use_cases.practices.network import AMARA, GRACE, LIAM


def test_topics_are_counted_whatever_their_letter_case_and_gaps_are_named(network, put):
    ofcom = network.organisations["Ofcom"].id
    put(1, topics=("Schools", "chats"), publics=(Public.CHILDREN, Public.EDUCATORS))
    put(2, topics=("schools",), publics=(Public.CHILDREN,), organisation_id=ofcom)
    put(3, topics=("schools",), status=PracticeStatus.SUBMITTED)
    put(4, topics=("schools",), group_id=network.teach.id)
    network.work.practices.keep_topics(
        network.tech.id, TopicList(topics=("SCHOOLS", "grandparents"), free=True)
    )
    found = gather_coverage(network.tech.id, network.by(AMARA))
    assert found.practices == 2
    schools, chats = found.topics
    assert (schools.topic, schools.practices, chats.topic) == ("Schools", 2, "chats")
    assert schools.publics[Public.CHILDREN] == 2
    assert schools.organisations == ("NCMEC", "Ofcom")
    assert found.gaps == tuple(p for p in Public if p not in (Public.CHILDREN, Public.EDUCATORS))
    assert found.unused == ("grandparents",)
    assert found.silent == ("eSafety", "KCSC")
    assert gather_coverage(network.tech.id, network.by(GRACE)).practices == 2
    with pytest.raises(NotAllowed, match="see which topics its practices cover"):
        gather_coverage(network.tech.id, network.by(LIAM))
