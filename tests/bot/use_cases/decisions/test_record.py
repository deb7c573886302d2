"""What was agreed already is recorded: by members, for those who may know it."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.decision import HowAgreed
from bot.domain.errors import NotAllowed, NotFound, NotValid
from bot.domain.limits import NOTE
from bot.domain.limits import TITLE as LONGEST
from bot.use_cases.group_notices import MessageSource
from tests.bot.use_cases.decisions.chamber import TITLE
from tests.bot.use_cases.dialogues.town import LIAM, NORA, PAT, TECH
from tests.journal import told_about
from tests.network import AMARA, ZOE

SOURCE = MessageSource(channel_id=TECH, thread="1.5", link="https://slack.example/p15")


def test_a_member_records_what_was_agreed_in_writing(chamber):
    who = chamber.of("Ofcom", "eSafety")
    made = chamber.record(LIAM, agreed=(who[1], who[0], who[0]), note="As circulated").decision
    assert (made.reference, made.title, made.note) == ("R1", TITLE, "As circulated")
    assert (made.how, made.dialogue, made.agreed) == (HowAgreed.WRITING, None, who)
    assert (made.decided_on, made.audience) == (date(2026, 11, 23), Audience.GROUP)
    assert chamber.decided(1) == made
    assert chamber.record(AMARA).decision.reference == "R2"
    assert [entry[1:] for entry in told_about(chamber.work, "R1")] == [(LIAM, "recorded", None)]


@pytest.mark.parametrize("user_id", [NORA, PAT, ZOE], ids=["observer", "unassigned", "outsider"])
def test_nobody_else_records(chamber, user_id):
    with pytest.raises(NotAllowed, match="Only a member of Technology can record"):
        chamber.record(user_id)
    assert chamber.record(LIAM).decision.reference == "R1"


def test_a_dialogue_narrows_who_sees_it(chamber):
    chamber.schedule(audience=Audience.MEMBERS)
    made = chamber.record(LIAM, dialogue=1, audience=Audience.NETWORK).decision
    assert (made.how, made.audience) == (HowAgreed.DIALOGUE, Audience.MEMBERS)
    seen = chamber.work.decisions.get
    assert seen(chamber.reader(LIAM), 1) == made
    assert seen(chamber.reader(NORA), 1) is None
    assert chamber.work.decisions.of_dialogue(chamber.reader(LIAM), 1) == (made,)
    assert chamber.work.decisions.of_dialogue(chamber.reader(NORA), 1) == ()


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * (LONGEST + 1)}, "title"),
        ({"note": "x" * (NOTE + 1)}, "note"),
        ({"decided_on": date(2026, 11, 24)}, "decided_on"),
        ({"agreed": (999,)}, "agreed"),
    ],
    ids=["no text", "long text", "long note", "tomorrow", "unknown organisation"],
)
def test_what_cannot_be_so_names_its_field(chamber, wish, field):
    with pytest.raises(NotValid) as refused:
        chamber.record(LIAM, **wish)
    assert refused.value.field == field
    assert chamber.decided(1) is None


def test_a_group_that_is_not_there(chamber):
    with pytest.raises(NotFound):
        chamber.record(LIAM, group_id=99)
