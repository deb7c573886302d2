"""Organisations as pictures are given them."""

from bot.domain.organisation import Organisation, OrganisationKind

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
