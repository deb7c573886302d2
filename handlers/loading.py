"""Loads the settings: what is wrong in the environment or in `.env` is told in one line."""

import difflib
import os
from collections.abc import Iterator

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import AliasChoices, ValidationError
from pydantic_core import ErrorDetails

from handlers.mishaps import file_words
from handlers.settings import ENV_FILE, Settings, SettingsError

_MUST = {
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "enum": "must be {expected}",
}
"""By pydantic's name for what is wrong (docs.pydantic.dev, Validation Errors)."""


def variable_names() -> tuple[str, ...]:
    """Of all settings as variables of the environment, former names too."""
    names: list[str] = []
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias or name
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
        names += [str(one).upper() for one in choices]
    return tuple(names)


def unknown_names() -> Iterator[tuple[str, str | None]]:
    """Each variable that looks like a setting and is none, with the one that may be meant."""
    known = variable_names()
    for name in sorted({*os.environ, *dotenv_values(ENV_FILE)}.difference(known)):
        near = next(iter(difflib.get_close_matches(name, known, 1, 0.8)), None)
        if name.startswith("CONVENOR_") or (name.startswith(("SLACK_", "DATABASE_")) and near):
            yield name, near


def load() -> Settings:
    """Reads the environment and `.env`; SettingsError in one line for the first that is wrong."""
    try:
        _demand_readable_lines()
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{str(first['loc'][0]).upper()}: {_words(first)}") from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not saved as UTF-8. Save it again as that.") from None
    except OSError as error:
        raise SettingsError(file_words(".env", error)) from None
    lease, call = settings.lease, settings.slack_timeout
    if lease < 2 * call:  # another worker would look for a message that is still on its way
        must = f"must be at least twice CONVENOR_SLACK_TIMEOUT ({call:g}), not “{lease:g}”"
        raise SettingsError(f"CONVENOR_LEASE: {must}")
    return settings


def _demand_readable_lines() -> None:
    """The library leaves out a line that it cannot read, and all up to the next quote with it."""
    if ENV_FILE.exists():
        with ENV_FILE.open(encoding="utf-8-sig") as lines:
            for found in parse_stream(lines):
                if found.error:
                    words = "is not of the form NAME=value, or a quote in it is left open"
                    raise SettingsError(f".env: line {found.original.line} {words}.")


def _words(error: ErrorDetails) -> str:
    """What the value must be, in our words, and what it is; no secret has rules of this kind."""
    must = _MUST.get(error["type"], "{error}").format(**error.get("ctx", {}))
    must = must.replace("'", "") if error["type"] == "enum" else must
    return f"{must}, not “{str(error['input'])[:60]}”" if must.startswith("must ") else must
