"""Several owners in a sentence: taken where they stand at its end, asked about elsewhere."""

import pytest

from bot.domain.errors import Refusal
from bot.use_cases.actions.owners import Owner
from handlers.slack.features.actions.several import take_several
from handlers.slack.features.actions.typed_action import OwnerQuestion
from tests.handlers.slack.features.actions.test_parsing import WHO

LIAM, MINJI = Owner(user_id="U1"), Owner(user_id="U2")
OFCOM, MEAN = Owner(organisation_id=1), Owner(organisation_id=3)


@pytest.mark.parametrize(
    ("raw", "title", "owners"),
    [
        ("Draft the annex <@U1> <@U2>", "Draft the annex", (LIAM, MINJI)),
        ("Draft the annex <@U1>, <@U2>.", "Draft the annex", (LIAM, MINJI)),
        ("Draft the annex for <@U2|min-ji> and <@U1>", "Draft the annex", (MINJI, LIAM)),
        ("Draft it, <@U1>, <@U2>", "Draft it", (LIAM, MINJI)),
        ("<@U1> and <@U2>: draft the annex", "draft the annex", (LIAM, MINJI)),
        ("<@U1> <@U2> draft it", "draft it", (LIAM, MINJI)),
        ("Share the codes Ofcom and Coimisiún na Meán", "Share the codes", (OFCOM, MEAN)),
        ("Share the codes Ofcom &amp; Coimisiún na Meán", "Share the codes", (OFCOM, MEAN)),
        ("Share the codes Ofcom, <@U1> and me", "Share the codes", (OFCOM, LIAM, Owner("UME"))),
    ],
)
def test_owners_at_the_end_or_the_beginning(raw, title, owners):
    assert take_several(raw, WHO) == (title, owners)


@pytest.mark.parametrize(
    "raw",
    [
        "Draft the annex",
        "Draft the annex <@U1>",
        "Draft the annex <@U1> <@U1>",
        "Write to Google and Ofcom",
        "Compare the rules of Ofcom and eSafety",
        "Invite Ofcom and eSafety",
        "Draft the annex, then send it",
    ],
)
def test_one_owner_or_words_of_a_title_are_left_to_the_others(raw):
    assert take_several(raw, WHO) is None


@pytest.mark.parametrize(
    "raw",
    [
        "Send the slides of <@U1> to <@U2>",
        "Send the slides to <@U1> and <@U2>",
        "Ask <@U1> for the table <@U2>, urgent",
    ],
)
def test_people_elsewhere_are_asked_about_and_each_answer_is_read(raw):
    asked = take_several(raw, WHO)
    labels = tuple(way.label for way in asked.ways)
    texts = [way.text for way in asked.ways]
    assert labels == ("One for each: @liam and @min-ji", "Only @liam", "Only @min-ji")
    title, owners = take_several(texts[0], WHO)
    assert owners == (LIAM, MINJI)
    assert ("@liam" in title, "@min-ji" in title) == (True, True)
    assert [take_several(text, WHO) for text in texts[1:]] == [None, None]


def test_typed_names_are_asked_about_one_after_the_other():
    asked = take_several("Draft the plan Liam and Min-ji", WHO)
    assert (type(asked), asked.typed) == (OwnerQuestion, "Liam")
    asked = take_several("Draft the plan <@U1> and Min-ji", WHO)
    assert (type(asked), asked.typed) == (OwnerQuestion, "Min-ji")


def test_more_than_ten_are_refused():
    people = " ".join(f"<@U{n}>" for n in range(11))
    with pytest.raises(Refusal, match="11 owners"):
        take_several(f"Draft it {people}", WHO)
