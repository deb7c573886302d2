"""Sentences about actions, in English and for a person who reads French."""

from bot.languages import speaking
from bot.ports.ledgers.actions import ActionView
from handlers.slack.features.actions.listing import Listing, list_heading
from handlers.slack.features.actions.typed_action import unknown_owner
from tests.bot.use_cases.actions.network import AMARA, LIAM
from tests.handlers.slack.features.actions.scenes import button, press, type_in, words


def test_headings_name_owner_words_and_place():
    every = Listing(view=ActionView.ALL, mine=True)
    assert list_heading(every, "Technology") == "Your all actions in Technology"
    done = Listing(view=ActionView.DONE, words="annex")
    heading = list_heading(done, "your groups", "Ofcom")
    assert heading == "Done actions of Ofcom with “annex” in your groups"


def test_a_name_for_all_is_no_owner():
    assert "is everyone" in unknown_owner("@here")
    assert "don't know anyone" in unknown_owner("@nobody-known")


def test_a_person_who_reads_french_is_answered_in_french_and_the_history_is_kept_in_english(
    network,
):
    with speaking("fr"):
        logged = type_in(network, AMARA, "add", f"Draft the annex <@{LIAM}> by 11 Dec")
        assert "échéance le vendredi 11 décembre 2026" in words(logged).lower()
        done = press(network, LIAM, *button(logged, "Terminé"))
        assert "Draft the annex" in words(done)
        again = words(type_in(network, LIAM, "done", "A1"))
        assert "A1 était déjà terminée\u202f; rien n’a changé." in again
        shown = words(type_in(network, LIAM, "show", "A1"))
        assert "enregistrement par" in shown
    assert network.history(1)[0][1:] == ("logged", "for @liam, due Friday 11 December 2026")
