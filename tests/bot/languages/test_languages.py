"""Words of the language that is spoken; English where there is none."""

import threading
from datetime import UTC, date, datetime

import pytest

from bot.domain.wording import count, listed, spell_day, spell_days_ago, spell_minutes, spell_moment
from bot.languages import ENGLISH, _, _n, _p, choose_language, language_now, speaking
from bot.languages.catalogue import Catalogue, languages_translated

DAY = date(2026, 12, 12)


def test_french_words_dates_and_numbers():
    with speaking("fr"):
        assert spell_day(DAY) == "samedi 12 décembre 2026"
        noon = datetime(2026, 8, 1, 12, tzinfo=UTC)
        assert spell_moment(noon, "Europe/Paris").startswith("samedi 1er août 2026, 14:00")
        assert spell_minutes(90) == "1 heure 30 minutes"
        assert count(12_000, "day", "days") == "12\u202f000 jours"
        assert (count(0, "day", "days"), count(1, "day", "days")) == ("0 jour", "1 jour")
        assert listed(["a", "b", "c"]) == "a, b et c"
        assert spell_days_ago(DAY, DAY) == "aujourd’hui"
        assert spell_days_ago(date(2026, 12, 9), DAY) == "il y a 3 jours"
    assert spell_day(DAY) == "Saturday 12 December 2026"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Arcom", "Aucune fiche d’Arcom."),
        ("eSafety Commissioner", "Aucune fiche d’eSafety Commissioner."),
        ("*Élysée*", "Aucune fiche d’*Élysée*."),
        ("Council for Media", "Aucune fiche de Council for Media."),
        ("@Amara", "Aucune fiche de @Amara."),
        ("{0}", "Aucune fiche de {0}."),
    ],
)
def test_a_french_de_is_shorter_before_a_vowel(name, told):
    with speaking("fr"):
        assert _("No card from {organisations}.", organisations=name) == told
    assert _("Café de {name}", name="Ofcom") == "Café de Ofcom"


def test_what_has_no_translation_stays_english():
    with speaking("fr"):
        assert _("No such sentence about {what}", what="x") == "No such sentence about x"
        assert _n("{number} thing", "{number} things", 2) == "2 things"
        assert _p("noun", "No such word") == "No such word"


def test_braces_of_fields_are_left_alone():
    assert _("Title: {title}", title="{0} {x}") == "Title: {0} {x}"
    assert _("{ as it stands }") == "{ as it stands }"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr-FR", "fr"), ("fr_CA", "fr"), ("en-AU", "en"), ("ko-KR", "en"), ("", "en"), ("FR", "fr")],
    ids=lambda value: value or "none",
)
def test_the_language_of_a_locale(locale, language):
    assert choose_language(locale, {"fr"}) == language


def test_a_language_that_is_not_offered_is_not_spoken():
    assert choose_language("fr-FR", ()) == ENGLISH


def test_one_speaker_changes_nothing_for_another():
    heard = []
    with speaking("fr"):
        other = threading.Thread(target=lambda: heard.append(language_now()))
        other.start()
        other.join()
        with speaking(ENGLISH):
            heard.append(language_now())
        heard.append(language_now())
    assert [*heard, language_now()] == ["en", "en", "fr", "en"]


def test_the_context_tells_two_meanings_apart():
    two = Catalogue({("verb", "Open"): "Ouvrir", ("state", "Open"): "En cours"})
    assert two.text("Open", "verb") == "Ouvrir"
    assert two.text("Open", "state") == "En cours"
    assert two.text("Open") == "Open"


def test_a_word_that_is_also_counted_is_spoken_alone_too():
    with speaking("fr"):
        assert (_("country"), count(2, "country", "countries")) == ("pays", "2 pays")
        assert (_("dialogue"), _("set of minutes")) == ("dialogue", "compte rendu")


def test_french_is_here():
    assert languages_translated() == {"fr"}
