"""Answers a call: gathers facts, opens one transaction, runs the listener, keeps a receipt.

Everything that must be asked of Slack is asked before the transaction opens; the listener is a
plain function in a worker thread; nothing is sent until its transaction is durable.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain import NotSaved, Refusal
from bot.domain.audience import ChannelFacts
from bot.domain.fairness import Weights
from bot.domain.person import PersonFacts, zone_of
from bot.languages import ENGLISH, _, choose_language, keep_language, speak, speaking
from bot.ports.directory import Directory, Kept
from bot.ports.unit_of_work import Asks, Memory, UnitOfWork
from bot.use_cases.identify import identify_person
from handlers.slack.dispatch.near_names import NearNames, people_near
from handlers.slack.dispatch.travelling import answer_failure, answer_refusal, to_wire
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import spoken_text
from handlers.slack.kit.common_blocks import say_moments_once, with_step
from handlers.slack.kit.slack_text import with_channels
from handlers.slack.request import Call, Kind, Reply, Route, Scene
from handlers.slack.request.carried_values import NotOurs
from handlers.slack.request.context import Listener
from handlers.slack.request.drafting import answer_form
from handlers.slack.request.response import Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What Slack said, before the transaction."""

    person: PersonFacts | None
    channel: ChannelFacts | None
    presence: Mapping[str, ChannelFacts]
    facts: Mapping[str, PersonFacts]
    unnamed: frozenset[str] = frozenset()
    """Those whose names are wanted and not known yet."""

    @property
    def of_everyone(self) -> dict[str, PersonFacts]:
        """Of the people that the call names, and of who makes it, by user id."""
        own = {self.person.user_id: self.person} if self.person else {}
        return own | dict(self.facts)


