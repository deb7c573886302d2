"""A published card is used by organisations, saved by people, and talked about in its thread."""

import pytest

from tests.stories.test_practice_to_publication import share


@pytest.fixture
def card(technology):
    """P1 in the channel, as Denise reads it."""
    share(technology.person("aoife"))
    technology.person("amara").types("#technology", "/practice queue").press("Publish")
    return technology.person("denise").finds("#technology", "Sextortion: a lesson for teens")


def fill_note(person, note):
    modal = person.modal()
    assert modal.title == "We use this"
    assert modal.fill(note=note).submit() == {}
    told = person.modal().words
    person.closes()
    return told


def test_two_organisations_use_it_and_the_author_hears_of_both_at_once(technology, card):
    liam, denise, aoife = (technology.person(h) for h in ("liam", "denise", "aoife"))
    liam.finds("#technology", "Sextortion").press("We use this")
    assert "eSafety Commissioner uses P1" in fill_note(liam, "In 12 libraries")
    technology.restart()
    card.again().press("We use this")
    fill_note(denise, "")
    assert "Used by 2 organisations in 2 countries" in card.again().words

    already = denise.finds("#technology", "Sextortion").press("We use this")
    assert already is None
    assert "uses P1 already" in denise.modal().words
    denise.closes()
    who = card.again().press("Who").words
    assert "eSafety Commissioner, Australia: In 12 libraries" in who
    assert technology.spelled("@liam") in who

    technology.advance(days=1)
    news = aoife.finds("@convenor", "2 organisations now use your practice")
    assert "In 12 libraries" in news.words
    shown = liam.types("#technology", "/practice show P1")
    assert "Used by 2 organisations in 2 countries" in shown.words
    shown.press("No longer")
    technology.settle()
    assert "Used by 1 organisation in 1 country" in card.again().words
    assert "1 organisation now uses your practice" in aoife.finds("@convenor", "now uses").words


def test_a_person_saves_it_and_finds_it_again(technology, card):
    denise = technology.person("denise")
    assert "saved no practice" in denise.types("#technology", "/practice saved").words
    card.press("Save")
    technology.restart()
    saved = denise.types("#technology", "/practice saved")
    assert "P1 Sextortion: a lesson for teens" in saved.words
    assert "Sextortion: a lesson for teens" in denise.opens_home().words
    saved.press("Show P1").press("Unsave")
    assert "saved no practice" in denise.types("#technology", "/practice saved").words
    assert "Sextortion: a lesson for teens" not in denise.home().words
    liam = technology.person("liam")
    assert "saved no practice" in liam.types("#technology", "/practice saved").words


def test_comments_stand_in_the_thread_while_the_card_is_brought_up_to_date(technology, card):
    denise, liam = technology.person("denise"), technology.person("liam")
    assert "Comments are welcome in the thread" in card.words
    denise.says("#technology", "We did it with grandparents.", thread_ts=card.ts)
    liam.finds("#technology", "Sextortion").press("We use this")
    fill_note(liam, "")
    technology.settle()
    assert "Used by 1 organisation" in card.again().words
    replies = [m.words for m in denise.reads("#technology", thread=card.ts)]
    assert [words for words in replies if "grandparents" in words]
    assert not [words for words in replies if "commands" in words], "Convenor keeps out of it"
    shown = denise.types("#technology", "/practice show P1")
    assert f"/archives/{card.channel}/p{card.ts.replace('.', '')}" in str(shown.raw["blocks"])
