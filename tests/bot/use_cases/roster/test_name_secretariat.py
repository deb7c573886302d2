"""The secretariat adds to itself and takes from itself."""

import pytest

from bot.domain.errors import NotAllowed, NotValid
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    GRETA,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
    assign,
    name,
    refused,
)


def test_the_secretariat_adds_to_itself_and_takes_from_itself(hall):
    done = name(hall, SINA, AMARA)
    assert [p.user_id for p in done.people] == [AMARA, SINA]
    assert (done.added, done.removed, done.first) == ((AMARA,), (), False)
    assert hall.reader(AMARA).secretariat
    done = name(hall, AMARA, by=AMARA)
    assert (done.added, done.removed) == ((), (SINA,))
    assert not hall.reader(SINA).secretariat


@pytest.mark.parametrize(
    ("user_ids", "words"),
    [
        ((), "Please leave at least one person in the secretariat."),
        ((SINA, APP), "@app is an app."),
        ((SINA, GRETA), "@greta has left this workspace."),
        (
            (SINA, RAHUL),
            "@rahul is a guest of this workspace, and a guest is never of the secretariat.",
        ),
        ((SINA, STRANGER), "I could not find out who U0STRANGER is."),
    ],
)
def test_who_cannot_be_of_the_secretariat(hall, user_ids, words):
    refusal = refused(hall, NotValid, name, *user_ids)
    assert refusal.field == "user_ids"
    assert words in refusal.words


def test_a_guest_of_an_organisation_cannot_either(hall):
    assign(hall, RAHUL, "Ofcom")
    assert "a guest is never" in refused(hall, NotValid, name, SINA, RAHUL).words


@pytest.mark.parametrize("by", [AMARA, TANIS, STRANGER])
def test_nobody_names_themself(hall, by):
    hall.set_up(chairs=(AMARA,))
    words = refused(hall, NotAllowed, name, by, by=by).words
    assert words == "Only the secretariat can change the secretariat. Secretariat: @sina."
