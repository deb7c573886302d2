"""A digest as a person reads it, and as Slack takes it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.digest import (
    Digest,
    DigestEntry,
    Listed,
    NeedsChair,
    OrganisationTally,
    Section,
    WeekTally,
)
from bot.domain.group import Group
from bot.domain.group_notifications import DigestNotification, DigestPreview
from bot.languages import speaking
from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.features.digests.blocks import chair_blocks, digest_blocks, spell_days
from handlers.slack.features.digests.replies import preview_blocks
from handlers.slack.kit.fallback import fallback_text, fit_blocks
from handlers.slack.renderers import RENDERERS
from tests.bot.use_cases.practices.network import DAY, TECH
from tests.handlers.slack.features.practices.scenes import buttons, words

POSTED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
GROUP = Group(
    id=7, channel_id=TECH, name="Technology", zone="Europe/London", created_at=POSTED - 99 * DAY
)
MONDAYS = [date(2026, 10, 26) + n * 7 * DAY for n in range(6)]


def entry(reference, title, about="", **changes):
    fields = {"reference": reference, "title": title, "about": about, "audience": Audience.GROUP}
    return DigestEntry(**{**fields, **changes})


def listed(*entries, total=None):
    return Listed(entries=entries, total=total or len(entries))


def digest(*, group=GROUP, **sections):
    fields = {"since": POSTED - 7 * DAY, "until": POSTED}
    fields |= {name: sections.pop(name) for name in list(sections) if name not in set(Section)}
    some = {section: sections.get(section, Listed()) for section in Section}
    return Digest(**fields, listed=some)


def shown(one, group=GROUP):
    return words(digest_blocks(one, group))


def rendered(notification):
    return RENDERERS[type(notification)](notification)


BUSY = digest(
    number=12,
    coming=listed(
        entry("D12", "AI-generated CSAM roundtable", "1 hour", starts_at=POSTED + 3 * DAY)
    ),
    held=listed(
        entry(
            "D11",
            "Age assurance",
            "1 hour",
            starts_at=POSTED - 3 * DAY,
            audience=Audience.MEMBERS,
        )
    ),
    logged=listed(
        entry("A104", "Draft the summary", "@liam, Ofcom"),
        entry("A105", "Find a host", "nobody yet"),
    ),
    done=listed(entry("A99", "Book a room", "NCMEC")),
    overdue=listed(entry("A98", "Send codes", "@liam", due_on=date(2026, 11, 27))),
    practices=listed(entry("P31", "Peer mentors", "NCMEC, Ireland")),
    tallies=(
        OrganisationTally(name="Ofcom", logged=1, overdue=1, open=2),
        OrganisationTally(name="KCSC", open=4),
        OrganisationTally(name=None, logged=1, open=1),
    ),
    weeks=tuple(WeekTally(monday=day, opened=n, closed=1) for n, day in enumerate(MONDAYS)),
    took_part=(("NCMEC", 1), ("Ofcom", 2)),
    unconfirmed=1,
)


def test_every_section_in_order():
    said = shown(BUSY)
    expected = [
        "Technology: digest G12, 23 to 30 November 2026",
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
        "Who was at 1 dialogue is not confirmed yet: whoever said “Going” is counted.",
        "Actions: 2 logged, 1 done, 1 overdue",
        "Ofcom: 1 logged, 1 overdue",
        "Nobody yet: 1 logged",
        "Overdue actions (1)",
        "A98 Send codes · @liam · due Friday 27 November 2026",
        "Done (1)",
        "A99 Book a room · NCMEC",
        "Newly logged, and open (2)",
        "A104 Draft the summary · @liam, Ofcom",
        "A105 Find a host · nobody yet",
        "New good practices (1)",
        "P31 Peer mentors · NCMEC, Ireland",
    ]
    places = [said.index(words_) for words_ in expected]
    assert places == sorted(places)
    assert "KCSC" not in said, "it has done nothing and owes nothing late"


def test_empty_sections_are_left_out():
    said = shown(digest(practices=BUSY.listed[Section.PRACTICES]))
    assert "Peer mentors" in said
    for absent in ("Coming", "held", "took part", "Overdue", "Done", "Actions", "left out"):
        assert absent not in said


def test_an_empty_week_says_so_kindly():
    said = shown(digest())
    assert "Quiet days: there is nothing to report here" in said


def test_what_is_left_out_is_a_count():
    assert "3 items left out" in shown(digest(left_out=3))
    assert "1 item left out" in shown(replace(BUSY, left_out=1))


def test_names_ping_nobody_and_markup_is_shown_literally():
    evil = "<!channel> <@U123> &lt; *x* `y` ‏עברית"
    said = shown(digest(logged=listed(entry("A1", f"{evil}\nsecond line", "@<!here>"))))
    assert "<!channel>" not in said
    assert "<@" not in said
    assert "&lt;!channel&gt; &lt;@U123&gt; &amp;lt; *x* `y`" in said
    assert "@&lt;!here&gt;" in said


@pytest.mark.parametrize(
    ("since", "until", "zone", "days"),
    [
        ("2026-11-23T09:00+00:00", "2026-11-30T09:00+00:00", None, "23 to 30 November 2026"),
        (
            "2026-11-26T09:00+00:00",
            "2026-12-03T09:00+00:00",
            None,
            "26 November to 3 December 2026",
        ),
        (
            "2026-12-28T09:00+00:00",
            "2027-01-04T09:00+00:00",
            None,
            "28 December 2026 to 4 January 2027",
        ),
        (
            "2026-11-22T20:00+00:00",
            "2026-11-29T20:00+00:00",
            "Pacific/Auckland",
            "23 to 30 November 2026",
        ),
        ("2026-11-30T09:00+00:00", "2026-11-30T10:00+00:00", None, "30 November 2026"),
        ("2026-11-29T00:00+00:00", "2026-12-01T00:00+00:00", None, "29 to 30 November 2026"),
    ],
    ids=["a month", "two months", "two years", "Auckland", "one day", "midnights"],
)
def test_the_title_names_the_days_of_what_it_holds(since, until, zone, days):
    group = replace(GROUP, zone=zone) if zone else GROUP
    one = digest(since=datetime.fromisoformat(since), until=datetime.fromisoformat(until))
    assert spell_days(one, group) == days


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.timedeltas(timedelta(seconds=1), timedelta(days=90)),
    st.sampled_from(["Europe/London", "Pacific/Apia", "America/St_Johns", "Africa/Cairo"]),
    st.floats(0, 1, exclude_max=True),
)
def test_the_day_of_each_item_is_among_those_of_the_title(since, lasts, zone, where):
    since = since.replace(tzinfo=UTC)
    one = digest(since=since, until=since + lasts)
    day = (since + lasts * where).astimezone(ZoneInfo(zone)).date()
    title = spell_days(one, replace(GROUP, zone=zone))
    begins, _, ends = title.rpartition(" to ")
    last = read_day(ends)
    missing = ends.split()[begins.count(" ") + 1 :]
    first = read_day(" ".join([begins, *missing])) if begins else last
    assert first <= day <= last


def read_day(spelled):
    return datetime.strptime(f"{spelled} +0000", "%d %B %Y %z").date()


@pytest.fixture
def flood():
    """Three hundred of everything, each as long as it can be."""
    title = "&" * 149
    records = {
        section: Listed(
            entries=tuple(
                entry(f"A{n}", title, "o" * 160, due_on=POSTED.date()) for n in range(12)
            ),
            total=300,
        )
        for section in Section
    }
    return digest(
        **records,
        tallies=tuple(OrganisationTally(name=f"{n}" * 20, overdue=1, open=1) for n in range(300)),
        weeks=BUSY.weeks,
        took_part=tuple((f"{n}" * 20, 1) for n in range(300)),
        needs=NeedsChair(awaiting_review=300, unowned=300, unanswered=300),
        left_out=300,
    )


def test_three_hundred_of_everything_still_fit_and_are_counted(flood):
    group = replace(GROUP, name="G" * 80)
    notification = DigestNotification(group=group, digest=flood, picture="F0123456789")
    posted = fit_blocks(rendered(notification))
    checked_blocks(posted)
    said = words(posted)
    assert "Overdue actions (300)" in said
    assert "more: /action list overdue" in said
    assert "more: /dialogue list" in said
    assert "more organisations" in said
    preview = DigestPreview(
        group=group, digest=flood, posts_at=POSTED, occurrence="2026-11-30", revision=1
    )
    checked_blocks(fit_blocks(rendered(preview)))
    checked_blocks(fit_blocks(preview_blocks(flood, group, after=3, next_at=POSTED, settled=True)))


def test_a_usual_flood_is_told_in_words_with_every_section_and_its_count():
    """Screen readers and notifications have only the text."""
    records = {
        section: Listed(
            entries=tuple(entry(f"A{n}", f"Write part {n} of it", "@liam") for n in range(12)),
            total=10_000,
        )
        for section in Section
    }
    told = fallback_text(rendered(DigestNotification(group=GROUP, digest=digest(**records))))
    assert len(told) <= 4_000
    for command in ("/dialogue list", "/action list overdue", "/action list done", "/practice"):
        assert re.search(rf"and 99\d\d more: {command}\n", f"{told}\n")
    kept = re.findall(r"(?m)^• A", told)
    left = sum(int(number) for number in re.findall(r"(?m)^and (\d+) more", told))
    assert len(kept) + left == 10_000 * len(Section)


def test_three_hundred_usual_items_count_what_is_not_shown():
    entries = [entry(f"A{n}", f"Action number {n}") for n in range(12)]
    said = shown(digest(logged=listed(*entries, total=300)))
    assert "and 288 more: /action list open" in said
    assert "Action number 11" in said


def test_the_letter_to_the_channel_has_nothing_for_the_chair():
    needs = NeedsChair(awaiting_review=2)
    notification = DigestNotification(group=GROUP, digest=replace(BUSY, needs=needs))
    assert "review" not in words(rendered(notification))
    assert buttons(rendered(notification)) == {}


def test_what_needs_the_chair():
    assert chair_blocks(BUSY.needs) == []
    said = words(chair_blocks(NeedsChair(awaiting_review=1, unowned=2, unanswered=1)))
    assert "1 practice awaits review: /practice review" in said
    assert "2 open actions have no owner yet: /action list nobody" in said
    assert "1 invitation to a coming dialogue waits for an answer." in said
    many = words(chair_blocks(NeedsChair(awaiting_review=2, unowned=1, unanswered=9)))
    assert "2 practices await review" in many
    assert "1 open action has no owner yet" in many
    assert "9 invitations to coming dialogues wait for an answer." in many


def test_a_french_speaking_chair_reads_a_preview_in_french():
    needs = NeedsChair(awaiting_review=1, unowned=2)
    with speaking("fr"):
        said = words([*digest_blocks(BUSY, GROUP), *chair_blocks(needs)])
    for expected in (
        "Technology\xa0: synthèse G12, du 23 au 30 novembre 2026",
        "Dialogues à venir dans les deux prochaines semaines",
        "1 pratique attend une relecture\u00a0: /practice review",
        "2 actions en cours n’ont pas encore de responsable\u00a0: /action list nobody",
    ):
        assert expected in said


def test_the_preview_before_the_weekly_one_says_when_and_can_be_held():
    notification = DigestPreview(
        group=GROUP,
        digest=replace(BUSY, number=None, needs=NeedsChair(awaiting_review=1)),
        after=11,
        posts_at=POSTED,
        occurrence="2026-11-30",
        revision=4,
    )
    said = words(rendered(notification))
    assert "Monday 30 November 2026, 09:00 (Europe/London, UTC+0)" in said
    assert "unless a chair holds it" in said
    assert "1 practice awaits review" in said
    assert "Slack did not say" not in said
    value = "7 2026-11-30 4 11"
    assert buttons(rendered(notification)) == {"digest.hold": value, "digest.post_now": value}
    assert "Slack did not say who reads" in words(rendered(replace(notification, complete=False)))
    away = words(rendered(replace(notification, complete=False, closed=True)))
    assert "I can post this only if somebody types /invite @Convenor" in away
    assert "Slack did not say who reads" not in away
