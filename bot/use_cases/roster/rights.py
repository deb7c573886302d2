"""What only the secretariat may do, and words for everyone else."""

from bot.domain.errors import NotAllowed
from bot.domain.roles import Reader
from bot.domain.wording import at_name, listed
from bot.ports.unit_of_work import UnitOfWork


def demand_secretariat(reader: Reader, what: str, *, work: UnitOfWork) -> None:
    """Raise NotAllowed unless `reader` is of the secretariat; `what` is named in the words."""
    if not reader.secretariat:
        raise NotAllowed(f"Only the secretariat can {what}. {secretariat_in_words(work)}")


def secretariat_in_words(work: UnitOfWork) -> str:
    """Who the secretariat is, as far as it is kept here and was met; settings may name more."""
    people = work.people.among(work.people.secretariat())
    met = [p for p in people.values() if p.active and p.name != p.user_id]
    names = sorted(at_name(person.name) for person in met)
    if not names:
        return "If you don't know who that is, a Slack workspace admin can tell you."
    return f"Secretariat: {listed(names)}."
