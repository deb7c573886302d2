"""What people type after /dialogue, and where its form starts."""

from bot.domain.audience import Audience, narrowest
from bot.domain.group import Group
from bot.domain.roles import Act, may
from bot.domain.when import Ambiguous
from bot.use_cases.dialogues import coming as coming_dialogues
from bot.use_cases.dialogues.cancel import cancel as cancel_dialogue
from bot.use_cases.dialogues.checking import find_to_change, may_widen
from bot.use_cases.dialogues.move import move as move_dialogue
from bot.use_cases.dialogues.schedule import JustScheduled
from bot.use_cases.dialogues.show import show as show_dialogue
from bot.use_cases.refusing import demand
from handlers.slack import blockkit as kit
from handlers.slack.answers import Answer, Reply, ShowView
from handlers.slack.asking import ask_which
from handlers.slack.dialogues import blocks, confirmations, confirming, modals, parsing
from handlers.slack.help_text import typed_back
from handlers.slack.scene import Scene
from handlers.slack.typed import spoken

_LONGEST_VALUE = 2_000


def upcoming(scene: Scene, offset: int = 0) -> Reply:
    """`/dialogue` and `/dialogue list`."""
    groups = scene.groups_here()
    found = coming_dialogues.coming(groups, reader=scene.reader, work=scene.work, now=scene.now)
    may_schedule = any(may(scene.reader, Act.SCHEDULE_DIALOGUE, group.id) for group in groups)
    return Reply(blocks=blocks.list_of(found, offset=offset, may_schedule=may_schedule))


def show(scene: Scene) -> Answer:
    """`/dialogue show D12`."""
    return shown(scene, parsing.read_alone(_words(scene), "show"))


def shown(scene: Scene, number: int) -> Reply:
    known = show_dialogue(
        number, presence=scene.presence, reader=scene.reader, work=scene.work, now=scene.now
    )
    return Reply(blocks=blocks.in_full(known))


def schedule(scene: Scene) -> Answer:
    """`/dialogue schedule …`; alone it opens the form."""
    group = scene.needs_group()
    demand(scene.reader, Act.SCHEDULE_DIALOGUE, group, work=scene.work, now=scene.now)
    if not scene.call.raw.strip():
        return ShowView(schedule_form(scene, group))
    wish = parsing.read_schedule(_words(scene), writer(scene))
    if isinstance(wish, Ambiguous):
        return _which(scene, wish)
    try:
        return confirming.scheduled(scene, group, wish)
    except JustScheduled as twice:
        return _again(scene, twice)


def schedule_form(scene: Scene, group: Group) -> modals.View:
    """With the audiences that this person may choose, and their own zone."""
    return modals.schedule_form(
        channel_id=group.channel_id,
        zone=scene.person.zone,
        audience=group.default_audience,
        audiences=audiences(scene, group, group.default_audience),
    )


def audiences(scene: Scene, group: Group, now_for: Audience) -> tuple[Audience, ...]:
    """What this person may choose: what it is now, the group's default and narrower, or all."""
    if may_widen(group, scene.reader):
        return tuple(Audience)
    return tuple(
        audience
        for audience in Audience
        if audience is now_for or narrowest(audience, group.default_audience) is audience
    )


def _again(scene: Scene, twice: JustScheduled) -> Reply:
    """The question, with a button that goes on where the words fit into one."""
    value = f"{twice.before.number} {scene.call.raw}"
    answer = [kit.rich(kit.line(twice.words))]
    if len(value) <= _LONGEST_VALUE:
        answer.append(kit.actions(kit.button("Schedule it again", "dialogue.again", value)))
    typed = scene.call.typed
    return Reply(blocks=[*answer, *(typed_back(typed) if typed else [])])


def move(scene: Scene) -> Answer:
    """`/dialogue move D12 to 13 Dec 15:00`."""
    try:
        wish = parsing.read_move(_words(scene), writer(scene))
    except parsing.NoDate as missing:
        return _offer_form(scene, missing)
    if isinstance(wish, Ambiguous):
        return _which(scene, wish)
    changed = move_dialogue(
        wish, presence=scene.presence, reader=scene.reader, work=scene.work, now=scene.now
    )
    return confirming.moved(scene, changed)


def _offer_form(scene: Scene, missing: parsing.NoDate) -> Reply:
    """What is missing, and a button for those who would rather choose than type."""
    dialogue, _ = find_to_change(
        missing.number, reader=scene.reader, work=scene.work, now=scene.now
    )
    button = kit.button("Move…", "dialogue.move", dialogue.reference)
    return Reply(blocks=[kit.rich(kit.line(missing.words)), kit.actions(button)])


def edit(scene: Scene) -> Answer:
    """`/dialogue edit D12` opens the form."""
    return edit_form(scene, parsing.read_alone(_words(scene), "edit"))


def edit_form(scene: Scene, number: int) -> ShowView:
    dialogue, group = find_to_change(number, reader=scene.reader, work=scene.work, now=scene.now)
    return ShowView(modals.edit_form(dialogue, audiences(scene, group, now_for=dialogue.audience)))


def cancel(scene: Scene) -> Answer:
    """`/dialogue cancel D12 because …`."""
    wish = parsing.read_cancel(_words(scene))
    changed = cancel_dialogue(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return Reply(blocks=confirmations.cancelled(changed))


def writer(scene: Scene) -> parsing.Writer:
    """Dates are read in the writer's own Slack zone."""
    return parsing.Writer(zone=scene.person.zone, now=scene.now, locale=scene.person.locale)


def _words(scene: Scene) -> str:
    """The words behind the verb, literal; mentions become names that ping nobody."""
    return spoken(scene.call.raw, {u: facts.name for u, facts in scene.facts.items()})


def _which(scene: Scene, asked: Ambiguous) -> Reply:
    return ask_which(scene.call, words=asked.words, readings=asked.readings, used=asked.used)
