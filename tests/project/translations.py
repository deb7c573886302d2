"""Finds what needs a translation in the code, and keeps the catalogues in step with it.

`python -m tests.project.translations` brings every catalogue up to date: new texts come without a
translation, texts that are gone leave. `… NAME PATH…` does so for one file of French and for what
these paths hold.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "bot" / "languages"
ROOMS = ("bot", "handlers", "storage")
KEYWORDS = {
    "_": None,
    "N_": None,
    "_n": (1, 2),
    "Nn_": (1, 2),
    "_p": ((1, "c"), 2),
    "count": (2, 3),
}
_LISTED = ("and", "or")
"""Given to `listed`, and translated inside it."""
_PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def texts_of(paths=tuple(ROOT / room for room in ROOMS)):
    """A catalogue of every text that the code under these paths marks for translation."""
    found = Catalog(fuzzy=False)
    for path in paths:
        if path.is_dir():
            rows = (
                (f"{path.relative_to(ROOT)}/{row[0]}", *row[1:])
                for row in extract_from_dir(path, [("**.py", "python")], keywords=KEYWORDS)
            )
        else:
            rows = (
                (path.relative_to(ROOT).as_posix(), *row)
                for row in extract_from_file("python", path, keywords=KEYWORDS)
            )
        for file, _, message, _, context in rows:
            found.add(message, locations=[(file, None)], context=context)
        if path.name in ("bot", "wording.py"):
            for word in _LISTED:
                found.add(word, locations=[("bot/domain/wording.py", None)])
    return found


def read_catalogue(path):
    """The catalogue in a `.po` file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=path.parent.name, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def update_catalogue(path, texts):
    """Write the file with exactly these texts, and the translations that it has of them."""
    kept = read_catalogue(path)
    language = path.parent.name
    written = Catalog(fuzzy=False)
    header = _HEADER.format(language=language, plurals=_PLURALS[language])
    for message in sorted(filter(_has_id, texts), key=_place_of):
        had = kept.get(message.id, message.context)
        string = had.string if had is not None else ""
        plural = isinstance(message.id, tuple)
        if plural and not isinstance(string, tuple):
            string = ("", "")
        written.add(message.id, string, locations=message.locations, context=message.context)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(header.encode())
        write_po(file, written, width=100, omit_header=True)
    return sum(1 for message in written if _has_id(message) and not _told(message))


def _has_id(message):
    return bool(message.id)


def _told(message):
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _place_of(message):
    return message.locations[0][0] if message.locations else ""


if __name__ == "__main__":
    if len(sys.argv) > 1:
        targets = [(CATALOGUES / "fr" / f"{sys.argv[1]}.po", [ROOT / p for p in sys.argv[2:]])]
        for path, paths in targets:
            left = update_catalogue(path, texts_of(paths))
            print(f"{path.relative_to(ROOT)}: {left} without a translation")
    else:
        for path in sorted(CATALOGUES.glob("*/*.po")):
            print(f"{path.relative_to(ROOT)}: {update_catalogue(path, texts_of())} without one")