@dataclass(kw_only=True)
class Desk:
    """Answers calls, each in a transaction of its own.

    `wake` tells the loop that something may be owed; `secretariat` is what settings name.
    """

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]
    secretariat: frozenset[str] = frozenset()
    wake: Callable[[], None] = lambda: None
    bot_user_id: str = ""
    weights: Weights = field(default_factory=Weights)
    public_url: str = ""
    workspace_url: str = ""
    commands: Mapping[str, Listener] = field(default_factory=dict)
    """What each command runs, by its id."""
    languages: Collection[str] = ()
    """ISO 639 codes of those in which persons are answered, besides English."""
    _channels: dict[str, frozenset[str]] = field(default_factory=dict)
    """Channel ids of each workspace's groups, as the last write found them."""
    _names: NearNames = field(init=False)
    _spoken: dict[tuple[str, str], str] = field(default_factory=dict)
    """By workspace and person: the language by their locale as it is stored, then as Slack said."""

    def __post_init__(self) -> None:
        self._names = NearNames(memory=self.memory, directory=self.directory)

    async def learn_languages(self, workspace_id: str) -> None:
        """Before the first call, so that a form that opens at once is in the reader's language."""
        for person in await self.memory.read(workspace_id, lambda work: work.people.all()):
            language = choose_language(person.locale, self.languages)
            self._spoken[workspace_id, person.user_id] = language

    def language_of(self, call: Call) -> str:
        """In which a person is spoken to before their call was looked at."""
        return self._spoken.get((call.workspace_id, call.user_id), ENGLISH)

    async def answer(self, call: Call, route: Route) -> Wire:
        """The call's answer, on its way: a refusal or a failure to save is an answer too."""
        with speaking(ENGLISH):
            return await self._answer(call, route)

    async def _answer(self, call: Call, route: Route) -> Wire:
        try:
            gathered = await self._gather(call, route)
            if gathered.person is not None:
                language = choose_language(gathered.person.locale, self.languages)
                self._spoken[call.workspace_id, call.user_id] = language
                speak(language)
            names = {user_id: facts.name for user_id, facts in gathered.facts.items()}
            channels = {place: facts.name for place, facts in gathered.presence.items()}
            call = replace(
                call,
                raw=with_channels(call.raw, channels),
                typed=spoken_text(with_channels(call.typed, channels), names),
            )
            answer = self._write if route.writes else self._read
            wire, waits = await answer(call, route, gathered)
            if waits:
                await self._probe(call)
            return wire
        except Refusal as refusal:
            if isinstance(refusal, NotOurs):
                log.warning("not_ours", extra={"kind": call.kind, "call": call.id})
            return to_wire(call, answer_refusal(call, refusal))
        except Exception:
            # A bug of ours is told like a database that is away: the transaction is rolled back.
            if call.kind is Kind.EVENT:
                raise  # left unacknowledged, so that Slack sends it again
            code = secrets.token_hex(2).upper()
            extra = {"reference": code, "kind": call.kind, "call": call.id}
            log.exception("not_saved", extra=extra)
            told = _(
                "I could not save this. Nothing was changed. Reference {reference}.", reference=code
            )
            return to_wire(call, answer_failure(call, told))

    async def _read(self, call: Call, route: Route, gathered: Gathered) -> tuple[Wire, bool]:
        def job(work: UnitOfWork) -> tuple[Wire, bool]:
            wire = self._run(route, self._scene(call, gathered, work))
            return wire, self._waits_for_probe(call, work)

        read = self.memory.read_apart if route.apart else self.memory.read
        return await read(call.workspace_id, keep_language(job))

    async def _write(self, call: Call, route: Route, gathered: Gathered) -> tuple[Wire, bool]:
        """What Slack says of people is kept first and apart: a listener that refuses has then
        written nothing, and what the database refuses of one person is nobody else's."""
        said = [f for f in (gathered.person, *gathered.facts.values()) if f is not None]
        asks = Asks(receipts=(call.key,), people=set(gathered.of_everyone))
        ahead = await self._look_ahead(call, route, gathered)

        def keep(work: UnitOfWork) -> None:
            for facts in said:
                work.people.keep_seen(facts, self.now())

        def job(work: UnitOfWork) -> tuple[Wire, frozenset[str], bool]:
            wire = self._once(call, route, gathered, work, ahead)
            return wire, _channel_ids(work), self._waits_for_probe(call, work)

        answered = await self.memory.write(
            call.workspace_id,
            keep_language(lambda work: None if any(map(work.people.is_news, said)) else job(work)),
            asks=asks,
        )
        if answered is None:
            await self.memory.write(call.workspace_id, keep, asks=asks, apart=True)
            answered = await self.memory.write(call.workspace_id, keep_language(job), asks=asks)
        wire, self._channels[call.workspace_id], waits = answered
        self.wake()
        return wire, waits

    def _waits_for_probe(self, call: Call, work: UnitOfWork) -> bool:
        """Whether Slack refused what was sent to this person, so that it must be tried later."""
        if call.user_id not in work.recipients.errors_of_blocked():
            return False
        block = work.recipients.block_of(call.user_id)
        return block is not None and block.probe_at > self.now()

    async def _probe(self, call: Call) -> None:
        """Who uses Convenor is written to at once; their answer does not depend on it."""
        try:
            await self.memory.write(
                call.workspace_id, lambda work: work.recipients.probe_now(call.user_id, self.now())
            )
            self.wake()
        except NotSaved:
            log.warning("not_probed", extra={"call": call.id})

    async def _look_ahead(self, call: Call, route: Route, gathered: Gathered) -> Any:
        """What the route finds before the writing; a refusal is left to the listener."""
        look = route.ahead
        if look is None:
            return None
        try:
            return await self.memory.read(
                call.workspace_id,
                keep_language(lambda work: look(self._scene(call, gathered, work))),
            )
        except Refusal:
            return None

    def _once(
        self, call: Call, route: Route, gathered: Gathered, work: UnitOfWork, ahead: Any
    ) -> Wire:
        """One effect a key: the first answer is kept and given again."""
        kept = work.receipts.get(call.key)
        if kept is not None:
            log.info("answered_again", extra={"kind": call.kind, "call": call.id})
            # An event's answer is a message of its own: once posted it is there already.
            return Wire() if call.kind is Kind.EVENT else Wire.from_kept(kept)
        wire = self._run(route, self._scene(call, gathered, work, ahead))
        work.receipts.keep_answer(call.key, wire.kept(), self.now())
        return wire

    def _scene(self, call: Call, gathered: Gathered, work: UnitOfWork, ahead: Any = None) -> Scene:
        now = self.now()
        person, reader = identify_person(
            call.user_id,
            gathered.person,
            gathered.presence,
            work=work,
            now=now,
            secretariat=self.secretariat,
        )
        return Scene(
            call=call,
            work=work,
            now=now,
            person=person,
            reader=reader,
            group=work.groups.by_channel(call.channel_id) if call.channel_id else None,
            channel=gathered.channel,
            presence=gathered.presence,
            facts=gathered.of_everyone,
            unnamed=gathered.unnamed,
            bot_user_id=self.bot_user_id,
            weights=self.weights,
            public_url=self.public_url,
            workspace_url=self.workspace_url,
            commands=self.commands,
            ahead=ahead,
        )

    def _run(self, route: Route, scene: Scene) -> Wire:
        try:
            answer = answer_form(route, scene)
            closed = scene.closed_channels() if scene.call.typed else ""
            if isinstance(answer, Reply):
                blocks = say_moments_once(answer.blocks, zone_of(scene.person))
                more = [kit.small(closed)] if closed else []
                answer = replace(answer, blocks=[*blocks, *more])
            return to_wire(scene.call, answer)
        except Refusal as refusal:
            words = with_step(refusal.words, refusal.step, refusal.about)
            refusal.words = " ".join(filter(None, [words, scene.closed_channels()]))
            raise

    async def _gather(self, call: Call, route: Route) -> Gathered:
        workspace_id, directory = call.workspace_id, self.directory
        if workspace_id not in self._channels:
            self._channels[workspace_id] = await self.memory.read(workspace_id, _channel_ids)
        groups = self._channels[workspace_id]
        own = {call.channel_id} if call.channel_id else set()
        # A list of a channel's people is about no other channel; one in a direct message may be.
        alone = route.everyone and call.channel_id and not call.channel_id.startswith("D")
        channel_ids = own if alone else own | groups
        nobody = Kept(None)
        person, *channels = await _gather_answers(
            [
                directory.person(workspace_id, call.user_id) if call.user_id else nobody,
                *(directory.channel(workspace_id, c) for c in sorted(channel_ids)),
            ]
        )
        presence = {c.channel_id: c for c in channels if c is not None}
        named = await _gather_answers(
            [directory.person(workspace_id, user_id) for user_id in sorted(call.people)]
        )
        near = people_near(call, route, presence, groups)
        learned, unnamed = await self._names.learn(workspace_id, near)
        return Gathered(
            person=person,
            channel=presence.get(call.channel_id or ""),
            presence=presence,
            facts={**learned, **{one.user_id: one for one in named if one is not None}},
            unnamed=unnamed,
        )


async def _gather_answers(asked: Sequence[Awaitable[Any]]) -> list[Any]:
    """Their answers in order, asked for at the same time; what is kept needs no task for that."""
    if all(isinstance(one, Kept) for one in asked):
        return [await one for one in asked]
    return await asyncio.gather(*asked)


def _channel_ids(work: UnitOfWork) -> frozenset[str]:
    return frozenset(group.channel_id for group in work.groups.all())
