"""A good practice is shared in a form, reviewed by a chair, published, and found again."""

CARD = {
    "title": "Sextortion: a lesson for teens",
    "summary": "Three short films and a classroom guide.",
    "what_was_done": "Shown in 40 schools; teachers got a guide.",
    "publics": ["young people"],
    "topics": ["sextortion", "schools"],
    "evidence": "pilot",
}


def share(person, **changes):
    assert person.types("#technology", "/practice share") is None
    modal = person.modal().fill(**(CARD | changes))
    assert modal.submit() == {}
    told = person.modal().words
    person.closes()
    return told


def test_from_the_form_to_the_channel_and_the_search(technology):
    aoife, amara, denise = (technology.person(h) for h in ("aoife", "amara", "denise"))
    assert "P1" in share(aoife)
    assert "Sextortion" not in " ".join(denise.words("#technology"))
    assert "I can't find P1" in denise.types("#technology", "/practice show P1").words

    technology.restart()
    queue = amara.types("#technology", "/practice review")
    assert "Sextortion: a lesson for teens" in queue.words
    queue.press("Publish")
    technology.restart()
    technology.settle()
    card = denise.finds("#technology", "Sextortion: a lesson for teens")
    assert not card.ephemeral
    assert "Coimisiún na Meán" in card.words
    assert aoife.finds("@convenor", "P1") is not None, "the author hears"

    found = denise.types("#technology", "/practice search TEENS sextortion")
    assert "P1" in found.words
    missing = denise.types("#technology", "/practice search sextortion grandparents")
    assert "P1" not in missing.words
    found.press("Evaluated")
    assert "No published practice" in found.again().words
    found.again().press("Any evidence")
    found.again().chooses("Any country", "irel", "Ireland")
    assert "1 practice with “TEENS” and “sextortion”, country: Ireland" in found.again().words


def test_a_card_comes_back_with_a_comment_and_is_sent_again(technology):
    aoife, amara = technology.person("aoife"), technology.person("amara")
    share(aoife)
    amara.types("#technology", "/practice review").press("Return")
    modal = amara.modal()
    (field,) = modal.values()
    assert modal.fill(**{field: "Please say how many pupils."}).submit() == {}
    amara.closes()
    returned = aoife.finds("@convenor", "Please say how many pupils.")
    technology.restart()
    returned.press("Edit and send again")
    assert aoife.modal().fill(what_was_done="Shown to 4,000 pupils.").submit() == {}
    amara.types("#technology", "/practice review").press("Publish")
    assert amara.finds("#technology", "4,000 pupils") is not None


def test_only_chairs_review(technology):
    aoife, liam = technology.person("aoife"), technology.person("liam")
    share(aoife)
    refused = liam.types("#technology", "/practice review")
    assert "Only a chair of Technology" in refused.words
    assert "@Amara Okonkwo" in refused.words
