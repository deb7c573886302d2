"""What is said of decisions, to those who may know of them when it is sent."""

from dataclasses import replace

from bot.domain.audience import Audience
from bot.domain.drop_reasons import DropReason
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.decisions.notifications import recorded_decision
from bot.use_cases.identify import channel_reader
from bot.use_cases.message_replies import MessageSource
from tests.bot.use_cases.dialogues.town import LIAM, NOW, TECH


def test_the_reply_tells_what_is_so_by_now(chamber):
    source = MessageSource(channel_id=TECH, thread="1.5", link="")
    chamber.record(LIAM, source=source)
    (owed,) = chamber.of_recipients(TECH)
    context = Context(channel_reader(chamber.tech.id, members_only=False), chamber.work, NOW)
    told = recorded_decision(owed, chamber.tech, context)
    assert (told.decision, told.by) == (chamber.decided(1), "@liam")
    chamber.withdraw(1, LIAM)
    assert recorded_decision(owed, chamber.tech, context).decision.reason == "The law changed"
    chamber.work.decisions.change(replace(chamber.decided(1), audience=Audience.MEMBERS))
    assert recorded_decision(owed, chamber.tech, context) == Gone(DropReason.NOT_THEIRS)
