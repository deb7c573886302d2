"""Finds what needs a translation in the code, and keeps the catalogues in step with it.

`python -m tests.project.translations` brings every catalogue up to date: new texts come without a
translation, texts that are gone leave.
"""

import ast
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "bot" / "languages"
ROOMS = ("bot", "handlers", "storage")
_OPERATORS = ("handlers/cli", "handlers/sandbox")
"""The command line, its roster reports and the sandbox are English, as the operator's logs are."""
KEYWORDS = {
    "_": (0,),
    "N_": (0,),
    "_n": (0, 1),
    "Nn_": (0, 1),
    "_p": (1,),
    "count": (1, 2),
    "refusal": (0,),
    "Refusal": (0,),
    "NotAllowed": (0,),
    "NotFound": (0,),
    "NotValid": (0,),
    "confirm_header": (0,),
    "kit.first_lines": (2, 3),
    "kit.note": (0,),
    "kit.say": (0,),
    "say_words": (0,),
}
"""Which arguments of each are texts; of `_p` the first one is the context."""
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


def texts_of():
    """A catalogue of every text that the code marks for translation."""
    found = Catalog(fuzzy=False)
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(_OPERATORS):
                for message, context in marked_texts(ast.parse(file.read_text())):
                    found.add(message, locations=[(place, None)], context=context)
    for word in _LISTED:
        found.add(word, locations=[("bot/domain/wording.py", None)])
    return found


def read_catalogue(path):
    """The catalogue in a `.po` file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=path.parent.name, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def marked_texts(tree):
    """(text or both forms, context) of each call that marks one, in their order.

    Babel's own search finds none inside an f-string.
    """
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in KEYWORDS]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        given = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
        places = KEYWORDS[called(call)]
        texts = tuple(given[place] for place in places if place < len(given))
        if texts and len(texts) == len(places) and all(isinstance(one, str) for one in texts):
            context = given[0] if called(call) == "_p" else None
            yield (texts if len(texts) > 1 else texts[0]), context


def called(call):
    """What is called, as it is written: "_", "kit.say"; "refusal" of any sentence."""
    func, inner = call.func, getattr(call.func, "value", None)
    if getattr(func, "attr", "") == "refusal":
        return "refusal"
    if isinstance(func, ast.Attribute) and isinstance(inner, ast.Name):
        return f"{inner.id}.{func.attr}"
    return getattr(func, "id", "")


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
    for path in sorted(CATALOGUES.glob("*/*.po")):
        print(f"{path.relative_to(ROOT)}: {update_catalogue(path, texts_of())} without one")
