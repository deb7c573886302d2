"""At its deadline a proposal is adopted or has lapsed: once, by the answers of until then."""

from datetime import date

from bot.domain.audience import Audience
from bot.domain.decision import DecisionStatus, Stance
from bot.domain.digest import Section
from bot.use_cases.digests.gather import gather_digest
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, MINJI, NORA, NOW
from tests.journal import told_about
from tests.network import AMARA, MINUTE

NEWS = "decision.news"


def test_nothing_is_settled_before_its_deadline(chamber):
    ends = chamber.propose().decision.closes_at
    assert chamber.settle(ends - MINUTE) == 0
    assert chamber.work.decisions.next_end() == ends
    assert chamber.decided(1).status is DecisionStatus.PROPOSED


def test_without_objection_it_is_adopted_with_who_agreed(chamber):
    ends = chamber.propose().decision.closes_at
    chamber.say(LIAM)
    chamber.say(MINJI, Stance.COMMENT, "With a pilot")
    chamber.say(AMARA, Stance.ABSTAIN)
    assert chamber.settle(ends) == 1
    made = chamber.decided(1)
    assert (made.status, made.decided_on) == (DecisionStatus.AGREED, date(2026, 11, 27))
    assert set(made.agreed) == set(chamber.of("KCSC", "Ofcom"))
    assert chamber.told(NEWS) == [("adopted", 1, ends)]
    assert told_about(chamber.work, "R1")[-1][1:3] == ("convenor", "adopted")
    assert chamber.settle(ends) == 0
    assert chamber.work.decisions.next_end() is None


def test_after_an_outage_it_counts_what_came_in_time(chamber):
    """What is due at the deadline and sent much later says so itself."""
    chamber.set(silence_answers=1)
    ends = chamber.propose().decision.closes_at
    chamber.say(LIAM, now=ends - MINUTE)
    assert chamber.settle(ends + 5 * DAY) == 1
    made = chamber.decided(1)
    assert (made.decided_on, made.settled_at) == (date(2026, 11, 27), ends + 5 * DAY)
    assert chamber.told(NEWS) == [("adopted", 1, ends)]


def test_too_few_answers_are_told(chamber):
    chamber.set(silence_answers=2)
    ends = chamber.propose().decision.closes_at
    chamber.say(LIAM)
    chamber.say(MINJI, Stance.NEED_TIME)
    chamber.set(silence_answers=0)  # what was asked when it was proposed counts
    chamber.settle(ends + 3 * DAY)
    assert chamber.decided(1).status is DecisionStatus.LAPSED
    assert [turn for turn, _, _ in chamber.told(NEWS)] == ["lapsed"]


def test_what_was_adopted_since_is_in_the_digest_of_those_who_may_see_it(chamber):
    for audience in (Audience.GROUP, Audience.MEMBERS):
        chamber.propose(audience=audience)
    chamber.record(AMARA)
    chamber.settle(NOW + 4 * DAY)

    def listed(user_id):
        context = chamber.by(user_id, NOW + 5 * DAY)
        digest = gather_digest(chamber.tech, context, since=NOW - HOUR)
        return [one.reference for one in digest.listed[Section.DECISIONS].entries]

    assert listed(LIAM) == ["R2", "R1", "R3"]
    assert listed(NORA) == ["R1", "R3"]
