"""How the use of a practice is worded, inside Slack's limits."""

import pytest

from bot.domain.audience import Audience
from bot.domain.practice import NO_USE, Adoption, PracticeAdopted, Usage
from bot.languages import speaking
from bot.use_cases.practices.adopt import UseOf, Users
from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.features.adoptions.blocks import (
    posted_blocks,
    usage_words,
    use_blocks,
    who_blocks,
)
from handlers.slack.features.practices.notifications import adopted_notification
from handlers.slack.kit.fallback import fallback_text
from tests.network import LIAM, practice


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (NO_USE, ""),
        (Usage(1, 1), "Used by 1 organisation in 1 country"),
        (Usage(4, 3), "Used by 4 organisations in 3 countries"),
    ],
    ids=["none", "one", "several"],
)
def test_usage_is_counted_in_words(usage, words):
    assert usage_words(usage) == words


def test_a_reader_gets_their_own_buttons_and_a_channel_the_same_for_all():
    card = practice(1, 1)
    own = use_blocks(card, UseOf(usage=Usage(1, 1), own=True, saved=True), comments="https://x.org")
    assert [e["text"]["text"] for e in own[-1]["elements"]] == ["No longer", "Unsave", "Who"]
    posted = posted_blocks(card, NO_USE)
    assert [e["text"]["text"] for e in posted[0]["elements"]] == ["We use this", "Save"]
    checked_blocks([*own, *posted])


@pytest.mark.parametrize(("language", "mark"), [("en", ": "), ("fr", "\xa0: ")])
def test_a_note_stands_behind_the_colon_of_the_readers_language(language, mark):
    card = practice(1, 1)
    used = Adoption(
        number=1,
        organisation_id=2,
        note="In two schools",
        audience=Audience.GROUP,
        adopted_by=LIAM,
        adopted_at=card.created_at,
    )
    users = Users(
        practice=card,
        adoptions=(used,),
        total=1,
        offset=0,
        organisations={2: ("Ofcom", "GB")},
        names={LIAM: "Liam"},
    )
    news = PracticeAdopted(practice=card, news=(("Ofcom", "In two schools"),), usage=Usage(1, 1))
    with speaking(language):
        told = fallback_text([*who_blocks(users, "UTC"), *adopted_notification(news)])
    assert told.count(f"{mark}In two schools") == 2
