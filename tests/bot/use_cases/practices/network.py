"""The network of the tests of practices and digests: two groups, four organisations."""

from datetime import date

from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.practice import Evidence, Public
from bot.use_cases.practices.card import CardWords
from tests import network as vocabulary
from tests.network import (
    AMARA,
    DAY,
    DIRECT,
    GRACE,
    LIAM,
    LOBBY,
    MINJI,
    NORA,
    PAT,
    TEACH,
    TECH,
    channel,
    dialogue,
    practice,
)

__all__ = [
    "AMARA",
    "DIRECT",
    "GRACE",
    "LIAM",
    "LOBBY",
    "MINJI",
    "NORA",
    "PAT",
    "TEACH",
    "TECH",
    "channel",
    "dialogue",
    "practice",
]

NOW = vocabulary.Network.NOW


class Network(vocabulary.Network):
    """`tech` is private and mixed; `teach` has members only; Liam is in both, Amara chairs tech."""

    def owed(self, kind=None, *, subject=None):
        """Every delivery of a kind, whatever became of it, the latest due first."""
        return [
            row
            for row in self.of_recipients()
            if (kind is None or row.kind == kind)
            and (subject is None or row.subject_id == str(subject))
            and row.subject_type in (SubjectType.PRACTICE, SubjectType.DIGEST)
        ]


settle_in = Network.settle_in


def card_words(**changes):
    fields = {
        "title": "Peer mentors against sextortion",
        "summary": "Pupils of sixteen teach pupils of twelve.",
        "what_was_done": "Six schools took part.\nMentors were trained for two days.",
        "publics": (Public.YOUNG_PEOPLE, Public.EDUCATORS),
        "topics": ("sextortion", "schools"),
        "countries": ("IE",),
        "language": "en",
        "evidence": Evidence.PILOT,
        "link": "https://example.org/mentors",
        "contact": "mentors@example.org",
        "review_by": date(2027, 11, 23),
    }
    return CardWords(**{**fields, **changes})


def going(network, number, user_id, answer=RsvpAnswer.GOING):
    person = network.work.people.get(user_id)
    organisation = person.organisation.id if person and person.organisation else None
    network.work.rsvps.keep_answer(
        number,
        Rsvp(
            user_id=user_id,
            answer=answer,
            organisation_id=organisation,
            answered_at=NOW - 8 * DAY,
        ),
    )


def action(number, group_id, **changes):
    return vocabulary.action(number, group_id, **{"zone": "Europe/London", **changes})
