"""Lists of coming dialogues: the next ones of a group, and the dates of one series."""

import re
from collections.abc import Mapping, Sequence

from bot.domain import Dialogue, Group, Series
from bot.domain.wording import count, spell_day
from bot.languages import Nn_, _, _n
from bot.use_cases.dialogues.show import Coming
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues import series_facts
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, without_own_words
from handlers.slack.kit.common_blocks import PAGE, paging_buttons

_DATES = 20
"""Dates of one series on a page: a line each."""
_MORE_UNTIL = Nn_("{number} more until {day}", "{number} more until {day}")
_A_DAY = r"\w+ \w+ \w+ \d{4}"
"""As `spell_day` spells it: "Saturday 12 December 2026", "samedi 1 mai 2027"."""


def list_of(
    coming: Coming, series: Mapping[int, Series], *, offset: int, may_schedule: bool
) -> list[kit.Block]:
    """Ten a page, each with the reader's own answer; `offset` beyond the end shows the last.

    A series is shown by its next date, with how many follow. `series`: those that the reader
    may see, by id; open dates of any other are listed one by one.
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
        notes += [series_facts.rhythm_words(its)] if its is not None else []
        own = coming.answers.get(dialogue.number)
        buttons = show.answer_buttons(dialogue, own=own, place=f"list:{offset}")
        buttons.append(show.show_button(dialogue))
        if later and its is not None:
            last = spell_day(later[-1].wall.date())
            notes.append(_n(*_MORE_UNTIL, len(later), day=last))
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
    title, rule = show.title_line(dialogues[0]), series_facts.rule_line(series)
    turns = paging_buttons(
        "dialogue.dates", offset=offset, total=len(dialogues), state=str(series.id), page=_DATES
    )
    return [kit.rich(title, rule, kit.bullets(lines)), *turns]


def behind_own_line(dialogue: Dialogue, group: Group, series: Series | None, words: str) -> str:
    """`words` behind the reference without the title and the notes that a list shows there."""
    notes = [group.name, *map(_, show.ANSWER_WORDS.values())]
    notes += [series_facts.rhythm_words(series)] if series else []
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
