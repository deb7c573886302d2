"""A record that was made from a message leaves a reply below it, where all may see the record."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.message_kind import MessageKind
from bot.use_cases.owing import MessageSource
from tests.bot.use_cases.decisions.chamber import settle_in
from tests.bot.use_cases.dialogues.town import LIAM, TECH
from tests.network import BOARD, channel

SOURCE = MessageSource(channel_id=TECH, thread="1.5", link="https://slack.example/p15")


@pytest.fixture
def chamber(work):
    return settle_in(work)


def test_a_reply_is_owed_where_all_who_read_may_see_it(chamber):
    assert chamber.record(LIAM, source=SOURCE).replied
    (owed,) = chamber.of_recipients(TECH)
    assert (owed.kind, owed.occurrence) == (MessageKind.DECISION_RECORDED, "R1 1.5")
    assert chamber.decided(1).link == SOURCE.link
    assert not chamber.record(LIAM, source=SOURCE, audience=Audience.MEMBERS).replied
    assert not chamber.record(LIAM, source=replace(SOURCE, channel_id=BOARD)).replied
    chamber.presence[TECH] = channel(TECH, {LIAM})
    assert chamber.record(LIAM, source=SOURCE, audience=Audience.MEMBERS).replied
