"""Sentences with elements in them."""

from datetime import UTC, datetime

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.sentences import sentence


def test_elements_and_texts_stand_where_the_language_has_them():
    until = kit.moment(datetime(2026, 12, 7, 12, tzinfo=UTC), "UTC")
    line = sentence("{who} can answer until {until}.", until=until, who="{until} & co")
    assert line == kit.line("{until} & co can answer until ", until, ".")
    assert sentence("{until}: {who}", until=until, who="") == kit.line(until, ": ")
