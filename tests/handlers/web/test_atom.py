"""The feed is well-formed and has what RFC 4287 asks for, whatever was typed."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.practices.show import FeedEntry
from handlers.web.atom import render_feed
from tests.network import practice

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ANY = st.text(st.characters(exclude_categories=("Cs",)))


@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), max_size=3))
def test_it_is_well_formed_and_complete_whatever_is_typed(texts):
    entries = [
        FeedEntry(
            practice=practice(
                number,
                1,
                title=title,
                summary=summary,
                what_was_done=done,
                topics=(topic,),
                link=f"https://example.org/{topic}",
                settled_at=datetime(2026, 11, number + 1, tzinfo=UTC),
            ),
            organisation=title,
        )
        for number, (title, summary, done, topic) in enumerate(texts)
    ]
    body = render_feed(entries, workspace_id="T1", name="Practices")
    feed = ElementTree.fromstring(body)
    needed = ("id", "title", "updated")
    assert all(feed.find(f"a:{name}", ATOM).text for name in needed)
    found = feed.findall("a:entry", ATOM)
    assert len({one.find("a:id", ATOM).text for one in found}) == len(texts)
    for one, (title, *_) in zip(found, texts, strict=True):
        assert one.find("a:updated", ATOM).text.endswith("Z")
        assert one.find("a:author/a:name", ATOM).text
        kept = one.find("a:title", ATOM).text or ""
        assert [c for c in kept if c.isalnum()] == [c for c in title if c.isalnum()]
    assert body == render_feed(entries, workspace_id="T1", name="Practices")
