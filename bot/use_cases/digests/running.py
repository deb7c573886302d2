"""The group whose digest is meant, for one who may run it."""

from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.refusing import demand


def group_to_run(group_id: int, *, reader: Reader, work: UnitOfWork, now: datetime) -> Group:
    """NotAllowed for all but its chairs and the secretariat."""
    group = work.groups.get(group_id)
    if group is None:
        raise Refusal("I can't find this group any more.")
    demand(reader, Act.RUN_DIGEST, group, work=work, now=now)
    return group
