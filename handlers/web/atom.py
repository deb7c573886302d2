"""Practices as an Atom feed (RFC 4287). ElementTree writes it, so that no word becomes markup."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from bot.domain.countries_and_languages import countries_in_words
from bot.use_cases.practices.show import FeedEntry

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) can hold in no form."""


def render_feed(entries: Sequence[FeedEntry], *, workspace_id: str, name: str) -> bytes:
    """The same entries give the same bytes: `updated` is the latest publication, not a clock."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _urn(workspace_id, "practices"))
    _add(feed, "title", name)
    _add(feed, "updated", _spelled(max((one.published_at for one in entries), default=_NEVER)))
    _add(feed, "generator", "Convenor")
    for one in entries:
        feed.append(_entry(one, workspace_id))
    whole: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return whole


def _entry(one: FeedEntry, workspace_id: str) -> ElementTree.Element:
    card, at = one.practice, _spelled(one.published_at)
    entry = ElementTree.Element(f"{{{_ATOM}}}entry")
    _add(entry, "id", _urn(workspace_id, card.reference))
    _add(entry, "title", card.title)
    _add(entry, "updated", at)
    _add(entry, "published", at)
    author = _add(entry, "author")
    _add(author, "name", _clean(one.organisation).strip() or "A person of the network")
    _add(entry, "summary", card.summary)
    where = countries_in_words(card.countries)
    about = [f"Country: {where}"] if where else []
    about += [f"For: {', '.join(card.publics)}"] if card.publics else []
    about += [f"Evidence: {card.evidence}", f"Reference: {card.reference}"]
    _add(entry, "content", "\n\n".join([card.what_was_done, *about]), type="text")
    for topic in (*card.topics, *card.publics):
        _add(entry, "category", term=_clean(topic))
    if card.link:
        _add(entry, "link", rel="related", href=_clean(card.link))
    return entry


def _add(
    parent: ElementTree.Element, name: str, words: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = None if words is None else _clean(words)
    return element


def _clean(words: str) -> str:
    return _NO_CHARACTER.sub("", words)


def _urn(workspace_id: str, what: str) -> str:
    """Stays the same wherever the feed is read (RFC 4287, 4.2.6)."""
    return uuid5(NAMESPACE_URL, f"convenor:{workspace_id}:{what}").urn


def _spelled(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
