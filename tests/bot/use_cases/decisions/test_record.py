"""What was agreed already is recorded: by members, for those who may know it."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.decision import DecisionStatus, HowAgreed
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.group import Term
from bot.domain.limits import NOTE
from bot.domain.limits import TITLE as LONGEST
from bot.use_cases.audience_changes import Widens
from bot.use_cases.decisions.record import EditDecision, edit_decision
from bot.use_cases.owing import MessageSource
from tests.bot.use_cases.decisions.chamber import TITLE
from tests.bot.use_cases.dialogues.town import LIAM, MINJI, NORA, NOW, PAT, TECH
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


def test_what_was_there_before_stays_in_the_history(chamber):
    chamber.record(LIAM, note="Old note")
    agreed = chamber.of("Ofcom")
    changed = chamber.alter(1, AMARA, title="Another text", note="New note", agreed=agreed)
    assert (changed.decision.title, changed.decision.agreed) == ("Another text", agreed)
    assert chamber.decided(1) == changed.decision
    words = f"the decision (before: “{TITLE}”), the note (before: “Old note”) and who agreed"
    assert told_about(chamber.work, "R1")[-1][1:] == (AMARA, "edited", words)
    assert not chamber.alter(1, AMARA).changed


def test_only_who_recorded_it_and_the_chairs_change_it(chamber):
    chamber.record(LIAM)
    for user_id in (MINJI, NORA):
        with pytest.raises(NotAllowed, match="Only its owner or a chair of Technology can change"):
            chamber.alter(1, user_id, title="Mine")
        with pytest.raises(NotAllowed):
            chamber.withdraw(1, user_id)
    assert chamber.alter(1, LIAM, title="Ours").changed


def test_a_day_that_is_still_ahead_where_another_edits_is_kept_and_none_later_is_taken(chamber):
    """It is the 24th already where Amara is, and not yet where Liam is, a chair as well."""
    evening = NOW.replace(hour=14)
    chamber.work.roles.appoint_chair(chamber.tech.id, Term(user_id=LIAM, starts_on=NOW.date()))
    chamber.record(AMARA, decided_on=date(2026, 11, 24), now=evening)
    edited = chamber.alter(1, LIAM, title="Another text", now=evening).decision
    assert (edited.title, edited.decided_on) == ("Another text", date(2026, 11, 24))
    with pytest.raises(NotValid, match="still ahead"):
        chamber.alter(1, LIAM, decided_on=date(2026, 11, 25), now=evening)


def test_more_readers_are_named_first_and_what_was_written_stays_closed(chamber):
    chamber.record(LIAM, audience=Audience.MEMBERS)
    kept = chamber.decided(1)
    wish = EditDecision(
        number=1,
        title=kept.title,
        note="For all",
        dialogue=None,
        decided_on=kept.decided_on,
        audience=Audience.GROUP,
        agreed=(),
    )
    with pytest.raises(Widens):
        edit_decision(wish, chamber.by(LIAM))
    assert chamber.decided(1) == kept
    chamber.alter(1, LIAM, note="For all", audience=Audience.GROUP)
    seen = chamber.work.decisions.get(chamber.reader(NORA), 1)
    assert seen.note == "For all"
    assert chamber.work.journal.events_under(chamber.reader(NORA), seen) == ()
    assert len(chamber.work.journal.events_under(chamber.reader(LIAM), seen)) == 2


def test_it_is_withdrawn_once_and_stays_as_it_is(chamber):
    for _ in range(3):
        chamber.record(LIAM)
    gone = chamber.withdraw(1, LIAM, after=3)
    assert (gone.decision.status, gone.decision.reason) == (
        DecisionStatus.WITHDRAWN,
        "The law changed",
    )
    assert gone.decision.superseded_by == 3
    assert not chamber.withdraw(1, AMARA, "Again").changed
    with pytest.raises(Refusal, match="R1 is withdrawn"):
        chamber.alter(1, LIAM, title="Back")
    for number in (1, 9, 2):
        with pytest.raises(NotValid) as refused:
            chamber.withdraw(2, LIAM, after=number)
        assert refused.value.field == "superseded_by"
    with pytest.raises(NotValid, match="The reason is missing"):
        chamber.withdraw(2, LIAM, " ")


def test_what_one_may_not_see_is_not_there(chamber):
    chamber.record(LIAM, audience=Audience.MEMBERS)
    for act in (lambda: chamber.withdraw(1, NORA), lambda: chamber.alter(1, NORA, title="x")):
        with pytest.raises(NotFound, match="I can't find R1 in a group you belong to"):
            act()
