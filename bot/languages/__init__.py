"""The words of the interface, apart from the code: English in the code, others in `.po` files.

`_`, `_n`, `_p` and `N_` are GNU gettext's usual names. What they are given must be written out in
the code, so that it can be found; what a person wrote is only ever a field.
"""

from bot.languages.speech import ENGLISH as ENGLISH
from bot.languages.speech import N_ as N_
from bot.languages.speech import Nn_ as Nn_
from bot.languages.speech import _ as _
from bot.languages.speech import _n as _n
from bot.languages.speech import _p as _p
from bot.languages.speech import choose_language as choose_language
from bot.languages.speech import keep_language as keep_language
from bot.languages.speech import language_now as language_now
from bot.languages.speech import shorten_de as shorten_de
from bot.languages.speech import speak as speak
from bot.languages.speech import speaking as speaking
