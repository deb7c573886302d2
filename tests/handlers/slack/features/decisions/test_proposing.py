"""The forms of a proposal: its deadline everywhere, another text, and words beside an answer."""

import pytest

from bot.domain.errors import NotFound
from tests.bot.use_cases.dialogues.town import AMARA, DAY, LIAM, MINJI, NORA, NOW

LATER = {"date": "2026-12-04", "time": "17:00"}


@pytest.fixture
def propose(door):
    def propose(user_id=LIAM, title="Share the figures", **fields):
        form = door.say(user_id, "/decision propose").view
        answer = door.submit(user_id, form, title=title, **{**LATER, **fields})
        assert answer.errors is None, answer.errors
        return answer

    return propose


def answer(door, user_id, stance, value="R1 1"):
    return door.press(user_id, f"decision.answer:{stance}", value)


def say(door, user_id, stance, words, value="R1 1"):
    form = door.press(user_id, f"decision.say:{stance}", value)
    return door.submit(user_id, form.view, words=words)


def test_it_begins_with_the_earliest_full_hour_and_says_when_that_is_everywhere(door):
    form = door.say(LIAM, "/decision propose Share the figures")
    assert form.inputs["title"]["initial_value"] == "Share the figures"
    assert form.inputs["date"]["initial_date"] == "2026-11-26"
    assert form.inputs["time"]["initial_time"] == "10:00"
    assert "Thursday 26 November 2026, 10:00 in London (Ofcom)" in form.words
    assert "Thursday 26 November 2026, 19:00 in Seoul (KCSC)" in form.words
    assert "Thursday 26 November 2026, 21:00 in Sydney (eSafety)" in form.words
    assert "NCMEC" not in form.words


def test_too_early_is_told_beside_the_date(door):
    form = door.say(LIAM, "/decision propose").view
    errors = door.submit(LIAM, form, title="A", date="2026-11-25").errors
    assert "The earliest is Thursday 26 November 2026, 10:00" in errors["date"]


def test_who_reads_french_proposes_in_french_and_the_history_is_kept_in_english(door, propose):
    door.read_french(LIAM)
    assert "R1 est proposée. Je la publie dans le canal de Technology." in propose().words
    assert "until Friday 4 December 2026, 17:00" in door.say(LIAM, "/decision history R1").words
    errors = door.submit(
        LIAM, door.say(LIAM, "/decision propose").view, title="A", date="2026-11-25"
    )
    assert "Au plus tôt\u00a0: jeudi 26 novembre 2026" in errors.errors["date"]


def test_it_is_shown_with_the_buttons_of_each_reader(door, propose):
    assert "R1 is proposed. I post it in the channel of Technology." in propose().words
    names = {user: door.say(user, "/decision R1").buttons for user in (LIAM, MINJI, NORA, AMARA)}
    shown = {user: [words for words, _ in them.values()] for user, them in names.items()}
    answers = ["Agree", "Agree with comment…", "Need time", "Object…", "Abstain"]
    assert shown[MINJI] == [*answers, "History"]
    assert shown[LIAM] == [*answers, "Change the text…", "Withdraw…", "History"]
    assert shown[AMARA] == [
        *answers,
        "Change the text…",
        "Extend by 3 days",
        "Withdraw…",
        "History",
    ]
    assert shown[NORA] == ["History"]


def test_answers_are_confirmed_to_who_gave_them(door, propose):
    propose()
    told = answer(door, LIAM, "agree").words
    assert "Ofcom on R1: Agree." in told
    assert "Anyone of your organisation can change it until" in told
    assert "That was its answer already." in answer(door, LIAM, "agree").words
    told = say(door, LIAM, "comment", "With a pilot first").words
    assert "Before, @liam had answered: Agree. Yours counts now." in told
    assert "Ofcom says: With a pilot first" in door.say(NORA, "/decision R1").words
    told = answer(door, NORA, "agree").words
    assert "Only a member of Technology can answer a proposal." in told


def test_an_objection_says_what_would_resolve_it(door, propose):
    propose()
    form = door.press(MINJI, "decision.say:object", "R1 1")
    assert "What would resolve it?" in str(form.blocks)
    assert "words" in door.submit(MINJI, form.view, words=" ").errors
    told = door.submit(MINJI, form.view, words="A date after our election").words
    assert "The proposal is stopped, and everyone is told at once." in told
    shown = door.say(NORA, "/decision R1").words
    assert "Stopped by an objection." in shown
    assert "KCSC would be resolved by: A date after our election" in shown


def test_another_text_from_its_form(door, propose):
    propose()
    answer(door, LIAM, "agree")
    form = door.say(LIAM, "/decision edit R1").view
    assert "A changed text clears the answers" in str(form["blocks"])
    assert "The text is the same" in door.submit(LIAM, form, **LATER).errors["title"]
    door.submit(LIAM, form, title="Share the figures of 2026", **LATER)
    told = answer(door, MINJI, "agree").words
    assert "has changed since" in told
    assert "To see it as it is now: /decision show R1." in told
    assert "KCSC on R1: Agree." in answer(door, MINJI, "agree", "R1 2").words


def test_a_chair_extends_what_was_shown_once(door, propose):
    propose()
    _, value = door.say(AMARA, "/decision R1").buttons["decision.extend"]
    assert "Extended." in door.press(AMARA, "decision.extend", value).words
    again = door.press(AMARA, "decision.extend", value).words
    assert "It was extended already. Nothing was changed." in again
    assert "can't read this button" in door.press(AMARA, "decision.extend", "R1 soon").words


def test_after_its_deadline_an_answer_is_refused_in_words(door, propose):
    propose()
    door.now = NOW + 30 * DAY
    assert "has ended: its deadline was" in answer(door, LIAM, "agree").words
    told = door.press(LIAM, "decision.say:object", "R1 1").words
    assert "has ended: its deadline was" in told


def test_its_audience_is_kept(door, propose):
    propose(audience="members")
    for typed in ("/decision R1", "/decision history R1"):
        assert "I can't find R1" in door.say(NORA, typed).words
    assert "I can't find R1" in answer(door, NORA, "agree").words
    assert NotFound.reference("R1").words in door.press(NORA, "decision.show", "R1").words
