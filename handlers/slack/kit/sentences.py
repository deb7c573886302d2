"""Sentences with a moment, a link or bold words in them, in the order of each language."""

import re

from handlers.slack.kit.blocks import Element, line

_FIELD = re.compile(r"\{(\w+)\}")


def sentence(words: str, /, **parts: Element | str) -> Element:
    """A `line` of `words`, with an element or a text in the place of each {field}.

    `words` come from `_` without fields, so that braces which a person wrote are never read.
    """
    pieces: list[Element | str] = [""]
    for index, piece in enumerate(_FIELD.split(words)):
        told = parts[piece] if index % 2 else piece
        last = pieces[-1]
        if isinstance(told, str) and isinstance(last, str):
            pieces[-1] = last + told
        else:
            pieces.append(told)
    return line(*pieces)
