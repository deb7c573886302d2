"""The list of coming dialogues, and one in full: private answers."""

from collections.abc import Sequence

from bot.domain.dialogue import Rsvp
from bot.domain.wording import count
from bot.use_cases.dialogues.checking import cancelled_words
from bot.use_cases.dialogues.coming import Coming
from bot.use_cases.dialogues.show import DialogueInFull
from handlers.slack import blockkit as kit
from handlers.slack.dialogues import facts
from handlers.slack.dialogues.times import place_words
from handlers.slack.shared import PAGE, confirm_header, paging

_NAMES_SHOWN = 40
"""Of each answer: a private message has no pages, and forty long names fill one."""


def list_of(coming: Coming, *, offset: int, may_schedule: bool) -> list[kit.Block]:
    """Ten a page, each with the reader's own answer; `offset` beyond the end shows the last."""
    total = len(coming.dialogues)
    if not total:
        return _nothing_planned(coming, may_schedule=may_schedule)
    offset = min(offset, (total - 1) // PAGE * PAGE)
    blocks = [confirm_header(f"{count(total, 'coming dialogue')}")]
    several = len(coming.groups) > 1
    for dialogue in coming.dialogues[offset : offset + PAGE]:
        group = f" · {coming.groups[dialogue.group_id].name}" if several else ""
        blocks += [
            kit.rich(
                facts.title_line(dialogue),
                facts.time_line(dialogue),
                kit.line(f"{dialogue.reference}{group}"),
            ),
            kit.actions(
                *facts.answer_buttons(
                    dialogue, own=coming.answers.get(dialogue.number), place=f"list:{offset}"
                ),
                facts.show_button(dialogue),
            ),
        ]
    return [*blocks, *paging("dialogue.page", offset=offset, total=total)]


def _nothing_planned(coming: Coming, *, may_schedule: bool) -> list[kit.Block]:
    names = [group.name for group in coming.groups.values()]
    where = f" in {names[0]}" if len(names) == 1 else ""
    if not names:
        return _told("You are in no working group, so there are no dialogues to show.")
    blocks = _told(f"No dialogue is planned{where}.")
    if not may_schedule:
        return blocks
    example = "/dialogue schedule Age assurance on 12 Dec 14:00 for 60m"
    blocks.append(kit.rich(kit.line("To schedule one: ", kit.text(example, code=True))))
    if len(names) == 1:
        blocks.append(kit.actions(kit.button("Schedule…", "dialogue.schedule")))
    return blocks


def in_full(known: DialogueInFull) -> list[kit.Block]:
    """Everything a reader may know of one dialogue, with the buttons that are theirs."""
    dialogue = known.dialogue
    author = known.people.get(dialogue.created_by)
    blocks = [
        kit.rich(
            facts.title_line(dialogue, "Cancelled: " if dialogue.cancelled else ""),
            kit.line(cancelled_words(dialogue)) if dialogue.cancelled else kit.line(),
            facts.time_line(dialogue),
            facts.spelled_line(dialogue),
            facts.chairs_line(known.chairs, known.people),
            facts.link_line(dialogue),
            facts.audience_line(dialogue),
            kit.line(f"Scheduled by {author.name if author else dialogue.created_by}"),
        ),
        *_places(known),
        *_answers(known),
    ]
    if known.may_answer:
        blocks.append(kit.actions(*facts.answer_buttons(dialogue, own=known.own, place="show")))
    if known.may_change:
        blocks.append(kit.actions(*facts.change_buttons(dialogue)))
    return [*blocks, kit.small(f"{dialogue.reference} · {known.group.name}")]


def _places(known: DialogueInFull) -> list[kit.Block]:
    places = place_words(known.dialogue, known.starts)
    if not places:
        return []
    return [
        kit.rich(
            kit.line(kit.bold("Where people are")),
            kit.bullets(kit.line(place) for place in places),
        )
    ]


def _answers(known: DialogueInFull) -> list[kit.Block]:
    """Names by organisation under each answer; nobody is mentioned."""
    if not known.rsvps:
        return [kit.rich(kit.line("Nobody has answered yet."))]
    parts = []
    for answer, words in facts.ANSWER_WORDS.items():
        said = [rsvp for rsvp in known.rsvps if rsvp.answer is answer]
        if said:
            parts.append(kit.line(kit.bold(f"{words}: {len(said)}")))
            parts.append(kit.bullets(_by_organisation(said, known)))
    return [kit.rich(*parts)]


def _by_organisation(rsvps: Sequence[Rsvp], known: DialogueInFull) -> list[kit.Element]:
    found: dict[str, list[str]] = {}
    for rsvp in rsvps[:_NAMES_SHOWN]:
        name = known.organisations.get(rsvp.organisation_id or 0, "No organisation yet")
        person = known.people.get(rsvp.user_id)
        found.setdefault(name, []).append(person.name if person else rsvp.user_id)
    lines = [
        kit.line(f"{organisation}: ", ", ".join(sorted(names)))
        for organisation, names in sorted(found.items())
    ]
    left = len(rsvps) - _NAMES_SHOWN
    return [*lines, kit.line(f"and {left} more")] if left > 0 else lines


def _told(words: str) -> list[kit.Block]:
    return [kit.rich(kit.line(words))]
