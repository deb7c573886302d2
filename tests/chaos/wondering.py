"""Asks /wg why about what stayed uncertain, as its recipients would."""

import json

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import is_person
from bot.domain.person import PersonFacts
from bot.use_cases.context import Context
from bot.use_cases.deliveries.why import AskWhy, explain_deliveries
from bot.use_cases.identify import identify_person
from handlers.slack.features.why.blocks import Setting, message_block
from tests.chaos.slack import TEAM, now, person_id

SAID = ("It may have been sent", "Being checked")


def shown_as_uncertain(database, deliveries):
    """The ids among these whose uncertainty the answer about their dialogue tells in words.

    A person asks for what was owed to them, and for a channel its first member does.
    """
    with database.transaction(TEAM, write=False) as work:
        return {one.id for one in deliveries if _is_told(one, work)}


def _is_told(delivery, work):
    private = is_person(delivery.recipient)
    user_id = delivery.recipient if private else person_id(0)
    groups = {group.id: group for group in work.groups.all()}
    presence = {
        group.channel_id: ChannelFacts(
            channel_id=group.channel_id,
            name=group.name,
            is_private=False,
            members=frozenset({user_id}),
        )
        for group in groups.values()
    }
    facts = PersonFacts(user_id=user_id, name=user_id)
    moment = now()
    _, reader = identify_person(user_id, facts, presence, work=work, now=moment)
    answer = explain_deliveries(
        AskWhy(about=delivery.subject_id), Context(reader=reader, work=work, now=moment)
    )
    setting = Setting(zone="UTC", now=moment, groups=groups)
    return any(
        told.row.id == delivery.id and any(words in _words(told, setting) for words in SAID)
        for told in (answer.own if private else answer.here)
    )


def _words(told, setting):
    return json.dumps(message_block(told, setting, named=True))
