"""The words of the interface, apart from the code: English in the code, others in `.po` files.

`_`, `_n`, `_p` and `N_` are GNU gettext's usual names. What they are given must be written out in
the code, so that it can be found; what a person wrote is only ever a field.
"""

from bot.languages.speech import (
    ENGLISH,
    N_,
    Nn_,
    _,
    _n,
    _p,
    choose_language,
    keep_language,
    language_now,
    shorten_de,
    speak,
    speaking,
)

__all__ = [
    "ENGLISH",
    "N_",
    "Nn_",
    "_",
    "_n",
    "_p",
    "choose_language",
    "keep_language",
    "language_now",
    "shorten_de",
    "speak",
    "speaking",
]
