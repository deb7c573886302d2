"""The people of the group here, found by the names that others type for them."""

from bot.dates.answers import Asked, Way
from bot.domain import Person
from bot.domain.known_names import KnownNames, accounts_by_name
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name, shortened
from bot.languages import _
from handlers.slack.request.context import Scene

Somebody = Person | PersonFacts
_MOST_PEOPLE = 9
"""Buttons, beside one that says something else."""


def members_here(scene: Scene) -> frozenset[str]:
    """User ids in the channel of this group; in a direct message, of all the person's groups.

    Who is in a channel is for those in it, and for the secretariat.
    """
    direct = scene.channel is not None and scene.channel.is_direct
    groups = scene.groups_here() if direct or scene.group else ()
    reader = scene.reader
    seen = (g for g in groups if g.id in reader.seats or reader.secretariat)
    channels = [scene.presence.get(group.channel_id) for group in seen]
    return frozenset().union(*(channel.members for channel in channels if channel))


def known_here(scene: Scene) -> KnownNames[Somebody]:
    """Those of them who are active and no apps, as they are kept or were just described."""
    members, people = members_here(scene), scene.work.people
    news = [f for u, f in scene.facts.items() if u in members and people.is_news(f)]
    if not news:
        return people.by_names(members)
    everyone: dict[str, Somebody] = {
        **people.by_ids(sorted(members)),
        **{f.user_id: f for f in news},
    }
    return accounts_by_name(everyone.values())


def ask_who(typed: str, scene: Scene) -> Asked | None:
    """The people that `typed`, words of the command, may mean, as buttons; None for nobody."""
    found = known_here(scene).find(typed)
    if found is None:
        return None
    before, _name, after = scene.call.raw.rpartition(typed)
    ways = [(at_name(p.name), f"{before}<@{p.user_id}>{after}") for p in found.named[:_MOST_PEOPLE]]
    words = _("Who is “{name}”?", name=shortened(typed, 80))
    return Asked(words, tuple(Way(label, text) for label, text in ways))
