"""The parts of the papers that are made from the code; run as a module it writes them."""

import re
from pathlib import Path

from handlers.slack.kit.catalogue import COMMANDS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
_PART = re.compile(r"(<!-- commands -->\n).*?(\n<!-- end of commands -->)", re.DOTALL)


def commands_table():
    """Every ready verb of the catalogue as a Markdown table."""
    rows = ["| command | does |", "|---|---|"]
    for command in COMMANDS:
        rows.append(f"| `{command.name}` | {command.bare} |")
        rows += [
            f"| `{command.name} {verb.usage}` | {verb.does} |"
            for verb in command.verbs
            if verb.ready and verb.name != "help"
        ]
    return "\n".join(rows)


def with_commands(text):
    """The page's text with its table as the catalogue has it now."""
    return _PART.sub(lambda m: m[1] + commands_table() + m[2], text)


if __name__ == "__main__":
    COMMANDS_PAGE.write_text(with_commands(COMMANDS_PAGE.read_text()))
