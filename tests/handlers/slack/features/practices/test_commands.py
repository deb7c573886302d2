"""/practice and its verbs, from the call to the words."""

import json

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.practice import PracticeStatus
from handlers.slack.features.practices import buttons as presses
from handlers.slack.features.practices import commands
from handlers.slack.request.response import Reply, ShowView
from tests.bot.use_cases.practices.network import (
    AMARA,
    DIRECT,
    GRACE,
    LIAM,
    LOBBY,
    MINJI,
    NORA,
    NOW,
    PAT,
    practice,
)
from tests.handlers.slack.features.practices.scenes import buttons, inputs, pressed, typed, words


@pytest.fixture
def put(network):
    def put(number, **changes):
        fields = {
            "group_id": network.tech.id,
            "status": PracticeStatus.PUBLISHED,
            "reviewed_by": AMARA,
            "settled_at": NOW,
        }
        card = practice(number, **{**fields, **changes})
        network.work.practices.add(card)
        return card

    return put


def waiting(put, number, **changes):
    return put(
        number, status=PracticeStatus.SUBMITTED, reviewed_by=None, settled_at=None, **changes
    )


def test_nothing_published_is_said_kindly_with_a_button(network):
    answer = commands.run_latest(typed(network, NORA))
    assert "Yours can be the first" in words(answer)
    assert buttons(answer) == {"practice.share": ""}


def test_the_latest_five_with_buttons_and_a_hint(network, put):
    for number in range(1, 8):
        put(number)
    answer = commands.run_latest(typed(network, NORA))
    shown = [f"practice.show:{n}" for n in range(7, 2, -1)]
    assert list(buttons(answer)) == [*shown, "adoption.use", "practice.share"]
    assert "/practice search words" in words(answer)
    assert "Ireland" in words(answer)


@pytest.mark.parametrize("place", [LOBBY, DIRECT])
def test_reading_needs_no_group(network, put, place):
    put(1, title="Sextortion in schools")
    assert "P1" in words(commands.run_latest(typed(network, NORA, place=place)))
    assert "P1" in words(commands.run_search(typed(network, NORA, "sextortion", place=place)))
    assert "What was done" in words(commands.run_show(typed(network, NORA, "P1", place=place)))


def test_members_only_cards_stay_with_members(network, put):
    put(1, audience=Audience.MEMBERS, author=LIAM, title="Hidden")
    for reads in (
        lambda user: commands.run_latest(typed(network, user)),
        lambda user: commands.run_search(typed(network, user, "hidden")),
    ):
        assert "Hidden" in words(reads(LIAM))
        assert "Hidden" not in words(reads(NORA))
        assert "Hidden" not in words(reads(PAT))
    with pytest.raises(NotFound, match="I can't find P1 in a group you belong to"):
        commands.run_show(typed(network, NORA, "P1"))


def test_every_word_must_occur(network, put):
    put(1, title="Sextortion", what_was_done="Teens were told")
    put(2, title="Sextortion of adults")
    found = words(commands.run_search(typed(network, NORA, "teens SEXTORTION")))
    assert "P1 Sextortion" in found
    assert "P2" not in found
    assert "1 practice with “teens” and “SEXTORTION”" in found


def test_nothing_found_says_what_was_searched_and_advises(network, put):
    put(1)
    many = words(commands.run_search(typed(network, NORA, "purple elephants")))
    assert "“purple” and “elephants”" in many
    assert "fewer words find more" in many
    assert "titles, summaries, what was done" in many
    one = words(commands.run_search(typed(network, NORA, "elephants")))
    assert "fewer words" not in one


def test_a_search_is_paged_and_turned_in_place(network, put):
    for number in range(1, 24):
        put(number, title=f"Schools {number}")
    first = commands.run_search(typed(network, NORA, "schools"))
    assert "1–10 of 23 items" in words(first)
    turn = buttons(first)["practice.search:next"]
    second = presses.press_search_page(pressed(network, NORA, turn))
    assert second.replace
    assert "11–20 of 23 items" in words(second)
    assert buttons(second)["practice.search:prev"] == "0 schools"
    last = presses.press_search_page(
        pressed(network, NORA, buttons(second)["practice.search:next"])
    )
    assert "21–23 of 23 items" in words(last)
    beyond = presses.press_search_page(pressed(network, NORA, "990 schools"))
    assert "1–10 of 23 items" in words(beyond)


def test_a_mention_in_a_search_is_the_author(network, put):
    put(1)
    assert "author: someone" in words(commands.run_search(typed(network, NORA, "<@U0LIAM>")))


def test_show_gives_everything_literally(network, put):
    put(
        1,
        title="<!channel> *bold* &lt; `code` ‏עברית",
        summary="a\nb",
        link="https://example.org/?a=1&b=2",
        contact="mentors@example.org",
        topics=("one", "two"),
    )
    said = words(commands.run_show(typed(network, LIAM, "p1")))
    for expected in (
        "&lt;!channel&gt; *bold* &amp;lt; `code`",
        "Topics: one, two",
        "Country: Ireland (IE)",
        "Evidence: idea",
        "Contact: mentors@example.org",
        "Shared by: @nora",
        "Shared with: the whole group",
        "To be reviewed by: Tuesday 23 November 2027",
        "P1 was published by @amara in Technology on",
    ):
        assert expected in said
    assert "<!channel>" not in said


