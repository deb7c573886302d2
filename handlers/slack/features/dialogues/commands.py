"""What people type after /dialogue, and the lists of coming dialogues and dates that answer it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.dates.answers import Asked
from bot.domain import Act, Dialogue, Group, NotFound, Refusal, Series, may
from bot.domain.reference import DIALOGUE, take_reference
from bot.domain.wording import count, spell_day
from bot.languages import Nn_, _, _n
from bot.use_cases.dialogues.cancel import cancel_dialogue
from bot.use_cases.dialogues.move import move_dialogue
from bot.use_cases.dialogues.rules import checks
from bot.use_cases.dialogues.rules.conflicts import find_conflicts
from bot.use_cases.dialogues.schedule import JustScheduled, ScheduleDialogue, ask_if_twice
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from bot.use_cases.dialogues.show import Coming, coming_dialogues, show_dialogue
from bot.use_cases.refusals import demand_right
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues import forms, parsing, previewing, replies, times
from handlers.slack.features.dialogues.form_fields import ask_scope, is_one_of_several
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, escape_text, without_own_words
from handlers.slack.kit.common_blocks import PAGE, paging_buttons
from handlers.slack.request import Answer, Reply, Scene, ShowView
from handlers.slack.request.ask_back import ask_which, frame_of
from handlers.slack.request.help import typed_back

_DATES = 20
"""Dates of one series on a page: a line each."""
_MORE_UNTIL = Nn_("{number} more until {day}", "{number} more until {day}")
_A_DAY = r"\w+ \w+ \w+ \d{4}"
"""As `spell_day` spells it: "Saturday 12 December 2026", "samedi 1 mai 2027"."""
_LONGEST_VALUE = 2_000


def list_of(
    coming: Coming, series: Mapping[int, Series], *, offset: int, may_schedule: bool
) -> list[kit.Block]:
    """Ten a page, each with the reader's own answer; `offset` beyond the end shows the last.

    A series is shown by its next date, with how many follow. `series`: those that the reader may
    see, by id; open dates of any other are listed one by one.
    """
    if not coming.dialogues:
        return _nothing_planned(coming, may_schedule=may_schedule)
    items = _items_by_series(coming.dialogues, series)
    offset = min(offset, (len(items) - 1) // PAGE * PAGE)
    blocks = [confirm_header(count(len(coming.dialogues), "coming dialogue", "coming dialogues"))]
    several = len(coming.groups) > 1
    for dialogue, later in items[offset : offset + PAGE]:
        its = series.get(dialogue.series_id or 0)
        notes = [dialogue.reference]
        notes += [coming.groups[dialogue.group_id].name] if several else []
        notes += [times.rhythm_words(its)] if its is not None else []
        own = coming.answers.get(dialogue.number)
        buttons = show.answer_buttons(dialogue, own=own, place=f"list:{offset}")
        buttons.append(show.show_button(dialogue))
        if later and its is not None:
            notes.append(_n(*_MORE_UNTIL, len(later), day=spell_day(later[-1].wall.date())))
            heard = _("All dates of {title}", title=dialogue.title)
            buttons.append(kit.button(_("All dates"), "dialogue.dates", f"0 {its.id}", says=heard))
        lines = [show.title_line(dialogue), show.time_line(dialogue), kit.line(" · ".join(notes))]
        blocks += [kit.rich(*lines), kit.actions(*buttons)]
    return [*blocks, *paging_buttons("dialogue.page", offset=offset, total=len(items))]


def _items_by_series(
    dialogues: Sequence[Dialogue], series: Mapping[int, Series]
) -> list[tuple[Dialogue, list[Dialogue]]]:
    """Each with those of its series that come after it."""
    items: list[tuple[Dialogue, list[Dialogue]]] = []
    of_series: dict[int, list[Dialogue]] = {}
    for dialogue in dialogues:
        if dialogue.series_id in of_series:
            of_series[dialogue.series_id].append(dialogue)
            continue
        items.append((dialogue, []))
        if dialogue.series_id is not None and dialogue.series_id in series:
            of_series[dialogue.series_id] = items[-1][1]
    return items


def dates_of(series: Series, coming: Coming, *, offset: int) -> list[kit.Block]:
    """The coming dates of one series that the reader may see, twenty a page."""
    dialogues = [d for d in coming.dialogues if d.series_id == series.id]
    if not dialogues:
        return [kit.rich(kit.say("None of its dates are coming any more."))]
    offset = min(offset, (len(dialogues) - 1) // _DATES * _DATES)
    lines = []
    for dialogue in dialogues[offset : offset + _DATES]:
        own = coming.answers.get(dialogue.number)
        said = f" · {_(show.ANSWER_WORDS[own])}" if own is not None else ""
        when = kit.moment(dialogue.starts_at, dialogue.zone)
        lines.append(kit.line(kit.bold(dialogue.reference), " ", when, said))
    title = show.title_line(dialogues[0])
    rule = times.rule_line(series)
    turns = paging_buttons(
        "dialogue.dates", offset=offset, total=len(dialogues), state=str(series.id), page=_DATES
    )
    return [kit.rich(title, rule, kit.bullets(lines)), *turns]


def behind_own_line(dialogue: Dialogue, group: Group, series: Series | None, words: str) -> str:
    """`words` behind the reference without the title and the notes that a list shows there."""
    notes = [group.name, *map(_, show.ANSWER_WORDS.values())]
    notes += [times.rhythm_words(series)] if series else []
    more = [_n(*_MORE_UNTIL, number, day="DAY") for number in (1, 2)]
    later = [re.sub(r"\d", r"\\d+", re.escape(one)).replace("DAY", _A_DAY) for one in more]
    note = "|".join([*map(re.escape, notes), *later])
    left = without_own_words(words, dialogue.title, "", {})
    return re.sub(rf"^(?:·\s*(?:{note})(?=\s|$)\s*)+", "", left)


def _nothing_planned(coming: Coming, *, may_schedule: bool) -> list[kit.Block]:
    names = [group.name for group in coming.groups.values()]
    if not names:
        nowhere = kit.say("You are in no working group, so there are no dialogues to show.")
        return [kit.rich(nowhere)]
    nothing = kit.say("No dialogue is planned.")
    if len(names) == 1:
        nothing = kit.say("No dialogue is planned in {group}.", group=names[0])
    if not may_schedule:
        return [kit.rich(nothing)]
    example = kit.text("/dialogue schedule Age assurance on 12 Dec 14:00 for 60m", code=True)
    button = kit.actions(kit.button(_("Schedule…"), "dialogue.schedule"))
    how = kit.rich(kit.line(_("To schedule one: "), example))
    return [kit.rich(nothing), how, *([button] if len(names) == 1 else [])]


def upcoming_reply(scene: Scene, offset: int = 0) -> Reply:
    """`/dialogue` and `/dialogue list`."""
    groups = scene.groups_here()
    found = coming_dialogues(groups, scene.context)
    may_schedule = any(may(scene.reader, Act.SCHEDULE_DIALOGUE, group.id) for group in groups)
    ids = {d.series_id for d in found.dialogues if d.series_id is not None}
    series = {i: one for i in ids if (one := scene.work.series.seen_by(scene.reader, i))}
    return Reply(blocks=list_of(found, series, offset=offset, may_schedule=may_schedule))


def dates_reply(scene: Scene, series_id: int, offset: int) -> Reply:
    """The coming dates of one series, as far as the reader may see them."""
    found = coming_dialogues(scene.groups_here(), scene.context)
    series = scene.work.series.seen_by(scene.reader, series_id)
    if series is None or series.group_id not in found.groups:
        raise Refusal("I can't find this series in a group you belong to.")
    return Reply(blocks=dates_of(series, found, offset=offset))


def run_show(scene: Scene) -> Answer:
    return dialogue_reply(scene, parsing.read_alone(_behind(scene), "show"))


def dialogue_reply(scene: Scene, number: int) -> Reply:
    return Reply(blocks=show.in_full(show_dialogue(number, scene.context), scene.call.user_id))


def run_schedule(scene: Scene) -> Answer:
    """`/dialogue schedule …`; alone it opens the form."""
    group = scene.needs_group()
    demand_right(scene.context, Act.SCHEDULE_DIALOGUE, group)
    if not scene.call.raw.strip():
        return ShowView(forms.schedule_form(scene, group))
    wish = parsing.read_schedule(parsing.literal(scene.call.raw, scene.names), frame_of(scene))
    if isinstance(wish, Asked):
        return ask_which(scene.call, wish, raw_of=escape_text)
    try:
        # The one just scheduled would else be named as what the same one overlaps with.
        ask_if_twice(wish.title, group, scene.context)
        return _against(scene, group, wish) or replies.scheduled_reply(scene, group, wish)
    except JustScheduled as twice:
        return asked_again(scene, twice, scene.call.raw)


def _against(scene: Scene, group: Group, wish: ScheduleDialogue | ScheduleSeries) -> Reply | None:
    """The conflicts with the time, with a button that goes on all the same."""
    if len(scene.call.raw) > _LONGEST_VALUE:
        return None
    usual = group.default_audience
    checks.checked_audience(wish.audience or usual, group, scene.context)
    found = find_conflicts(previewing.proposal_of(wish, usual, scene.now), group, scene.context)
    if not found:
        return None
    button = kit.button(_("Schedule it anyway"), "dialogue.anyway", scene.call.raw)
    lines = [kit.say("Before I schedule this:"), kit.bullets(kit.line(words) for words in found)]
    return Reply(blocks=[kit.rich(*lines), kit.actions(button)])


def asked_again(scene: Scene, twice: JustScheduled, raw: str) -> Reply:
    """The question, with a button that goes on where the words, as Slack sent them, fit."""
    value = f"{twice.before.number} {raw}"
    answer = [kit.rich(kit.line(twice.words))]
    if len(value) <= _LONGEST_VALUE:
        answer.append(kit.actions(kit.button(_("Schedule it again"), "dialogue.again", value)))
    typed = scene.call.typed
    return Reply(blocks=[*answer, *(typed_back(typed) if typed else [])])


def run_move(scene: Scene) -> Answer:
    try:
        wish = parsing.read_move(
            _behind(scene), frame_of(scene), lambda n: checks.find_to_change(n, scene.context)[0]
        )
    except parsing.NoDate as missing:
        dialogue = checks.find_to_change(missing.number, scene.context)[0]
        button = kit.button(_("Move…"), "dialogue.move", dialogue.reference)
        return Reply(blocks=[kit.rich(kit.line(missing.words)), kit.actions(button)])
    if isinstance(wish, Asked):
        return ask_which(scene.call, wish, raw_of=escape_text)
    before, _group = checks.find_to_change(wish.number, scene.context)
    if asked := _how_far(scene, before, "move"):
        return asked
    return replies.moved_reply(scene, move_dialogue(wish, scene.context))


def run_edit(scene: Scene) -> Answer:
    """`/dialogue edit D12` opens the form; in that of a series one says how far it reaches."""
    return ShowView(forms.edit_form(scene, *parsing.read_edit(_behind(scene))))


def run_cancel(scene: Scene) -> Answer:
    wish = parsing.read_cancel(_behind(scene))
    before, _group = checks.find_to_cancel(wish.number, scene.context)
    if asked := _how_far(scene, before, "cancel"):
        return asked
    return Reply(blocks=replies.cancelled_blocks(cancel_dialogue(wish, scene.context), scene.now))


def _how_far(scene: Scene, dialogue: Dialogue, doing: str) -> Reply | None:
    """The question how far a change reaches, where it is not said and makes a difference."""
    words = _behind(scene)
    said = parsing.said_scope(words) is not None
    if said or dialogue.ends_at <= scene.now or not is_one_of_several(dialogue, scene):
        return None
    call = replace(scene.call, raw=escape_text(words))
    return ask_scope(replace(scene, call=call), dialogue, doing)


def _behind(scene: Scene) -> str:
    """The reference and the words behind it; a line of a list that was pasted is its reference."""
    is_link = scene.call.raw.lstrip().startswith("<http")
    words = scene.words if is_link else parsing.literal(scene.call.raw, scene.names)
    try:
        number, rest = take_reference(DIALOGUE, words)
        dialogue, group = checks.find_dialogue(number, reader=scene.reader, work=scene.work)
    except NotFound:
        return words  # whoever reads them says so
    series = scene.work.series.seen_by(scene.reader, dialogue.series_id or 0)
    return f"{dialogue.reference} {behind_own_line(dialogue, group, series, rest)}"
