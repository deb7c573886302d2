"""New people are in a group's channel who do not count as members there."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.channel_reading import PeopleCame
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.opened import CAME, tell_opened
from bot.use_cases.membership import member_people


def on_people_came(change: PeopleCame, where: Drifted) -> None:
    """Tell of people who do not count as members; of others nobody is told."""
    note_outsiders(where, came=change.user_ids)


def note_outsiders(where: Drifted, *, came: Collection[str] = ()) -> None:
    """Compare who does not count as a member in the last reading with what the chairs know.

    Asked again it finds nothing new. It is asked when people came, and once a day for what a
    change of the roster or of roles has made of people. `came`: who has come since the reading
    before. The first time, those who were there before are told of only where something for
    members stands.

    Where everybody can read the channel anyway, who is in it changes nothing and is not told.
    """
    group, work = where.group, where.work
    reading = work.channels.get(group.channel_id)
    if reading is None or not reading.readable:
        return
    outsiders = frozenset(reading.members) - member_people(group, work=work)
    known = reading.outsiders
    if known is None:
        _, standing = work.deliveries.standing(group.channel_id, 1)
        known = () if standing else tuple(outsiders)
    if reading.outsiders is None or outsiders != frozenset(known):
        work.channels.keep(replace(reading, outsiders=tuple(sorted(outsiders))))
    new = outsiders.difference(frozenset(known).difference(came))
    if new and reading.is_private and not reading.is_shared:
        tell_opened(where, CAME + " ".join(sorted(new)))
