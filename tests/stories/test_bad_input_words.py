"""Words and dates that cannot be read: what one is told, and that nothing was kept of it."""

from datetime import date

import pytest

from tests.stories.evidence import day, literals, rows
from tests.stories.town import TECH, share, technology


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("words")) as running:
        yield running


def refused(network, handle, typed, channel=TECH):
    """The answer to a command after which the database is as it was, with the text to copy."""
    before = rows(network)
    answer = network.person(handle).types(channel, typed)
    assert rows(network) == before
    assert answer.ephemeral
    preformatted = [
        part
        for block in answer.raw["blocks"]
        for part in block.get("elements", [])
        if part["type"] == "rich_text_preformatted"
    ]
    copyable = ["".join(e["text"] for e in part["elements"]) for part in preformatted]
    assert copyable == [network.spelled(typed)]
    return answer


@pytest.mark.parametrize(
    ("typed", "meant", "usage"),
    [
        ("/wg mebers", "members", "/wg members"),
        ("/wg setpu", "setup", "/wg setup"),
        ("/dialogue shedule Age assurance", "schedule", "/dialogue schedule [title on date"),
        ("/dialogue cancle D1", "cancel", "/dialogue cancel D12 because"),
        ("/action ad Read the report", "add", "/action add what needs to be done"),
        ("/action LSIT", "list", "/action list [open"),
        ("/practice serach sextortion", "search", "/practice search words"),
        ("/digest weeky Monday 09:00", "weekly", "/digest weekly day time"),
        ("/digest now", "preview” or “post", "/digest post: posts it to the channel now"),
        ("/digest cancel", "hold” or “off", "/digest off: stops the weekly digest"),
        ("/action overdue", "list", "/action list [open · overdue"),
        ("/wg chair @liam", "members” or “role", "/wg role @person chair"),
        ("/decision object R1", "show", "/decision show R7"),
    ],
)
def test_a_mistyped_word_gets_the_nearest_one_its_usage_and_the_text_back(
    network, typed, meant, usage
):
    answer = refused(network, "liam", typed)
    command, word = typed.split()[:2]
    assert answer.words.startswith(
        f"I don't know “{word}” after {command}. Did you mean “{meant}”?"
    )
    assert usage in answer.words


@pytest.mark.parametrize("typed", ["/wg xylophone", "/action perhaps later", "/digest zzz"])
def test_a_word_that_is_near_to_none_gets_the_whole_usage(network, typed):
    answer = refused(network, "liam", typed)
    command, word = typed.split()[:2]
    assert answer.words.startswith(f"I don't know “{word}” after {command}.")
    assert "Did you mean" not in answer.words
    assert f"{command} " in answer.words.split("\n", 1)[1]


def test_a_dialogue_without_a_date_is_asked_for_one_with_its_own_title(network):
    answer = refused(network, "liam", "/dialogue schedule Age assurance")
    assert "I found no date in this." in answer.words
    assert "/dialogue schedule Age assurance on 12 Dec 14:00 for 60m" in answer.words


def test_a_dialogue_on_a_day_without_a_time_is_asked_for_one(network):
    answer = refused(network, "liam", f"/dialogue schedule Age assurance on {day(network, 30)}")
    assert "time" in answer.words


@pytest.mark.parametrize(
    "typed",
    [
        "/dialogue schedule Age assurance on 12 Dec 2019 14:00",
        "/action add Draft the summary by 12 Dec 2019",
        "/wg role @liam chair until 12 Dec 2019",
    ],
)
def test_a_date_in_the_past_is_refused_with_the_date_as_it_was_read(network, typed):
    answer = refused(network, "amara", typed)
    assert "is in the past: Thursday 12 December 2019" in answer.words


@pytest.mark.parametrize(
    "typed",
    [
        "/dialogue schedule Age assurance on 2 Feb 2099 14:00",
        "/action add Draft the summary by 2 Feb 2099",
    ],
)
def test_a_date_more_than_five_years_ahead_is_refused(network, typed):
    assert "five years" in refused(network, "liam", typed).words


def test_an_abbreviation_of_several_zones_is_refused_with_the_zones(network):
    words = f"/dialogue schedule Age assurance on {day(network, 30)} 14:00 IST"
    answer = refused(network, "liam", words)
    for zone in ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"):
        assert zone in answer.words


def test_a_date_that_is_not_one_is_refused(network):
    year = network.now.year + 1
    answer = refused(network, "liam", f"/dialogue schedule Age assurance on 30 Feb {year} 14:00")
    assert "30 Feb" in answer.words


