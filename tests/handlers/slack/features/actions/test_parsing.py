"""What is typed after /action add: title, owner, due day and audience, with no word dropped."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.known_names import KnownNames
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.parsing import parse_add
from handlers.slack.features.actions.typed_action import OwnerQuestion, TypedAction, WhoMayOwn
from tests.handlers.slack.features.actions.scenes import organisations, person

WEDNESDAY = datetime(2026, 12, 2, 12, tzinfo=UTC)
ORGANISATIONS = organisations(
    "Ofcom",
    "eSafety",
    "Coimisiún na Meán",
    "Institute",
    "Integrity Institute",
    "Korea Communications Standards Commission",
)
WHO = WhoMayOwn(
    me="UME",
    people=lambda: KnownNames(
        [person("U1", "liam", "Liam O'Grady"), person("U2", "min-ji", "Kim Min-ji")]
    ),
    organisations=lambda: KnownNames(ORGANISATIONS),
    names={"U1": "liam", "U2": "min-ji"},
)
LIAM = Owner(user_id="U1")
FRIDAY = date(2026, 12, 4)
TWELFTH = date(2026, 12, 12)


def parse(raw, *, zone="Europe/London", locale="en-GB", now=WEDNESDAY, who=WHO):
    frame = Frame(zone=zone, locale=locale, now=now)
    return parse_add(raw, frame=frame, who=who)


def organisation(number):
    return Owner(organisation_id=number)


@pytest.mark.parametrize(
    ("raw", "title", "owner", "due_on"),
    [
        ("Draft the summary", "Draft the summary", NOBODY, None),
        ("Draft the summary <@U1>", "Draft the summary", LIAM, None),
        ("Draft the summary <@U1|liam>", "Draft the summary", LIAM, None),
        ("Draft the summary <@W1>", "Draft the summary", Owner(user_id="W1"), None),
        ("Draft the summary <@U1> by Friday", "Draft the summary", LIAM, FRIDAY),
        ("Draft the summary by Friday <@U1>", "Draft the summary", LIAM, FRIDAY),
        ("Draft the summary, by Friday, <@U1>", "Draft the summary", LIAM, FRIDAY),
        ("Draft the summary due 12 Dec <@U1>", "Draft the summary", LIAM, TWELFTH),
        ("Draft the summary on 2026-12-12", "Draft the summary", NOBODY, TWELFTH),
        ("Draft the summary tomorrow", "Draft the summary", NOBODY, date(2026, 12, 3)),
        ("Draft the summary in 3 days", "Draft the summary", NOBODY, date(2026, 12, 5)),
        ("<@U1> draft the summary by 12 Dec", "draft the summary", LIAM, TWELFTH),
        ("<@U1>: draft the summary", "draft the summary", LIAM, None),
        ("Draft the summary for <@U1>", "Draft the summary", LIAM, None),
        ("Draft the summary owner: <@U1>", "Draft the summary", LIAM, None),
        ("Draft the summary – <@U1>", "Draft the summary", LIAM, None),
        ("Ask <@U1> for the slides", "Ask @liam for the slides", LIAM, None),
        ("Send the slides to <@U1>", "Send the slides to @liam", LIAM, None),
        ("Meet with <@U1> by Friday", "Meet with @liam", LIAM, FRIDAY),
        ("Draft it by <@U1>", "Draft it", LIAM, None),
        ("By Friday draft the summary", "draft the summary", NOBODY, FRIDAY),
    ],
)
def test_people_and_days(raw, title, owner, due_on):
    assert parse(raw) == TypedAction(title=title, owner=owner, due_on=due_on)


@pytest.mark.parametrize(
    ("raw", "title", "owner"),
    [
        ("Share the codes Ofcom", "Share the codes", organisation(1)),
        ("Share the codes OFCOM", "Share the codes", organisation(1)),
        ("Share the codes, Ofcom.", "Share the codes", organisation(1)),
        ("Share the codes (ofcom)", "Share the codes", organisation(1)),
        ("Share the codes for eSafety", "Share the codes", organisation(2)),
        ("Share the codes owner: esafety", "Share the codes", organisation(2)),
        ("Codes by Ofcom", "Codes", organisation(1)),
        ("Share codes Coimisiún  na Meán", "Share codes", organisation(3)),
        ("Share codes COIMISIÚN NA MEÁN", "Share codes", organisation(3)),
        ("Share codes Integrity Institute", "Share codes", organisation(5)),
        ("Share codes Institute", "Share codes", organisation(4)),
        ("Send the letter to Ofcom", "Send the letter to Ofcom", NOBODY),
        ("Compare eSafety and Ofcom", "Compare eSafety and Ofcom", NOBODY),
        ("Ask Ofcom for the codes", "Ask Ofcom for the codes", NOBODY),
        ("Read the Ofcom codes", "Read the Ofcom codes", NOBODY),
        ("Invite Ofcom", "Invite Ofcom", NOBODY),
        ("for Ofcom", "for Ofcom", NOBODY),
        ("Ofcom", "Ofcom", NOBODY),
        ("Share the codes KCSC", "Share the codes", organisation(6)),
        (
            "Share the codes Korea Communications Standards Commission",
            "Share the codes",
            organisation(6),
        ),
        ("Share the codes coimisiun na mean", "Share the codes", organisation(3)),
        ("Share the codes kcsc", "Share the codes kcsc", NOBODY),
        ("Ofcom to share the codes", "share the codes", organisation(1)),
        ("KCSC: share the codes", "share the codes", organisation(6)),
        ("Share the codes me", "Share the codes", Owner(user_id="UME")),
        ("Share the codes, owner: me", "Share the codes", Owner(user_id="UME")),
        ("Send the codes to me", "Send the codes to me", NOBODY),
        ("Share the codes KSCS, owner: nobody", "Share the codes KSCS", NOBODY),
        ("Update the internal FAQ", "Update the internal FAQ", NOBODY),
        ("Draft the reply on CSEA", "Draft the reply on CSEA", NOBODY),
        ("Mail liam@esafety.example the file", "Mail liam@esafety.example the file", NOBODY),
        ("Ask <!subteam^S1|@age-team> for it", "Ask @age-team for it", NOBODY),
        ("Draft the table <@U1>, urgent", "Draft the table, urgent", LIAM),
        ("<@U1> to draft the table", "draft the table", LIAM),
        ("Share the codes Ofcom <@U1>", "Share the codes Ofcom", LIAM),
    ],
)
def test_organisations_only_where_they_clearly_own_it(raw, title, owner):
    assert parse(raw) == TypedAction(title=title, owner=owner)


@pytest.mark.parametrize(
    ("raw", "labels"),
    [
        ("Draft the letter @liam by Friday", ["@liam"]),
        ("Draft the memo @Liam O’Grady by Friday", ["@liam"]),
        ("Review the table @lima", ["@liam"]),
        ("Ask @Kim for the table", ["@min-ji"]),
        ("Ask @nosuch for the table", []),
        ("Draft the plan Liam by Friday", ["@liam"]),
        ("Draft the plan for Liam", ["@liam"]),
        ("Liam to draft the plan", ["@liam"]),
        ("Draft the plan liam", ["@liam"]),
        ("Liam draft the plan on Liamson", ["@liam"]),
        ("Liam O'Grady draft the plan by Friday", ["@liam"]),
        ("Draft Liamson's plan Liam", ["@liam"]),
        ("Draft the plan for kim min-ji", ["@min-ji"]),
        ("Draft the plan O'Grady by Friday", ["@liam"]),
        ("Draft the plan L. OGrady", ["@liam"]),
        ("Draft the plan LO", ["@liam"]),
        ("Draft the plan @Grady, L. O'Grady", []),
        ("O'Grady: draft the plan", ["@liam"]),
        ("Share the codes Ofcomm", ["Ofcom"]),
        ("Share the codes Korea", ["Korea Communications Standards Commission"]),
        ("Share the report XYZ", []),
    ],
)
def test_a_name_that_was_not_found_is_asked_about(raw, labels):
    question = parse(raw)
    assert isinstance(question, OwnerQuestion)
    assert [label for label, _ in question.choices] == labels
    *chosen, (_, nobody) = question.rewritten(raw)
    assert len(chosen) == len(labels)
    assert all(parse(choice).owner != NOBODY for _, choice in chosen)
    assert parse(nobody).owner == NOBODY
    assert question.typed in parse(nobody).title


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("Draft the letter Benoit by Friday", "Benoit"),
        ("Benoit: draft the letter", "Benoit"),
        ("Ask @benoit for the table", "@benoit"),
        ("Draft the letter", None),
        ("Send the letter to Benoit", None),
        ("Share the codes Ofcom", None),
        ("Draft the plan <@U1>", None),
    ],
)
def test_while_somebodys_name_is_not_known_a_word_that_may_be_one_is_asked_about(raw, asked):
    found = parse(raw, who=replace(WHO, unnamed=lambda: True))
    assert (found.typed if isinstance(found, OwnerQuestion) else None) == asked
    if asked is not None:
        assert "I don't know the names of everyone here yet." in found.words
        assert [label for label, _ in found.rewritten(raw)] == ["No owner yet"]
    else:
        assert found == parse(raw)


def test_an_organisation_stands_before_the_day_or_after_it():
    for raw in ("Share the codes Ofcom by 12 Dec", "Share the codes by 12 Dec Ofcom"):
        expected = TypedAction(title="Share the codes", owner=organisation(1), due_on=TWELFTH)
        assert parse(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "Draft it all for members",
        "Draft it all for members only",
        "Draft it all FOR MEMBERS.",
        "Draft it all for members <@U1>",
        "Draft it all <@U1> for members",
        "Draft it all for members by Friday <@U1>",
        "Draft it all <@U1> by Friday for members",
        "<@U1> Draft it all for members",
        "Draft it all for members Ofcom",
        "Draft it all Ofcom, for members",
    ],
)
def test_for_members_at_an_end_narrows(raw):
    typed = parse(raw)
    assert (typed.title, typed.audience) == ("Draft it all", Audience.MEMBERS)
    assert (typed.owner == LIAM) == ("<@U1>" in raw)
    assert (typed.owner == organisation(1)) == ("Ofcom" in raw)
    assert (typed.due_on == FRIDAY) == ("Friday" in raw)


def test_for_members_within_a_title_stays_there():
    typed = parse("Write guidance for members of the board <@U1>")
    assert (typed.title, typed.audience) == ("Write guidance for members of the board", None)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("a &lt;b&gt; &amp;amp; c by Friday", "a <b> &amp; c"),
        ("Answer &lt;urgent&gt; by Friday", "Answer <urgent>"),
        ("Answer &lt;urgent&gt;; by Friday", "Answer <urgent>"),
        ("&lt;!channel&gt; *bold* `code` _i_", "<!channel> *bold* `code` _i_"),
        ("one\ntwo <@U1>\nby Friday", "one\ntwo"),
        ("one\ntwo   three by  Friday", "one\ntwo   three"),
        ("<https://example.org|the codes> read", "the codes read"),
        ("ראשון 👋🏽 by Friday", "ראשון 👋🏽"),
        ("Prepare the Monday briefing by Friday", "Prepare the Monday briefing"),
    ],
)
def test_titles_are_kept_as_typed(raw, title):
    assert parse(raw).title == title


@pytest.mark.parametrize("raw", ["Draft by next Friday", "Draft by 3/4", "Draft by 3/4/2027"])
def test_a_day_that_could_be_two_is_asked(raw):
    question = parse(raw)
    assert isinstance(question, Asked)
    assert len(question.readings) == 2
    assert all(isinstance(parse(way.text).due_on, date) for way in question.ways)


def test_the_days_asked_about_are_the_ones_meant():
    days = [reading.wall.date() for reading in parse("Draft <@U1> by next Friday").readings]
    assert days == [date(2026, 12, 4), date(2026, 12, 11)]


def test_the_writers_zone_and_locale_count():
    late = datetime(2026, 12, 2, 14, tzinfo=UTC)
    assert parse("Draft tomorrow", zone="Australia/Sydney", now=late).due_on == FRIDAY
    american = parse("Draft by 3/4", locale="en-US").readings
    assert american[0].wall.date() == date(2027, 3, 4)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Draft by 12 Dec Australia/Sydney", "names a time zone"),
        ("Draft by yesterday", "is in the past"),
        ("Draft by 1 Dec 2025", "is in the past"),
        ("Draft by 12 Dec 2099", "more than five years ahead"),
        ("Draft by 30 Feb", "There is no 30 February"),
        ("Draft by some time in May", "I can't read “by some time in May” as a date"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(raw, said):
    with pytest.raises(Refusal) as caught:
        parse(raw)
    assert said in caught.value.words


@pytest.mark.parametrize("raw", ["<@U1>", "by Friday", "for members", "<@U1> by Friday", " , "])
def test_something_is_to_be_done(raw):
    with pytest.raises(NotValid, match="What needs to be done") as caught:
        parse(raw)
    assert caught.value.field == "title"


WORDS = st.sampled_from(
    "draft Ofcom for members by Friday owner <@U1> 12 Dec to the eSafety on , – one\ntwo".split(" ")
)


@given(st.lists(WORDS, min_size=1, max_size=9))
def test_no_word_is_lost(words):
    """Every typed word is in the title, or was understood as owner, day or audience."""
    raw = " ".join(words)
    try:
        typed = parse(raw)
    except Refusal:
        return
    if isinstance(typed, Asked | OwnerQuestion):
        return
    left = typed.title.split()
    understood = []
    if typed.owner.user_id:
        understood += ["<@U1>", "for", "by", "owner", "to"]
    if typed.owner.organisation_id:
        understood += ["the", "Ofcom", "eSafety", "for", "by", "owner", "to"]
    if typed.due_on:
        understood += ["by", "on", "Friday", "12", "Dec", "the"]
    if typed.audience:
        understood += ["for", "members"]
    for word in " ".join(words).split():
        shown = "@liam" if word == "<@U1>" else word
        assert shown in left or word in [*understood, ",", "–"]


def test_words_of_a_title_are_not_compared_with_every_name_letter_by_letter(monkeypatch):
    """With hundreds of organisations that took a quarter of a second for each action."""

    compared = []
    monkeypatch.setattr(
        "bot.domain.known_names.edit_distance", lambda *words: compared.append(words) or 9
    )
    title = "Draft the summary of the test results for parents and teachers"
    assert parse(title) == TypedAction(title=title)
    names = set(" ".join(one.name.lower() for one in ORGANISATIONS).split())
    assert not {known for _word, known in compared} & names, "words of dates alone"
