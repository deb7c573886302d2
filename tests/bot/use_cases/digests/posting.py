"""A digest that is due is posted as the loop posts it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.delivery import State
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.digests.hold import WeeklyPosting
from bot.use_cases.digests.post import keep_digest
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.practices.network import TECH


def shown(digest, section):
    """Numbers of the records of a section."""
    return [int(entry.reference[1:]) for entry in digest.listed[section].entries]


def built(network, row, *, reader=None, now, presence=None):
    """What the loop would send."""
    reader = reader or channel_reader(network.tech.id, members_only=row.members_only)
    context = Context(reader=reader, work=network.work, now=now, presence=presence or {})
    return notification_for(row, context)


def claimed(network, now):
    """The digest that is due, once a worker has taken it."""
    (row,) = (
        row
        for row in network.work.queue.claim_due(now, lease_until=now + timedelta(1), limit=9)
        if row.kind in (MessageKind.WEEKLY_DIGEST, MessageKind.DIGEST_NOW)
    )
    return row


def send(network, now, *, members_only=False, state=State.SENT):
    """Claim, look again, keep, post; the digest, or why there is none."""
    row = replace(claimed(network, now), members_only=members_only)
    told = built(network, row, now=now)
    work = network.work
    if isinstance(told, Gone):
        work.queue.settle_row(row, State.DROPPED, now, error=told.why)
        return told
    work.queue.begin_post(row, now, lease_until=now + timedelta(hours=1))
    told = keep_digest(row, told, work)
    placed = {"posted_channel": TECH, "posted_ts": "1.2"} if state is State.SENT else {}
    assert work.queue.settle_row(row, state, now, **placed)
    return told.digest


def posting(network, occurrence="2026-11-30", revision=2, after=0):
    return WeeklyPosting(
        group_id=network.tech.id, occurrence=occurrence, revision=revision, after=after
    )
