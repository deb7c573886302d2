"""Languages by short BCP 47 tag: "en", "pt-BR", "zh-Hant"."""

import re

from bot.domain.errors import NotValid

_SHORT_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?", re.ASCII)
"""RFC 5646, section 2.1: a language, then perhaps a script and a region."""


def read_language(typed: str | None, *, field: str = "language") -> str:
    """The tag in the letter case that RFC 5646 recommends; "en" for nothing; NotValid otherwise."""
    tidy = (typed or "").strip().lower().replace("_", "-")
    if not tidy:
        return "en"
    match = _SHORT_TAG.fullmatch(tidy)
    if match is None:
        raise NotValid(
            "Please give the language as a short tag, such as en, fr or pt-BR.", field=field
        )
    language, script, region = match.groups()
    return "-".join(
        part for part in (language, (script or "").title(), (region or "").upper()) if part
    )
