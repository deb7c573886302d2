"""Every text that is marked has its translation; none is spoken before somebody listens."""

import ast
import re
from string import Formatter

import pytest

from tests.project.translations import (
    CATALOGUES,
    KEYWORDS,
    ROOMS,
    ROOT,
    called,
    marked_texts,
    read_catalogue,
    texts_of,
)

FILES = sorted(CATALOGUES.glob("*/*.po"))
SPEAKS = {name for name in KEYWORDS if name not in ("N_", "Nn_")}
_KEEPS = {"cache", "lru_cache", "cached_property"}


def fields_of(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_in(message):
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    told = message.string if isinstance(message.string, tuple) else (message.string,)
    return ids, told


def keys_of(catalogue):
    ids = ((m.context, m.id) for m in catalogue if m.id)
    return {(context, found if isinstance(found, str) else found[0]) for context, found in ids}


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_catalogue_has_the_texts_of_the_code_and_no_others(file):
    has, marked = keys_of(read_catalogue(file)), keys_of(texts_of())
    assert has == marked, "python -m tests.project.translations brings it up to date"


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_translations_are_whole_and_have_the_same_fields(file):
    wrong = []
    for message in read_catalogue(file):
        ids, told = texts_in(message)
        if not ids[0]:
            continue
        if message.fuzzy or not all(told):
            wrong.append(f"no translation: {ids[0]}")
        elif "python-brace-format" in message.flags and not all(
            fields_of(each) <= fields_of(ids[-1]) and fields_of(told[-1]) == fields_of(ids[-1])
            for each in told
        ):
            wrong.append(f"other fields: {ids[0]}")
        elif any(each != each.strip() for each in ids) and any(
            (one[:1].isspace(), one[-1:].isspace()) != (ids[0][:1].isspace(), ids[0][-1:].isspace())
            for one in told
        ):
            wrong.append(f"other spaces at its ends: {ids[0]}")
    assert not wrong, "\n".join(wrong)


def test_marked_texts_are_found_wherever_they_stand():
    source = """f"{_('a')} {_n('b', 'c', 1)}"; x = N_("d" "e"); _p("verb", "f"); _(x)"""
    found = [*marked_texts(ast.parse(source))]
    assert found == [("a", None), (("b", "c"), None), ("de", None), ("f", "verb")]


def spoken_too_early(tree):
    """Lines on which a text is spoken when a module is read, as a default, or in what is kept."""

    def visit(node, kept):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                caches = any(
                    name.id in _KEEPS
                    for decorator in child.decorator_list
                    for name in ast.walk(decorator)
                    if isinstance(name, ast.Name)
                )
                for default in (*child.args.defaults, *filter(None, child.args.kw_defaults)):
                    yield from visit(ast.Expr(default), True)
                yield from visit(ast.Module(child.body, []), caches)
            elif isinstance(child, ast.Lambda):
                yield from visit(child, False)
            else:
                if kept and isinstance(child, ast.Call) and called(child) in SPEAKS:
                    yield child.lineno
                yield from visit(child, kept)

    yield from visit(tree, True)


def places_of(find, words):
    """Where `find` sees something in the code that has such words: a file and a line each."""
    return [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in [path.read_text()]
        if words.search(text)
        for line in find(ast.parse(text))
    ]


def test_nothing_is_spoken_before_it_is_known_to_whom():
    found = places_of(spoken_too_early, re.compile(rf"\b({'|'.join(SPEAKS)})\("))
    assert not found, "\n".join(found)


def speaks_what_it_throws_away(tree):
    """Lines of functions in which `_` is a variable and is called too."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [name for name in ast.walk(function) if isinstance(name, ast.Name)]
            if {(type(name.ctx), name.id) for name in names} >= {
                (ast.Store, "_"),
                (ast.Load, "_"),
            }:
                yield function.lineno


def test_no_function_speaks_what_it_throws_away():
    found = places_of(speaks_what_it_throws_away, re.compile(r"(?<![\w.])_(?![\w(])"))
    assert not found, "\n".join(found)
    wrong = 'def f():\n    _, x = g()\n    return _("a")'
    assert list(speaks_what_it_throws_away(ast.parse(wrong))) == [1]


def test_the_check_finds_each_kind():
    for source in (
        'X = _("a")',
        'class A:\n    x = {"k": _("a")}',
        'def f(x=_n("a", "b", 1)): ...',
        'def f(*, x=_("a")): ...',
        '@cache\ndef f():\n    return _("a")',
        '@lru_cache(1)\ndef f():\n    return [count(1, "a", "b")]',
    ):
        assert list(spoken_too_early(ast.parse(source))), source
    for source in ('X = N_("a")', 'def f():\n    return _("a")', 'X = lambda: _("a")'):
        assert not list(spoken_too_early(ast.parse(source))), source
