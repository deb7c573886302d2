"""Docstrings, comments, messages and docs use common words; README lines break at 120 characters.

The rule and its list are in CONTRIBUTING.md, under Habits.
"""

import ast
import io
import re
import tokenize

import pytest

from tests.project.papers import README, ROOT

BANNED = (
    "anew",
    "whom",
    "of which",
    "one who",
    "what stands",
    "but for",
    "so many",
    "shall",
    "given up",
    "in vain",
    "is to be",
    "are to be",
    "was to be",
    "of no use",
    "is of use",
    "stands for",
    "stands in",
    "the like",
    "knows of",
    "come to light",
    "would have it",
    "at hand",
    "of late",
    "of them that",
    "hence",
    "thereby",
    "thereof",
    "therein",
    "wherein",
    "whereby",
    "whence",
    "thus",
    "lest",
    "be it",
    "upon",
    "ought",
    "whilst",
    "albeit",
    "notwithstanding",
)
_BREAK = r"[\s#]+"
_PHRASE = re.compile(rf"\b({'|'.join(BANNED)})\b".replace(" ", _BREAK), re.IGNORECASE)
"""A phrase may continue on the next line, also on that of the next comment."""
_ANYWHERE = re.compile(_PHRASE.pattern.replace(_BREAK, r"""[\s#"'f\\]+"""), re.IGNORECASE)
"""The same in a source, where a text may end and go on between two words."""

PAPERS = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
CHANGES = ROOT / "CHANGELOG.md"
WIDTH = 120


def banned_in(text, first=1):
    """(line, phrase) of each banned phrase; `first` is the number of the text's first line."""
    return [
        (first + text.count("\n", 0, found.start()), re.sub(_BREAK, " ", found[0]).lower())
        for found in _PHRASE.finditer(text)
    ]


def banned_in_source(source, *, messages):
    """The same of a module's docstrings and comments, and of its other texts if `messages`.

    To read a module as Python takes long; one without any of the phrases is not.
    """
    if not _ANYWHERE.search(source.replace("\\n", " ")):
        return []
    texts = _texts(ast.parse(source), messages)
    found = {hit for first, text in texts for hit in banned_in(text, first)}
    return sorted(found | set(banned_in(_comments(source))))


def _texts(tree, messages):
    """(line, text) of each docstring; with `messages` of each string of several words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node = node.value
        elif not messages:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [getattr(part, "value", "") for part in node.values]
            yield node.lineno, "".join(part if isinstance(part, str) else "{}" for part in parts)
        elif isinstance(node, ast.Constant) and " " in str(node.value):
            yield node.lineno, str(node.value)


def _comments(source):
    """The comments alone, each on its own line, so that line numbers stay."""
    lines = [""] * (source.count("\n") + 1)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] = token.string
    return "\n".join(lines)


@pytest.mark.parametrize("room", ["bot", "handlers", "storage", "tests"])
def test_code_speaks_plain_english(room):
    found = [
        f"{file.relative_to(ROOT)}:{line}: {phrase}"
        for file in sorted((ROOT / room).rglob("*.py"))
        for line, phrase in banned_in_source(file.read_text(), messages=room != "tests")
    ]
    assert not found, "\n".join(found)


def test_docs_speak_plain_english():
    texts = [(paper, paper.read_text()) for paper in PAPERS]
    unreleased = "\n## ".join(CHANGES.read_text().split("\n## ")[:2])
    found = [
        f"{paper.relative_to(ROOT)}:{line}: {phrase}"
        for paper, text in [*texts, (CHANGES, unreleased)]
        for line, phrase in banned_in(text)
    ]
    assert not found, "\n".join(found)


def too_long(text):
    """(line, characters) of each line that is too long; tables and link targets do not count."""
    lines = [re.sub(r"\]\(\S+\)", "]", line) for line in text.splitlines()]
    return [
        (number, len(line))
        for number, line in enumerate(lines, 1)
        if len(line) > WIDTH and not line.startswith("|")
    ]


def test_readme_lines_break_at_120_characters():
    assert too_long(README.read_text()) == []


def test_long_lines_are_found():
    text = (
        f"# Title\n{'a' * 121}\n{'a' * 120}\n| {'a' * 121} |\n{'a' * 110} [docs](docs/long/name.md)"
    )
    assert too_long(text) == [(2, 121)]


SAMPLE = '''"""To one who asks."""

total = 1  # Counted
# anew, but
# for the last one.
name = "whom"
label = f"{total} are Given up"
'''


def test_the_finder_names_line_and_phrase():
    docs = [(1, "one who"), (4, "anew"), (4, "but for")]
    assert banned_in_source(SAMPLE, messages=False) == docs
    assert banned_in_source(SAMPLE, messages=True) == [*docs, (7, "given up")]


@pytest.mark.parametrize("phrase", BANNED)
def test_the_finder_knows_the_phrase_in_any_case_and_over_lines(phrase):
    text = "First.\nThen " + phrase.upper().replace(" ", "\n") + ", and more."
    assert banned_in(text) == [(2, phrase)]


@pytest.mark.parametrize("word", ["renewal", "shallow", "so much", "someone who", "Shallice"])
def test_the_finder_takes_whole_words_only(word):
    assert banned_in(f"A {word} here.") == []
