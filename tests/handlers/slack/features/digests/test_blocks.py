"""A digest as a person reads it, and as Slack takes it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.digest import Digest, OrganisationTally
from bot.domain.group import Group
from bot.domain.notifications import DigestNotification, DigestPreview
from handlers.slack.features.digests.blocks import digest_blocks, spell_week
from handlers.slack.features.digests.commands import needs_chair, preview_blocks
from handlers.slack.features.digests.notifications import RENDERERS
from tests.bot.use_cases.practices.network import (
    DAY,
    LIAM,
    NORA,
    TECH,
    action,
    dialogue,
    practice,
)
from tests.handlers.slack.features.practices.scenes import buttons, words

POSTED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
GROUP = Group(
    id=7, channel_id=TECH, name="Technology", zone="Europe/London", created_at=POSTED - 99 * DAY
)


def digest(**changes):
    fields = {
        "group": GROUP,
        "since": POSTED - 7 * DAY,
        "until": POSTED,
        "names": {LIAM: "liam", NORA: "nora"},
        "organisations": {1: "Ofcom", 2: "NCMEC"},
    }
    return Digest(**{**fields, **changes})


def rendered(notification):
    return RENDERERS[type(notification)](notification)


BUSY = digest(
    coming=(dialogue(12, 7, POSTED + 3 * DAY, title="AI-generated CSAM roundtable"),),
    held=(dialogue(11, 7, POSTED - 3 * DAY, title="Age assurance", audience=Audience.MEMBERS),),
    logged=(
        action(104, 7, title="Draft the summary", owner_user_id=LIAM, owner_organisation_id=1),
        action(105, 7, title="Find a host"),
    ),
    done=(action(99, 7, title="Book a room", owner_organisation_id=2, status=ActionStatus.DONE),),
    overdue=(action(98, 7, title="Send codes", owner_user_id=LIAM, due_on=date(2026, 11, 27)),),
    tallies=(
        OrganisationTally(name="Ofcom", logged=1, overdue=1),
        OrganisationTally(name=None, logged=1),
    ),
    practices=(practice(31, 7, title="Peer mentors", organisation_id=2),),
    took_part=(("NCMEC", 1), ("Ofcom", 2)),
)


def test_every_section_in_order():
    said = words(digest_blocks(BUSY))
    expected = [
        "Technology: week of 23 to 29 November 2026",
        "Coming dialogues, in the next two weeks",
        "D12 AI-generated CSAM roundtable · ",
        "Thursday 3 December 2026, 09:00 (Europe/London, UTC+0)",
        " · 1 hour",
        "Dialogues held",
        "D11 Age assurance",
        " · members only",
        "Who took part",
        "NCMEC: 1 person",
        "Ofcom: 2 people",
        "Actions: 2 logged, 1 done, 1 overdue",
        "Ofcom: 1 logged, 1 overdue",
        "Nobody yet: 1 logged",
        "Overdue actions (1)",
        "A98 Send codes · @liam · due Friday 27 November 2026",
        "Done (1)",
        "A99 Book a room · NCMEC",
        "Newly logged (2)",
        "A104 Draft the summary · @liam, Ofcom",
        "A105 Find a host · nobody yet",
        "New good practices (1)",
        "P31 Peer mentors · NCMEC, Ireland",
    ]
    places = [said.index(words_) for words_ in expected]
    assert places == sorted(places)


def test_empty_sections_are_left_out():
    said = words(digest_blocks(digest(practices=BUSY.practices)))
    assert "Peer mentors" in said
    for absent in ("Coming", "held", "took part", "Overdue", "Done", "logged", "left out"):
        assert absent not in said


def test_an_empty_week_says_so_kindly():
    said = words(digest_blocks(digest()))
    assert "A quiet week: there is nothing to report here" in said


def test_what_is_left_out_is_a_count():
    assert "3 items left out" in words(digest_blocks(digest(left_out=3)))
    assert "1 item left out" in words(digest_blocks(replace(BUSY, left_out=1)))


def test_names_ping_nobody_and_markup_is_shown_literally():
    evil = "<!channel> <@U123> &lt; *x* `y` ‏עברית"
    said = words(
        digest_blocks(
            replace(
                BUSY,
                logged=(action(1, 7, title=f"{evil}\nsecond line", owner_user_id=LIAM),),
                names={LIAM: "<!here>"},
            )
        )
    )
    assert "<!channel>" not in said
    assert "<@" not in said
    assert "&lt;!channel&gt; &lt;@U123&gt; &amp;lt; *x* `y`" in said
    assert "@&lt;!here&gt;" in said


@pytest.mark.parametrize(
    ("since", "until", "zone", "week"),
    [
        ("2026-11-23T09:00+00:00", "2026-11-30T09:00+00:00", None, "23 to 29 November 2026"),
        (
            "2026-11-26T09:00+00:00",
            "2026-12-03T09:00+00:00",
            None,
            "26 November to 2 December 2026",
        ),
        (
            "2026-12-28T09:00+00:00",
            "2027-01-04T09:00+00:00",
            None,
            "28 December 2026 to 3 January 2027",
        ),
        (
            "2026-11-22T20:00+00:00",
            "2026-11-29T20:00+00:00",
            "Pacific/Auckland",
            "23 to 29 November 2026",
        ),
        ("2026-11-30T09:00+00:00", "2026-11-30T10:00+00:00", None, "30 November 2026"),
    ],
)
def test_the_week_in_words(since, until, zone, week):
    group = replace(GROUP, zone=zone) if zone else GROUP
    one = digest(
        group=group, since=datetime.fromisoformat(since), until=datetime.fromisoformat(until)
    )
    assert spell_week(one) == week


@pytest.fixture
def flood():
    """Three hundred of everything, each as long as it can be."""
    title = "&" * 149
    actions = tuple(
        action(n, 7, title=title, owner_user_id=LIAM, owner_organisation_id=1, due_on=POSTED.date())
        for n in range(300)
    )
    return digest(
        group=replace(GROUP, name="G" * 80, show_left_out=True),
        coming=tuple(dialogue(n, 7, POSTED + n * DAY / 30, title=title) for n in range(300)),
        held=tuple(dialogue(n, 7, POSTED - n * DAY / 30, title=title) for n in range(300)),
        logged=actions,
        done=tuple(replace(a, status=ActionStatus.DONE) for a in actions),
        overdue=actions,
        tallies=tuple(OrganisationTally(name=f"{n}" * 20, overdue=1) for n in range(300)),
        practices=tuple(practice(n, 7, title=title, organisation_id=1) for n in range(300)),
        took_part=tuple((f"{n}" * 20, 1) for n in range(300)),
        awaiting_review=300,
        unowned=300,
        unanswered=300,
        left_out=300,
        names={LIAM: "l" * 80},
        organisations={1: "o" * 80},
    )


def test_three_hundred_of_everything_still_fit(flood):
    said = words(rendered(DigestNotification(digest=flood)))
    assert "Overdue actions (300)" in said
    assert "more: /action list overdue" in said
    assert "more: /dialogue list" in said
    assert "more organisations" in said
    notification = DigestPreview(digest=flood, posts_at=POSTED, occurrence="2026-11-30", revision=1)
    words(rendered(notification))
    words(preview_blocks(flood, next_weekly="x" * 90))


def test_three_hundred_usual_items_count_what_is_not_shown():
    logged = tuple(action(n, 7, title=f"Action number {n}") for n in range(300))
    said = words(digest_blocks(digest(logged=logged, tallies=(OrganisationTally(name=None),))))
    assert "and 288 more: /action list all" in said
    assert "Action number 11" in said
    assert "Action number 12" not in said


def test_the_letter_to_the_channel_has_nothing_for_the_chair():
    notification = DigestNotification(digest=replace(BUSY, awaiting_review=2))
    assert "review" not in words(rendered(notification))
    assert buttons(rendered(notification)) == {}


def test_what_needs_the_chair():
    assert needs_chair(BUSY) == []
    said = words(needs_chair(digest(awaiting_review=1, unowned=2, unanswered=1)))
    assert "1 practice awaits review: /practice queue" in said
    assert "2 open actions have no owner yet: /action list open" in said
    assert "1 invitation to a coming dialogue waits for an answer." in said
    many = words(needs_chair(digest(awaiting_review=2, unowned=1, unanswered=9)))
    assert "2 practices await review" in many
    assert "1 open action has no owner yet" in many
    assert "9 invitations to coming dialogues wait for an answer." in many


def test_the_preview_before_the_weekly_one_says_when_and_can_be_held():
    notification = DigestPreview(
        digest=replace(BUSY, until=POSTED - timedelta(hours=2), awaiting_review=1),
        posts_at=POSTED,
        occurrence="2026-11-30",
        revision=4,
    )
    said = words(rendered(notification))
    assert "Monday 30 November 2026, 09:00 (Europe/London, UTC+0)" in said
    assert "unless a chair holds it" in said
    assert "1 practice awaits review" in said
    assert "Slack did not say" not in said
    assert buttons(rendered(notification)) == {"digest.hold": "7 2026-11-30 4"}
    assert "Slack did not say who reads" in words(rendered(replace(notification, complete=False)))
    away = words(rendered(replace(notification, complete=False, closed=True)))
    assert "I can post this only if somebody types /invite @Convenor" in away
    assert "Slack did not say who reads" not in away
