"""Asking back: readings of a date, groups or people, as buttons that finish what was typed;
and the words above a form that would open a record to more readers."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.dates.answers import Asked, Way
from bot.dates.meaning.choice import Frame
from bot.domain import Audience, Group, Person, Refusal
from bot.domain.known_names import KnownNames, accounts_by_name
from bot.domain.person import PersonFacts, zone_of
from bot.domain.wording import at_name, count, shortened
from bot.domain.zones import to_wall
from bot.languages import N_, _, _n
from bot.use_cases.audience_changes import Opening
from bot.use_cases.coming_holidays import ComingHolidays
from bot.use_cases.dialogues.rules.invited import invited_organisations
from handlers.slack.kit import audience_words, refilled, spoken_text
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Route, Routes, Scene, WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, Reply, ShowView

Somebody = Person | PersonFacts
PRESS = "ask.choose"
GROUP_PRESS = "ask.group"
_MOST = 25
"""Buttons in one row of Slack's."""
_MOST_WAYS = 10
_VALUE = 2_000
TOLD = "told"
"""In a form's metadata, the mark of the opening that it told of."""
_TYPE_AGAIN = N_("I can't go on from this question. Please type the command again.")
_MOST_PEOPLE = 9
"""Buttons, beside one that says something else."""


def members_here(scene: Scene) -> frozenset[str]:
    """User ids in the channel of this group; in a direct message, of all the person's groups.

    Who is in a channel is for those in it, and for the secretariat.
    """
    direct = scene.channel is not None and scene.channel.is_direct
    groups = scene.groups_here() if direct or scene.group else ()
    reader = scene.reader
    seen = (g for g in groups if g.id in reader.seats or reader.secretariat)
    channels = [scene.presence.get(group.channel_id) for group in seen]
    return frozenset().union(*(channel.members for channel in channels if channel))


def known_here(scene: Scene) -> KnownNames[Somebody]:
    """Those of them who are active and no apps, as they are kept or were just described."""
    members, people = members_here(scene), scene.work.people
    news = [f for u, f in scene.facts.items() if u in members and people.is_news(f)]
    if not news:
        return people.by_names(members)
    everyone: dict[str, Somebody] = {
        **people.by_ids(sorted(members)),
        **{f.user_id: f for f in news},
    }
    return accounts_by_name(everyone.values())


def ask_who(typed: str, scene: Scene) -> Asked | None:
    """The people that `typed`, words of the command, may mean, as buttons; None for nobody."""
    found = known_here(scene).find(typed)
    if found is None:
        return None
    before, _name, after = scene.call.raw.rpartition(typed)
    ways = [(at_name(p.name), f"{before}<@{p.user_id}>{after}") for p in found.named[:_MOST_PEOPLE]]
    words = _("Who is “{name}”?", name=shortened(typed, 80))
    return Asked(words, tuple(Way(label, text) for label, text in ways))


def frame_of(scene: Scene, *, time_needed: bool = True) -> Frame:
    """Dates are read in the writer's own Slack zone; without `time_needed` a day is enough."""
    zone = zone_of(scene.person)
    coming = ComingHolidays(
        countries=lambda: _countries(scene),
        holidays=scene.work.holidays,
        today=to_wall(scene.now, zone).date(),
    )
    return Frame(zone, scene.now, scene.person.locale, time_needed, holidays=coming)


def _countries(scene: Scene) -> set[str]:
    """Those of the organisations in the group's channel, and the writer's own."""
    own = scene.person.organisation
    found = [own] if own else []
    if scene.group is not None:
        found += invited_organisations(Audience.GROUP, scene.group, scene.context)
    return {organisation.country for organisation in found}


def ask_which(call: Call, asked: Asked, *, raw_of: Callable[[str], str] = str) -> Reply:
    """The question, a button for each way to mean it, and the typed text; nothing was stored.

    `raw_of`: what Slack would send behind the verb for the text of a way.
    """
    blocks: list[kit.Block] = [kit.rich(kit.line(asked.words))]
    buttons = [
        going_on(call, raw_of(way.text), way.label, index)
        for index, way in enumerate(asked.ways[:_MOST_WAYS])
    ]
    offered = [button for button in buttons if button is not None]
    # Some ways without the others would be half a question: then the words alone ask.
    if offered and len(offered) == len(buttons):
        blocks.append(kit.actions(*offered))
    return Reply(blocks=[*blocks, *typed_back(call.typed)])