@pytest.fixture
def asked_back(network):
    """A dialogue on "3/4" of next year, which two people would read as two days."""
    year = network.now.year + 1
    answer = refused(network, "liam", f"/dialogue schedule Codes of practice on 3/4/{year} 14:00")
    return year, answer


def test_an_ambiguous_date_comes_back_as_buttons_and_one_press_finishes_it(network, asked_back):
    year, question = asked_back
    labels = question.labels()
    assert [label.split(", ")[0] for label in labels] == [
        f"{_weekday(year, 4, 3)} 3 April {year}",
        f"{_weekday(year, 3, 4)} 4 March {year}",
    ]
    assert question.press(labels[1]) is None, "the answer takes the question's place"
    finished = question.again()
    assert "Scheduled D" in finished.words
    assert f"4 March {year}, 14:00 (Australia/Sydney" in finished.words
    assert "Codes of practice" in literals(finished)
    announced = network.person("amara").finds(TECH, "Codes of practice")
    assert f"4 March {year}" in announced.words


def test_an_ambiguous_due_day_comes_back_as_buttons_and_one_press_finishes_it(network):
    year = network.now.year + 1
    question = refused(network, "liam", f"/action add Read the codes by 3/4/{year}")
    question.press(question.labels()[0])
    finished = question.again()
    assert "Logged in Technology." in finished.words
    assert f"3 April {year}" in finished.words


def test_an_ambiguous_last_day_of_a_chair_comes_back_as_buttons(network):
    year = network.now.year + 1
    question = refused(network, "amara", f"/wg role @min-ji chair until 3/4/{year}")
    question.press(question.labels()[0])
    assert f"3 April {year}" in question.again().words
    assert "You are a chair" in network.person("min-ji").types(TECH, "/wg").words


def test_a_time_that_the_clocks_skip_is_asked_back(network):
    # In London the clocks jump from 01:00 to 02:00 on the last Sunday of March.
    year = network.now.year + 1
    skipped = max(d for d in range(25, 32) if _weekday(year, 3, d) == "Sunday")
    answer = refused(
        network, "amara", f"/dialogue schedule Early risers on {skipped} Mar {year} 01:30"
    )
    assert "01:30" in answer.words
    assert len(answer.labels()) == 2


def _weekday(year, month, of_month):
    return f"{date(year, month, of_month):%A}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/dialogue schedule {} on {day} 14:00", "The title is 151 characters long"),
        ("/action add {} by {day}", "The title is 151 characters long"),
    ],
)
def test_a_typed_title_over_its_limit_is_refused_with_the_limit(network, typed, words):
    answer = refused(network, "liam", typed.format("x" * 151, day=day(network, 30)))
    assert words in answer.words
    assert "the limit is 150" in answer.words


@pytest.mark.parametrize(
    "typed", ["/dialogue schedule on {day} 14:00", "/action add by {day}", "/action add @liam"]
)
def test_a_missing_title_is_asked_for(network, typed):
    answer = refused(network, "liam", typed.format(day=day(network, 30)))
    assert "title" in answer.words


def test_a_title_of_exactly_its_limit_is_taken(network):
    answer = network.person("liam").types(TECH, f"/action add {'y' * 150}")
    assert "Logged in Technology." in answer.words


def test_words_left_over_behind_a_reference_are_refused_and_named(network):
    network.person("liam").types(TECH, "/action add Count the reports")
    for typed in ("/action show A1 please now", "/action reopen A1 at once"):
        refused(network, "liam", typed)


@pytest.mark.parametrize(
    ("label", "fields", "wrong", "words"),
    [
        ("too long", {"title": "x" * 151}, "title", "the limit is 150"),
        ("missing", {"title": "   "}, "title", "is missing. Please give up to 150 characters."),
        ("past", {"title": "A", "date": "2019-12-12"}, "date", "is in the past"),
        ("link", {"title": "A", "link": "example"}, "link", "https://"),
    ],
)
def test_a_wrong_field_of_the_form_is_told_beside_it_and_the_form_stays(
    network, label, fields, wrong, words
):
    liam = network.person("liam")
    before = rows(network)
    liam.types(TECH, "/dialogue schedule")
    right = {"date": day(network, 30), "time": "14:00"}
    errors = liam.modal().fill(**(right | fields)).submit()
    assert set(errors) == {wrong}
    assert words in errors[wrong]
    assert liam.modal().errors == errors
    liam.closes()
    assert rows(network) == before


def test_a_practice_with_a_summary_over_its_limit_is_told_beside_it(network):
    denise, before = network.person("denise"), rows(network)
    errors = share(denise, summary="x" * 281)
    assert set(errors) == {"summary"}
    assert "280" in errors["summary"]
    denise.closes()
    assert rows(network) == before
