"""Organisations as pictures are given them, and pictures as they are drawn."""

import pickle

from bot.domain.person import Organisation, OrganisationKind

ZONES = "Australia/Sydney Asia/Seoul Asia/Kathmandu Europe/London America/St_Johns".split()


def organisations(number, name="Organisation {}"):
    return [
        Organisation(
            id=n,
            name=name.format(n),
            kind=OrganisationKind.MEMBER,
            country="KR",
            zone=ZONES[n % len(ZONES)],
        )
        for n in range(number)
    ]


def drawn(picture):
    """Its bytes, by what another process would get."""
    return pickle.loads(pickle.dumps(picture.draw))()
