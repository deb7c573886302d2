"""Records of October for all and for members, and what is gathered of them."""

from datetime import UTC, date, datetime

from bot.domain.audience import Audience
from bot.domain.decision import Decision
from bot.domain.practice import PracticeStatus
from bot.use_cases.records.gather import gather_records
from bot.use_cases.records.scope import RecordsPeriod, RecordsWish
from tests.bot.use_cases.practices.network import LIAM, action, dialogue, practice

OCTOBER = RecordsPeriod(first=date(2026, 10, 1), last=date(2026, 10, 31))


def at(day, hour=12):
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def records(network, who=LIAM, about=OCTOBER, groups=None):
    wish = RecordsWish(groups=groups or (network.tech,), about=about)
    return gather_records(wish, network.by(who))


def told(found, part, field="reference"):
    return [row[field] for row in found.parts[part]]


def fill(network):
    work, here = network.work, network.tech.id
    ofcom = network.organisations["Ofcom"].id
    for number, audience in ((1, Audience.GROUP), (2, Audience.MEMBERS)):
        work.dialogues.add(dialogue(number, here, at(10), audience=audience))
        work.actions.add(action(number, here, created_at=at(10), audience=audience))
        work.decisions.add(
            Decision(
                number=number,
                group_id=here,
                title=f"Decision {number}",
                audience=audience,
                agreed=(ofcom,),
                dialogue=number,
                decided_on=date(2026, 10, 10),
                created_by=LIAM,
                created_at=at(10),
                settled_at=at(10),
            )
        )
        work.practices.add(
            practice(
                number,
                here,
                audience=audience,
                status=PracticeStatus.PUBLISHED,
                settled_at=at(10),
            )
        )
    return network
