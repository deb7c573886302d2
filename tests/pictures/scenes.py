"""A group with something in it, and the five places of the page that docs/ shows."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Place:
    """Where to look: as which person, at which conversation, and at which words in it."""

    name: str
    handle: str
    channel: str
    shows: str
    """What is asked of the page once it stands there: a message's words, "modal" or "clock"."""


PLACES = (
    Place("channel", "denise", "#technology", "Chaired by"),
    Place("modal", "amara", "#technology", "modal"),
    Place("list", "liam", "#technology", "open actions"),
    Place("morning", "liam", "@convenor", "Your morning"),
    Place("clock", "amara", "#technology", "clock"),
)


def prepare(network):
    """Set a group up and let it live for some days."""
    sina, amara, liam, denise, aoife = (
        network.person(h) for h in ("sina", "amara", "liam", "denise", "aoife")
    )
    sina.types("#technology", "/wg setup")
    sina.modal().fill(name="Technology", chairs=[amara.id], zone="Europe/London").submit()
    sina.closes()
    day = (network.now + timedelta(days=16)).date()
    while day.weekday() != 2:
        day += timedelta(days=1)
    amara.schedules(
        "#technology",
        f"AI-generated CSAM roundtable on {day:%d %b %Y} 14:00 for 60m "
        "link https://example.org/room",
    )
    invitation = denise.finds("#technology", "Chaired by")
    for person, answer in ((denise, "Maybe"), (liam, "Going"), (aoife, "Going")):
        person.finds("#technology", "Chaired by").press(answer)
    due = network.now.date() + timedelta(days=4)
    while due.weekday() != 2:
        due += timedelta(days=1)
    for title in (
        "Draft the summary of the age-assurance test results",
        "Send the questions for the platforms’ transparency reports",
        "Check the translation of the joint statement",
    ):
        amara.types("#technology", f"/action add {title} @liam by {due:%d %b %Y}")
    liam.types("#technology", "/action")
    network.advance(days=(due - network.now.date()).days)
    return invitation
