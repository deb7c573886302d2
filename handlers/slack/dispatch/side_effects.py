"""What Slack says that changes what Convenor believes: events, and readings of channels."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain import DropReason
from bot.domain.audience import ChannelFacts
from bot.domain.group import Unreadable, read_anew, same_facts
from bot.domain.person import PersonFacts
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.deliveries.blocking import release_recipient
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.drift.daily_check import keep_names, people_of_groups
from bot.use_cases.drift.note_reading import let_go, let_go_of_account, note_reading
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.facts import read_person
from handlers.slack.request import Call

log = logging.getLogger(__name__)

_CHANNEL_EVENTS = frozenset(
    "member_joined_channel member_left_channel channel_archive channel_unarchive "
    "group_archive group_unarchive channel_left group_left".split()
)
_OPENS_AGAIN = frozenset({"channel_unarchive", "group_unarchive"})


@dataclass(kw_only=True)
class Happenings:
    """Drops cached facts, holds and releases deliveries, stops and resumes a workspace's sending.

    It writes of a channel only where Slack's answer differs from what is stored.
    """

    memory: Memory
    directory: SlackDirectory
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()
    wake: Callable[[], None] = lambda: None

    async def __call__(self, call: Call) -> None:
        if call.id in _CHANNEL_EVENTS and call.channel_id:
            self.directory.forget_channel(call.channel_id)
            found = await self.directory.channel(call.workspace_id, call.channel_id)  # it is noted
            if call.id == "member_left_channel" and found and call.user_id not in found.members:
                await self._let_go(call, call.channel_id)
            joined = call.id == "member_joined_channel"
            if joined and call.user_id != self.directory.bot_user_id:
                await self._meet(call)
            elif joined or call.id in _OPENS_AGAIN:
                await self._release(call, call.channel_id)
        elif call.id in ("user_change", "team_join"):
            self.directory.forget_person(call.user_id)
            await self._keep_person(call, read_person(call.event["user"], call.workspace_id))
        elif call.id == "app_uninstalled" or (
            call.id == "tokens_revoked" and (call.event.get("tokens") or {}).get("bot")
        ):
            log.error("workspace_stopped", extra={"error": call.id})
            await self.memory.write(
                call.workspace_id, lambda work: work.workspaces.stop_sending(call.id, self.now())
            )

    async def _let_go(self, call: Call, channel_id: str) -> None:
        """The noted reading tells it too, but not where it is the group's first one."""

        def job(work: UnitOfWork) -> None:
            group = work.groups.by_channel(channel_id)
            if group is not None:
                where = Drifted(
                    group=group, work=work, now=self.now(), secretariat=self.secretariat
                )
                let_go([call.user_id], where)

        await self.memory.write(call.workspace_id, job)
        self.wake()

    async def _release(self, call: Call, channel_id: str) -> None:
        if await self.memory.write(
            call.workspace_id, lambda work: release_recipient(channel_id, work=work, now=self.now())
        ):
            log.info("recipient_released", extra={"why": call.id})
            self.wake()

    async def _meet(self, call: Call) -> None:
        """Who came is known by name at once; without an answer, the background asks again."""
        facts = await self.directory.person(call.workspace_id, call.user_id)
        if facts is not None:
            await self.memory.write(
                call.workspace_id, lambda work: keep_names([facts], work, now=self.now())
            )

    async def _keep_person(self, call: Call, facts: PersonFacts) -> None:
        def job(work: UnitOfWork) -> bool:
            known = work.people.get(facts.user_id) is not None
            if not known and facts.user_id not in people_of_groups(work):
                return False  # of no concern to us: only people of the groups' channels are kept
            now = self.now()
            if not facts.active:
                let_go_of_account(facts, work=work, now=now, secretariat=self.secretariat)
                return True
            work.people.keep_seen(facts, now)
            resumed = work.deliveries.owe_dropped(
                facts.user_id, why=DropReason.LEFT_WORKSPACE, now=now
            )
            return work.recipients.probe_now(facts.user_id, now) or bool(resumed)

        if await self.memory.write(call.workspace_id, job):
            self.wake()

    async def resume(self, workspace_id: str) -> None:
        """End the stop of a workspace in which Slack says that our token works."""
        why = await self.memory.read(workspace_id, lambda work: work.workspaces.why_stopped())
        if why is not None:
            await self.memory.write(
                workspace_id, lambda work: work.workspaces.resume_sending(self.now())
            )
            log.warning("workspace_resumed", extra={"was": why})
            self.wake()

    async def compare_reading(self, channel_id: str, found: ChannelFacts | Unreadable) -> None:
        """Compare an answer of Slack's about a channel with the last reading, and keep what is
        news. NotSaved where the database does not answer: then the answer must not be used."""
        workspace_id = self.directory.workspace_id

        def is_news(work: UnitOfWork) -> bool:
            if work.groups.by_channel(channel_id) is None:
                return False
            before = work.channels.get(channel_id)
            return not same_facts(before, read_anew(channel_id, found, before, self.now()))

        def job(work: UnitOfWork) -> bool:
            return note_reading(
                channel_id, found, work=work, now=self.now(), secretariat=self.secretariat
            )

        if not await self.memory.read(workspace_id, is_news):
            return
        if await self.memory.write(workspace_id, job):
            log.info("channel_changed", extra={"channel": channel_id})
            self.wake()