def going_on(call: Call, raw: str, label: str, index: int) -> kit.Element | None:
    """A button that goes on as if `raw` had been typed; None where that is too long for one."""
    state = kit.packed({"id": call.id, "raw": raw})
    return kit.button(label, f"{PRESS}:{index}", state) if len(state) <= _VALUE else None


def ask_group(call: Call, which: WhichGroup) -> Reply:
    """The question, a button for each group, and the typed text."""
    buttons: list[kit.Element] = []
    for group in which.groups[:_MOST]:
        value = group_value(group, call.id, call.raw)
        if len(value) > _VALUE:
            raise Refusal("Please type this in the channel of the working group that you mean.")
        buttons.append(kit.button(group.name, f"{GROUP_PRESS}:{group.id}", value))
    typed = typed_back(call.typed) if call.raw else []
    return Reply(blocks=[kit.rich(kit.line(which.words)), kit.actions(*buttons), *typed])


def group_value(group: Group, command_id: str, raw: str) -> str:
    """A button's value: to go on as if the command had been typed in the group's own channel."""
    return kit.packed({"id": command_id, "raw": raw, "channel": group.channel_id})


def _go_on(scene: Scene) -> Answer:
    state = read_state(scene.call.value, id=str, raw=str)
    return _run_again(scene, replace(scene.call, id=state["id"], raw=state["raw"]))


def _go_on_in_group(scene: Scene) -> Answer:
    """The same words once more, as if typed in the group's own channel."""
    state = read_state(scene.call.value, id=str, raw=str, channel=str)
    channel = scene.presence.get(state["channel"])
    if channel is None:
        raise Refusal(_TYPE_AGAIN)
    call = replace(scene.call, id=state["id"], raw=state["raw"], channel_id=channel.channel_id)
    group = scene.work.groups.by_channel(channel.channel_id)
    return _run_again(replace(scene, group=group, channel=channel), call)


def _run_again(scene: Scene, call: Call) -> Answer:
    command = scene.commands.get(call.id)
    if command is None:
        raise Refusal(_TYPE_AGAIN)
    typed = f"{call.id} {spoken_text(call.raw, scene.names)}".strip()
    answer = command(replace(scene, call=replace(call, typed=typed)))
    return replace(answer, replace=True) if isinstance(answer, Reply) else answer


def ask_to_open(
    form: dict[str, Any], call: Call, opening: Opening, *, shows: str, entry: tuple[str, str]
) -> ShowView:
    """The form as it was sent, with the words on top; it saves when it is sent once more.

    `shows`: what of the record will be seen. `entry`: what is written under it, one and several.
    """
    first, others = opening.references[0], len(opening.references) - 1
    what = first
    if others:
        what = _n(
            "{first} and {number} other date of its series",
            "{first} and {number} other dates of its series",
            others,
            first=first,
        )
    after, before = audience_words(opening.after), audience_words(opening.before)
    about = _("You are about to open {what} to {audience}.", what=what, audience=after)
    until = _("Until now: {audience}. They will see {shows}.", audience=before, shows=shows)
    lines = [kit.line(kit.bold(about)), kit.line(until)]
    if opening.entries:
        stays = _n(
            "{entries} stays closed to them: written for fewer people.",
            "{entries} stay closed to them: written for fewer people.",
            opening.entries,
            entries=count(opening.entries, *entry),
        )
        lines.append(kit.line(stays))
    lines.append(kit.say("Nothing is saved yet. Press Open it, or choose another audience."))
    return ask_again(form, call, [kit.rich(*lines)], submit=_("Open it"), mark=opening.mark)


def ask_again(
    form: dict[str, Any], call: Call, words: list[kit.Block], *, submit: str, mark: str
) -> ShowView:
    """The form as it was sent, under `words`; sent once more it carries `mark`, and goes on."""
    shown = refilled(form, call.fields)
    carried = kit.packed(json.loads(call.metadata) | {TOLD: mark})
    changed = {"submit": kit.plain(submit, 24), "private_metadata": carried}
    return ShowView(shown | changed | {"blocks": [*words, *shown["blocks"]]})


def read_told(metadata: str) -> str:
    """The mark of the opening that the form showed; "" where it showed none."""
    return read_state(metadata, **{TOLD: str | None})[TOLD] or ""


ROUTES: Routes = {
    (Kind.PRESS, PRESS): Route(run=_go_on, writes=True, names=True),
    (Kind.PRESS, GROUP_PRESS): Route(run=_go_on_in_group, writes=True, names=True),
}
