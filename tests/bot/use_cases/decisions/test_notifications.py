"""What is said of decisions, to those who may know of them when it is sent."""

from dataclasses import replace

from bot.domain.audience import Audience
from bot.domain.decision import ProposalTurn, Stance
from bot.domain.delivery import State
from bot.domain.message_kind import DropReason
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.decisions.notifications import decision_told, recorded_decision
from bot.use_cases.identify import channel_reader
from bot.use_cases.owing import MessageSource
from tests.bot.use_cases.dialogues.town import LIAM, MINJI, NOW, TECH


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


def built(chamber, kind, *, nth=-1, members_only=False, sent=False):
    """What the newest delivery of this kind says to the channel now."""
    rows = [row for row in chamber.of_recipients(TECH) if row.kind == kind]
    row = sorted(rows, key=lambda r: r.id)[nth]
    row = replace(row, state=State.SENT) if sent else row
    reader = channel_reader(chamber.tech.id, members_only=members_only)
    return decision_told(row, Context(reader, chamber.work, NOW, chamber.presence))


def test_a_proposal_tells_who_has_answered_and_who_has_not(chamber):
    chamber.propose()
    chamber.say(LIAM)
    told = built(chamber, "decision.proposal")
    assert (told.by, told.asks, told.remarks) == ("@liam", True, False)
    assert [(one.organisation, one.answer.stance) for one in told.said] == [("Ofcom", "agree")]
    assert [one.name for one in told.silent] == ["eSafety", "KCSC"]


def test_a_post_of_an_older_text_asks_for_nothing(chamber):
    chamber.propose()
    chamber.revise(1, note="Another")
    old = built(chamber, "decision.proposal", nth=0, sent=True)
    assert (old.text, old.decision.revision, old.asks) == (1, 2, False)
    assert built(chamber, "decision.proposal", nth=0) == Gone(DropReason.OVERTAKEN)
    assert built(chamber, "decision.proposal").asks


def test_news_is_told_while_it_is_news(chamber):
    chamber.propose()
    chamber.say(MINJI, Stance.OBJECT, "A later date")
    told = built(chamber, "decision.news")
    assert (told.turn, told.said[0].answer.words) == (ProposalTurn.STOPPED, "A later date")
    chamber.revise(1, note="Another")
    assert built(chamber, "decision.news") == Gone(DropReason.OVERTAKEN)
    assert built(chamber, "decision.news", sent=True).turn is ProposalTurn.STOPPED


def test_what_is_for_members_is_not_built_for_others(chamber):
    chamber.propose(audience=Audience.MEMBERS)
    assert built(chamber, "decision.proposal") == Gone(DropReason.NOT_THEIRS)
    assert built(chamber, "decision.proposal", members_only=True).asks
