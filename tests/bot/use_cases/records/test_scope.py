"""Whose eyes a pack is made for, how much it holds, and its period in words."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.use_cases.identify import reader_of_audience
from bot.use_cases.records import scope
from bot.use_cases.records.gather import gather_records
from bot.use_cases.records.scope import RecordsPeriod, RecordsWish
from tests.bot.use_cases.practices.network import LIAM, NORA
from tests.bot.use_cases.records.october import OCTOBER, records


def test_more_than_a_pack_holds_is_refused(filled, monkeypatch):
    monkeypatch.setattr(scope, "MOST", 1)
    with pytest.raises(Refusal, match="more than 1 of one kind"):
        records(filled)


def test_a_pack_for_others_holds_what_the_least_of_them_see(filled):
    group = filled.tech
    reader = scope.reader_narrowed(filled.reader(LIAM), group, Audience.GROUP)
    context = filled.by(LIAM)
    wish = RecordsWish(groups=(group,), about=OCTOBER)
    narrowed = gather_records(wish, type(context)(reader, context.work, context.now))
    assert narrowed.parts == records(filled, NORA).parts
    observer = filled.reader(NORA)
    assert scope.reader_narrowed(observer, group, Audience.MEMBERS) is observer
    assert scope.reader_narrowed(observer, group, None) is observer
    network_eyes = scope.reader_narrowed(observer, group, Audience.NETWORK)
    assert network_eyes == reader_of_audience(Audience.NETWORK, [group.id], user_id=NORA)
    assert (
        scope.audience_of(reader_of_audience(Audience.MEMBERS, [group.id]), [group])
        is Audience.MEMBERS
    )


def test_a_period_in_words():
    assert OCTOBER.words == "1 October 2026 to 31 October 2026"
    assert RecordsPeriod(first=None, last=OCTOBER.last).words == "everything up to 31 October 2026"
    assert RecordsPeriod(first=OCTOBER.last, last=OCTOBER.last).words == "31 October 2026"
