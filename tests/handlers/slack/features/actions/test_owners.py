"""The owner of an action within a sentence."""

import pytest

from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.owners import take_no_owner, take_owner
from handlers.slack.features.actions.typed_action import OwnerQuestion
from tests.handlers.slack.features.actions.test_assigning import WHO


@pytest.mark.parametrize(
    ("raw", "title", "owner"),
    [
        ("me to draft it", "draft it", Owner(user_id=WHO.me)),
        ("Agree who leads", "Agree who leads", NOBODY),
        ("Write to <mailto:a@b.example|a@b.example>", None, NOBODY),
        ("Tell @everyone", "Tell @everyone", NOBODY),
        ("Say thanks", "Say thanks", NOBODY),
        ("Write on safety for all", "Write on safety for all", NOBODY),
    ],
)
def test_what_is_sure_is_taken_and_the_rest_is_title(raw, title, owner):
    assert take_owner(raw, WHO) == (title or raw, owner)


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("I will draft it", "I will"),
        ("Draft the note, with Liam in the lead", "with Liam in the lead"),
        ("Draft the note (Liam leads)", "Liam leads"),
        ("Draft the note Liam, thanks", "Liam"),
        ("I’ll draft it", "I’ll"),
        ("Draft the note @everyone", "@everyone"),
        ("Draft the note <!here>", "<!here>"),
        ("Draft the note by all", "all"),
        ("Draft the note <mailto:a@b.example|a@b.example>", "<mailto:a@b.example|a@b.example>"),
    ],
)
def test_who_is_nobody_or_the_writer_is_asked_about(raw, typed):
    asked = take_owner(raw, WHO)
    assert isinstance(asked, OwnerQuestion)
    assert asked.typed == typed
    assert asked.rewritten(raw)[-1][1] == f"{raw}, owner: nobody"


@pytest.mark.parametrize("end", [", owner: nobody", " (owner tbc)", " nobody yet", " unassigned"])
def test_no_owner_may_be_said(end):
    assert take_no_owner(f"Draft it{end}") == ("Draft it", True)
    assert take_no_owner("Leave nobody out") == ("Leave nobody out", False)
