"""What is passed over for speed in a sentence is what holds no date in any case."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.dates.grammar.phrases import longest_at, may_begin
from bot.dates.grammar.words import atoms_of, fold

WORDS = """the the day of on by due at @ from in this next coming last week month end asap eow noon
midnight midday 12 12th 3/4 14:00 2pm pm am h-h .5-h2 :-h h2 h half an hour hours 3h 2h30 days a one
tomorrow today after yesterday monday fri dec december 2026 2026-12-12 '27 o'clock utc z
europe/dublin est paris send figures and - / , (friday) o help -""".split()


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=7))
@settings(max_examples=500)
def test_what_cannot_begin_a_date_begins_none(words):
    atoms = atoms_of(" ".join(words).split())
    for start in range(len(atoms)):
        if not may_begin(atoms, start):
            assert longest_at(atoms, start) is None


@given(st.text())
@example("`a’b` ３")
def test_plain_text_is_folded_like_any_other(text):
    """Each character alone, and one that is not plain beside them, come to the same."""
    assert fold(text) == "".join(map(fold, text)) == fold(f"é{text}")[1:]
