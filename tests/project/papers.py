"""The parts of the papers that are made from the code; run as a module it writes them."""

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path

from pydantic import AliasChoices, SecretStr

from bot.domain.roles import Act, Grant, Role, grant_of
from handlers.settings import Settings
from handlers.slack.kit.catalogue import COMMANDS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"
OBSERVERS_PAGE = ROOT / "docs" / "observers.md"
_PART = re.compile(r"(<!-- made from the code -->\n).*?(^<!-- end -->)", re.DOTALL | re.MULTILINE)


def commands_table():
    """Every ready verb of the catalogue as a Markdown table."""
    rows = ["| command | does |", "|---|---|"]
    for command in COMMANDS:
        rows.append(f"| `{command.name}` | {command.bare} |")
        rows += [
            f"| `{command.name} {verb.usage}` | {verb.does} |"
            for verb in command.verbs
            if verb.name != "help"
        ]
    return "\n".join(rows)


def settings_words():
    """What the docstring below each setting says, by its name; read here and not at each start."""
    (made,) = ast.parse(inspect.getsource(Settings)).body
    return {
        field.target.id: " ".join(below.value.value.split())
        for field, below in pairwise(made.body)
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr)
    }


def settings_table():
    """Every setting with its default, as a Markdown table."""
    told = settings_words()
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias or name
        variable = str(alias.choices[0] if isinstance(alias, AliasChoices) else alias).upper()
        rows.append(f"| `{variable}` | {_default(field.default)} | {told[name]} |")
    return "\n".join(rows)


def _default(value):
    if isinstance(value, SecretStr) or value == "" or value == frozenset():
        return ""
    if isinstance(value, frozenset):
        return f"`{' '.join(sorted(value))}`"
    if isinstance(value, tuple):
        return f"`{' '.join(map(str, value))}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def rights_table():
    """Who may do what in a group, as a Markdown table."""
    said = {Grant.NO: "no", Grant.OWN: "their own", Grant.YES: "yes"}
    rows = ["| | observer | member | chair |", "|---|---|---|---|"]
    for act in Act:
        cells = (said[grant_of(act, role)] for role in (Role.OBSERVER, Role.MEMBER, Role.CHAIR))
        rows.append(f"| {act.value} | {' | '.join(cells)} |")
    return "\n".join(rows)


TABLES = {
    COMMANDS_PAGE: commands_table,
    SETTINGS_PAGE: settings_table,
    OBSERVERS_PAGE: rights_table,
}


def with_table(page):
    """The page's text with its table as the code has it now."""
    return _PART.sub(lambda m: f"{m[1]}{TABLES[page]()}\n{m[2]}", page.read_text())


if __name__ == "__main__":
    for each in TABLES:
        each.write_text(with_table(each))
