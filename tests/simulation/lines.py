"""What several kinds of messages about a dialogue say alike, line by line."""

from collections import Counter
from dataclasses import dataclass

from tests.simulation.words import and_words, length_words, moment_words
from tests.simulation.world import names_of, people

SAID = {"going": "Going", "maybe": "Maybe", "cannot": "Can't"}


@dataclass(frozen=True, order=True)
class Post:
    """One message: the minute, the channel or the person's handle, and what it says."""

    at: object
    where: str
    lines: tuple[str, ...]


def facts(meeting, plan, at, heading):
    """Title, the reader's own time with the length, and the same spelled out."""
    when = moment_words(plan.start, plan.zone)
    minutes = meeting.minutes_at(at)
    return [
        f"{heading}{meeting.title_at(at)}",
        f"{when} (your time), {length_words(minutes)}",
        when,
    ]


def link(meeting):
    return [f"Link: {meeting.link}"] if meeting.link else []


def for_members(meeting):
    return ["For members only"] if meeting.members_only else []


def foot(meeting, at):
    rule = meeting.rule_at(at)
    mark = f" · ↻ {rule.name}" if rule else ""
    return [f"{meeting.reference} · {meeting.group.name}{mark}"]


def chaired(meeting, plan, at):
    return f"Chaired by {and_words(names_of(meeting.group.chairs_at(plan.start, at)))}"


def coming(meeting, at):
    """How many member organisations, once somebody has answered."""
    answers = meeting.answers_at(at)
    if not answers:
        return []
    bodies = [b for b in meeting.group.organisations(meeting.members_only) if b.member]
    going = {people()[h].organisation for h, (said, _, _) in answers.items() if said == "going"}
    number = sum(1 for body in bodies if body in going)
    are = "is" if number == 1 else "are"
    return [f"{number} of {len(bodies)} member organisations {are} coming"]


def answers_so_far(meeting, at):
    counted = Counter(said for said, _, _ in meeting.answers_at(at).values())
    said = [f"{words} {counted[answer]}" for answer, words in SAID.items() if counted[answer]]
    return [f"Answers so far: {', '.join(said)}."] if said else []


def agenda(meeting, at):
    """What the chair has accepted by then, with minutes and who presents it."""
    items = meeting.agenda_at(at)
    lines = [
        f"• {title} ({length_words(minutes)}, {people()[who].name})"
        for title, minutes, who in items
    ]
    return ["Agenda", *lines] if items else []


def expected(meeting, at):
    """Those who go, and the delegates of those who can't, by organisation."""
    answers = meeting.answers_at(at)
    coming = {h for h, (said, _, _) in answers.items() if said == "going"}
    coming |= {delegate for _, delegate, _ in answers.values() if delegate}
    coming -= {h for h, (said, _, _) in answers.items() if said == "cannot"}
    if not coming:
        return []
    by_body = {}
    for person in sorted((people()[h] for h in coming), key=lambda p: p.name.casefold()):
        by_body.setdefault(person.organisation.name, []).append(person.name)
    number = f"{len(coming)} {'person' if len(coming) == 1 else 'people'}"
    bullets = [f"• {body}: {', '.join(by_body[body])}" for body in sorted(by_body)]
    return [f"Expected: {number}", *bullets]
