"""The words of the interface, apart from the code: English in the code, others in `.po` files.

`_`, `_n`, `_p` and `N_` are GNU gettext's usual names. What they are given must be written out in
the code, so that it can be found; what a person wrote is only ever a field.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from bot.languages.catalogue import Catalogue, load_catalogue

Given = TypeVar("Given")
Told = TypeVar("Told")

ENGLISH = "en"
"""The language of the code, of every channel, and of all that is stored or exported."""

_DE = re.compile(r"\b([Dd])e \{(\w+)\}")
_VOWEL = re.compile(r"[*_]*[aeiouàâéèêëîïôù]", re.IGNORECASE)

_UNTRANSLATED = Catalogue()
_SPOKEN: ContextVar[tuple[str, Catalogue]] = ContextVar("spoken", default=(ENGLISH, _UNTRANSLATED))


def _(text: str, /, **fields: object) -> str:
    """`text` in the language that is spoken, with its {fields} filled in as `str.format` does.

    Without fields, braces are as they stand. A text without a translation stays English.
    """
    return _told(text, None, fields)


def _n(one: str, many: str, number: int, /, **fields: object) -> str:
    """The form for `number`, which is {number} in it, by the language's own rule of plurals."""
    fields["number"] = number
    form = _SPOKEN.get()[1].form(one, many, number)
    return shorten_de(form, fields).format(**fields)


def _p(context: str, text: str, /, **fields: object) -> str:
    """`text` where one English word has several translations; `context` says which is meant."""
    return _told(text, context, fields)


def _told(text: str, context: str | None, fields: Mapping[str, object]) -> str:
    text = _SPOKEN.get()[1].text(text, context)
    return shorten_de(text, fields).format(**fields) if fields else text


def shorten_de(text: str, fields: Mapping[str, object]) -> str:
    """`text`, whose French “de” is “d’” before a field that begins with a vowel (“d’Ofcom”)."""

    def shorten(found: re.Match[str]) -> str:
        is_vowel = _VOWEL.match(str(fields[found[2]]))
        return f"{found[1]}’{{{found[2]}}}" if is_vowel else found[0]

    return _DE.sub(shorten, text) if language_now() == "fr" else text


def N_(text: str) -> str:  # noqa: N802  (gettext's own name)
    """Marks a text of a table for translation; whoever shows it gives it to `_`."""
    return text


def Nn_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks a noun's two forms in a table; whoever shows them gives both to `_n` or `count`."""
    return one, many


def language_now() -> str:
    """ISO 639 code of the language that is spoken."""
    return _SPOKEN.get()[0]


def speak(language: str) -> None:
    """Speak `language` from now on in this task or thread."""
    _SPOKEN.set((language, _UNTRANSLATED if language == ENGLISH else load_catalogue(language)))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside; a decorator too, for what is stored: `@speaking(ENGLISH)`."""
    before = _SPOKEN.get()
    speak(language)
    try:
        yield
    finally:
        _SPOKEN.set(before)


def keep_language(job: Callable[[Given], Told]) -> Callable[[Given], Told]:
    """`job`, which speaks the language of this moment, whatever thread it runs in later."""
    language = language_now()

    def in_language(given: Given) -> Told:
        with speaking(language):
            return job(given)

    return in_language


def choose_language(locale: str, offered: Collection[str]) -> str:
    """The offered language of a BCP 47 locale such as fr-CA; English where none is."""
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in offered else ENGLISH
