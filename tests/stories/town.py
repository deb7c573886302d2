"""A network in which Technology is set up and something of each kind is there."""

from tests.stories.evidence import day, free_day
from tests.stories.network import Network

TECH, EDUCATION, DIRECT = "#technology", "#education-and-awareness", "@convenor"


def set_up(network, channel=TECH, name="Technology", chair="amara", **fields):
    """As Sina of the secretariat does it."""
    sina = network.person("sina")
    sina.types(channel, "/wg setup")
    filled = {"name": name, "chairs": [network.people[chair]], "zone": "Europe/London"}
    assert sina.modal().fill(**(filled | fields)).submit() == {}
    sina.closes()


def technology(folder, **settings):
    """A network with only the group."""
    return Network(folder, after=set_up, **settings)


def settled(folder):
    """The group, and D1 and A1 of Liam's, A2 that Denise owns, and P1 of Denise's awaiting review.

    D2 and A3 are for members.
    """
    return Network(folder, after=settle)


def settle(network):
    """Set up the group and fill it."""
    set_up(network)
    liam, denise = network.person("liam"), network.person("denise")
    for words in (
        f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00",
        f"/dialogue schedule Enforcement on {free_day(network, 41)} 16:00 for members",
        f"/action add Draft the summary @liam by {day(network, 20)}",
        f"/action add Send the figures @denise by {day(network, 21)}",
        "/action add Compare the fines for members",
    ):
        assert liam.types(TECH, words).words.startswith(("Scheduled D", "Logged in Technology."))
    share(denise)


def share(person, **fields):
    """Share a practice by the form; the reference is P1 for the first."""
    person.types(TECH, "/practice share")
    card = {
        "title": "Lessons for parents",
        "summary": "Evening talks in libraries",
        "what_was_done": "Ten evenings in ten libraries.",
        "publics": ["parents and carers"],
        "topics": ["sextortion", "libraries"],
        "countries": ["US"],
        "language": "en",
        "evidence": "pilot",
    }
    errors = person.modal().fill(**(card | fields)).submit()
    if not errors:
        person.closes()
    return errors
