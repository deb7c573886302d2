"""A card past its review date: its author is asked, and the question follows the answer."""

from datetime import timedelta

from tests.stories.test_practice_to_publication import share


def test_the_author_is_asked_and_says_that_it_is_still_good(technology):
    aoife, amara = technology.person("aoife"), technology.person("amara")
    soon = (technology.now + timedelta(days=2)).date()
    share(aoife, review_by=soon.isoformat())
    amara.types("#technology", "/practice queue").press("Publish")
    technology.advance(days=2)
    assert aoife.finds("@convenor", "Is it still good?") is None
    technology.leap_to(technology.now + timedelta(days=5))
    technology.settle_all()
    technology.advance(days=4)  # past the weekend, to a morning of hers
    question = aoife.finds("@convenor", "Is it still good?")
    technology.restart()
    assert question.labels() == ["Still good", "Edit", "Withdraw…", "Show"]
    said = question.press("Still good")
    assert "The next review date of P1" in said.words
    assert "It is still good." in question.again().words
    assert question.again().labels() == []
    technology.leap_to(technology.now + timedelta(days=100))
    technology.settle_all()
    technology.advance(days=4)
    assert aoife.finds("@convenor", "Is it still good?") is None


def test_a_card_that_is_withdrawn_instead_is_gone_from_the_question_and_the_channel(technology):
    aoife, amara = technology.person("aoife"), technology.person("amara")
    soon = (technology.now + timedelta(days=2)).date()
    share(aoife, review_by=soon.isoformat())
    amara.types("#technology", "/practice queue").press("Publish")
    technology.leap_to(technology.now + timedelta(days=5))
    technology.settle_all()
    technology.advance(days=4)
    question = aoife.finds("@convenor", "Is it still good?")
    question.press("Withdraw")
    assert aoife.modal().fill(reason="The films are old.").submit() == {}
    technology.settle()
    assert "not published any more" in question.again().words
    assert amara.finds("#technology", "Sextortion: a lesson", "We use this") is None
