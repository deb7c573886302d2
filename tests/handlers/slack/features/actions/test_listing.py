"""What is typed after /action list."""

import pytest

from bot.domain.errors import Refusal
from bot.ports.ledgers.actions import ActionView
from handlers.slack.features.actions.listing import Listing, parse_list
from tests.handlers.slack.features.actions.test_assigning import WHO


@pytest.mark.parametrize(
    ("raw", "listing"),
    [
        ("", Listing()),
        ("open", Listing()),
        ("Overdue", Listing(view=ActionView.OVERDUE)),
        ("done", Listing(view=ActionView.DONE)),
        ("ALL", Listing(view=ActionView.ALL)),
        ("mine", Listing(mine=True)),
        ("@liam", Listing(user_id="U1")),
        ("nobody", Listing(organisation_id=0)),
        ("overdue unowned", Listing(view=ActionView.OVERDUE, organisation_id=0)),
        ('"nobody"', Listing(words='"nobody"')),
        ("overdue of KCSC", Listing(view=ActionView.OVERDUE, organisation_id=3)),
        ("<@U1>", Listing(user_id="U1")),
        ("overdue <@U1>", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("<@U1> overdue", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("done mine", Listing(view=ActionView.DONE, mine=True)),
        ("all ofcom", Listing(view=ActionView.ALL, organisation_id=1)),
        ("Coimisiún na Meán overdue", Listing(view=ActionView.OVERDUE, organisation_id=2)),
        ("open open", Listing()),
        ("yesterday", Listing(words="yesterday")),
        ("done hash “of all”", Listing(view=ActionView.DONE, words="hash “of all”")),
        ("“overdu”", Listing(words="“overdu”")),
        ("<@U1> test results", Listing(user_id="U1", words="test results")),
    ],
)
def test_lists(raw, listing):
    assert parse_list(raw, WHO) == listing


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("open done", "Please choose one of open or done."),
        ("mine <@U1>", "Please choose one owner"),
        ("<@U1> <@U2>", "Please choose one owner"),
        ("ofcom mine", "Please choose one owner"),
        ("@yesterday", "I don't know “@yesterday” after /action list. Give any of open"),
    ],
)
def test_lists_that_cannot_be_read(raw, said):
    with pytest.raises(Refusal) as caught:
        parse_list(raw, WHO)
    assert said in caught.value.words


@pytest.mark.parametrize(
    ("raw", "labels", "texts"),
    [
        ("overdu", ["overdue", "Look for these words"], ["overdue", '"overdu"']),
        ("offcom done", ["Ofcom", "Look for these words"], ["Ofcom done", '"offcom" done']),
        ("done for @lian", ["@liam"], ["<@U1> done"]),
    ],
)
def test_a_slip_keeps_the_other_words_of_a_list(raw, labels, texts):
    asked = parse_list(raw, WHO)
    assert [way.label for way in asked.ways] == labels
    assert [way.text for way in asked.ways] == texts
