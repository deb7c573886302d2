"""A published card lives on: changed, posted in two groups, withdrawn; each sees what is theirs."""

from tests.stories.town import EDUCATION, TECH, set_up, share


def test_a_change_is_seen_at_once_and_the_chairs_look_at_it(technology):
    aoife, amara, denise = (technology.person(h) for h in ("aoife", "amara", "denise"))
    share(aoife)
    queue = amara.types(TECH, "/practice review")
    assert "sent today" in queue.words
    queue.press("Publish")
    technology.settle()
    posted = denise.finds(TECH, "Lessons for parents", "Reference: P1")

    assert aoife.types(TECH, "/practice edit P1") is None
    form = aoife.modal().fill(title="Lessons for mothers and fathers", countries=["IE", "INT"])
    assert form.submit() == {}
    assert "P1 is changed: title and countries." in aoife.modal().words
    aoife.closes()
    technology.settle()
    assert "Lessons for mothers and fathers" in posted.again().words
    assert "Ireland (IE) and International (INT)" in posted.again().words
    told = denise.types(TECH, "/practice show P1").press("History").words
    assert "edited by @Aoife" in told
    assert "title, countries" in told
    assert "shared" not in told, "the review is between its author and the chairs"

    queue = amara.types(TECH, "/practice review")
    assert "changed after publication today" in queue.words
    queue.press("Looks right")
    assert "P1 stays as it is now." in queue.again().words
    assert "No practice awaits review" in amara.types(TECH, "/practice review").words

    amara.types(TECH, "/practice edit P1")
    assert amara.modal().fill(summary="Evenings in libraries").submit() == {}
    amara.closes()
    technology.settle()
    assert aoife.finds("@convenor", "has changed your card: summary")

    assert denise.types(TECH, "/practice edit P1") is None
    assert "Only its owner or a chair of Technology can change" in denise.modal().words
    denise.closes()


def test_it_is_withdrawn_with_a_reason_and_no_old_button_acts_on_it(technology):
    aoife, amara, denise, sina = (
        technology.person(h) for h in ("aoife", "amara", "denise", "sina")
    )
    share(aoife)
    old = sina.types(TECH, "/practice review")
    amara.types(TECH, "/practice review").press("Publish")
    technology.settle()
    posted = denise.finds(TECH, "Lessons for parents", "Reference: P1")
    old.press("Publish")
    assert "P1 was published by @Amara Okonkwo in Technology on" in old.again().words

    card = amara.types(TECH, "/practice show P1")
    aoife.types(TECH, "/practice withdraw P1 because the films are gone")
    assert aoife.modal().submit() == {}
    aoife.closes()
    technology.settle()
    assert posted.again().words == "P1: this good practice was withdrawn."
    assert "I can't find P1" in denise.types(TECH, "/practice show P1").words
    assert card.press("Withdraw") is None
    assert "P1 was withdrawn by @Aoife" in amara.modal().words
    assert "the films are gone" in amara.types(TECH, "/practice show P1").words
    amara.closes()


def test_what_is_there_already_is_shown_before_it_is_sent_twice(technology):
    aoife, amara, liam = (technology.person(h) for h in ("aoife", "amara", "liam"))
    share(aoife)
    amara.types(TECH, "/practice review").press("Publish")
    technology.settle()
    liam.types(TECH, "/practice share lessons for Parents")
    form = liam.modal().fill(
        summary="Ours", what_was_done="Ten evenings", evidence="idea", topics=["a new topic"]
    )
    assert form.submit() == {}
    asked = liam.modal()
    assert "This may be shared already. Nothing is sent yet." in asked.words
    assert "P1 Lessons for parents" in asked.words
    assert asked.submit() == {}, "everything that was filled in is there still"
    assert "P2 is sent for review." in liam.modal().words
    assert "a new topic" in liam.modal().words
    liam.closes()


def test_a_card_for_the_network_is_posted_where_the_chair_chose_and_follows_there(technology):
    set_up(technology, EDUCATION, name="Education", chair="heloise")
    aoife, sina, jocelyn = (technology.person(h) for h in ("aoife", "sina", "jocelyn"))
    share(aoife, audience="network")
    sina.types(TECH, "/practice review").press("Publish elsewhere too")
    form = sina.modal()
    (group,) = form.view["blocks"][1]["element"]["options"]
    assert form.fill(also=[group["value"]]).submit() == {}
    assert "in the channel of Technology and Education" in sina.modal().words
    sina.closes()
    technology.settle()
    assert aoife.finds(TECH, "Lessons for parents", "Reference: P1")
    there = jocelyn.finds(EDUCATION, "Lessons for parents", "Reference: P1")
    aoife.types(TECH, "/practice edit P1")
    assert aoife.modal().fill(audience="group").submit() == {}
    aoife.closes()
    technology.settle()
    assert "withdrawn: it is not for everyone who can read it here" in there.again().words
    assert aoife.finds(TECH, "Lessons for parents", "the whole group")


def test_chairs_hear_in_the_morning_of_what_has_waited_for_a_week(technology):
    share(technology.person("aoife"))
    amara = technology.person("amara")
    technology.advance(days=6)
    assert amara.finds("@convenor", "practices that wait for you") is None
    technology.advance(days=4)
    told = [m for m in amara.reads("@convenor") if "practices that wait for you" in m.words]
    assert len(told) == 1
    assert "P1 Lessons for parents" in told[0].words