def test_the_author_sees_the_way_of_an_own_card(network, put):
    card = waiting(put, 1)
    answer = commands.run_show(typed(network, NORA, "P1"))
    assert "Awaits review by a chair of Technology" in words(answer)
    assert buttons(answer) == {f"practice.{v}:1": "1" for v in ("edit", "withdraw", "history")}
    with pytest.raises(NotFound):
        commands.run_show(typed(network, LIAM, "P1"))
    put(2, status=PracticeStatus.RETURNED, comment="How many schools?")
    answer = commands.run_show(typed(network, NORA, "P2"))
    assert "How many schools?" in words(answer)
    assert buttons(answer) == {
        f"practice.{verb}:2": "2" for verb in ("edit", "withdraw", "history")
    }
    assert list(buttons(commands.run_show(typed(network, AMARA, "P2")))) == ["practice.history:2"]
    review = {f"practice.{verb}:1": f"{card.number} 1" for verb in ("publish", "return", "decline")}
    chairs = buttons(commands.run_show(typed(network, AMARA, "P1")))
    assert chairs == review | {"practice.history:1": "1"}


def test_the_queue_is_for_chairs(network, put):
    waiting(put, 1)
    for user_id in (LIAM, NORA, PAT):
        with pytest.raises(NotAllowed, match="Chair: @amara"):
            commands.run_review(typed(network, user_id))
    assert "P1" in words(commands.run_review(typed(network, GRACE)))


def test_the_queue_shows_the_longest_waiting_first_with_buttons(network, put):
    organisation = network.organisations["NCMEC"].id
    waiting(put, 2, title="Second", organisation_id=organisation, comment="Earlier words")
    waiting(put, 1, title="First")
    answer = commands.run_review(typed(network, AMARA))
    said = words(answer)
    assert "2 practices await review in Technology" in said
    assert said.index("P1 First") < said.index("P2 Second")
    assert "@nora, NCMEC, Ireland · evidence: idea" in said
    assert "Returned before with: Earlier words" in said
    group = network.tech.id
    assert buttons(answer)["practice.publish:1"] == f"1 1 {group} 0"


def test_an_empty_queue_says_so(network):
    answer = commands.run_review(typed(network, AMARA))
    assert words(answer) == "No practice awaits review in Technology."


def test_in_a_direct_message_the_queue_is_of_all_groups_that_one_chairs(network, put):
    waiting(put, 1)
    waiting(put, 2, group_id=network.teach.id, title="For teachers")
    said = words(commands.run_review(typed(network, GRACE, place=DIRECT)))
    assert "2 practices await review in your groups" in said
    mine = words(commands.run_review(typed(network, LIAM, place=DIRECT)))
    assert "P2 For teachers" in mine
    assert "P1" not in mine
    with pytest.raises(Refusal, match="You chair no working group"):
        commands.run_review(typed(network, NORA, place=DIRECT))


def test_a_long_queue_with_the_longest_words_stays_inside_slacks_limits(network, put):
    for number in range(1, 14):
        waiting(put, number, title="t" * 150, summary="s" * 280, comment="c" * 2000)
    first = commands.run_review(typed(network, AMARA))
    assert "1–5 of 13 items" in words(first)
    last = presses.press_queue_page(pressed(network, AMARA, f"10 {network.tech.id}"))
    assert "11–13 of 13 items" in words(last)
    assert "11–13 of 13" in words(presses.press_queue_page(pressed(network, AMARA, "90 1")))


def test_a_list_of_the_longest_cards_stays_inside_slacks_limits(network, put):
    for number in range(1, 11):
        put(number, title="t" * 150, summary="s" * 280, link="https://e.org/" + "x" * 1900)
    words(commands.run_search(typed(network, NORA, "t" * 10)))
    words(commands.run_show(typed(network, NORA, "P1")))


def test_the_form_in_a_channel_is_for_its_group(network):
    answer = commands.run_share(typed(network, MINJI))
    assert isinstance(answer, ShowView)
    words(answer)
    asked = inputs(answer)
    assert list(asked) == [
        "title",
        "summary",
        "what_was_done",
        "publics",
        "topics",
        "countries",
        "language",
        "evidence",
        "link",
        "contact",
        "audience",
        "review_by",
    ]
    assert [one["value"] for one in asked["countries"]["initial_options"]] == ["KR"]
    assert asked["language"]["initial_option"]["value"] == "en"
    assert asked["review_by"]["initial_date"] == "2027-11-23"
    assert asked["audience"]["initial_option"]["value"] == "group"
    assert len(asked["publics"]["options"]) == 6


def test_an_observer_is_offered_only_audiences_that_include_them(network):
    def offered(user_id):
        options = inputs(commands.run_share(typed(network, user_id)))["audience"]["options"]
        return [option["value"] for option in options]

    assert offered(LIAM) == ["group", "members", "network"]
    assert offered(NORA) == ["group", "network"]
    assert offered(PAT) == ["group"]


def test_in_a_direct_message_the_form_asks_which_group(network):
    asked = inputs(commands.run_share(typed(network, LIAM, place=DIRECT)))
    assert [o["text"]["text"] for o in asked["group_id"]["options"]] == ["Education", "Technology"]
    only_one = commands.run_share(typed(network, NORA, place=DIRECT))
    assert "group_id" not in inputs(only_one)
    assert json.loads(only_one.view["private_metadata"])["group"] == network.tech.id


def test_without_a_group_there_is_nobody_to_review(network):
    with pytest.raises(Refusal, match="/wg setup"):
        commands.run_share(typed(network, NORA, place=LOBBY))
    with pytest.raises(Refusal, match="not in the channel of a working group"):
        commands.run_share(typed(network, GRACE, place=DIRECT))


def test_show_without_a_reference_asks(network):
    with pytest.raises(Refusal, match="Which practice"):
        commands.run_show(typed(network, NORA, ""))


def test_answers_are_replies(network, put):
    put(1)
    assert isinstance(commands.run_latest(typed(network, NORA)), Reply)
