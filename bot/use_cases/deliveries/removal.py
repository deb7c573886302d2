"""Deletes a posted message that a chair does not want in its channel any more."""

import logging

from bot.domain.delivery import Delivery
from bot.domain.errors import ContentRefused, NotSent
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries.means import Means
from bot.use_cases.drift.opened import redraw_notices

log = logging.getLogger(__name__)


async def remove(delivery: Delivery, means: Means) -> None:
    """Raises NotSent where it may be deleted by a later try."""
    try:
        await means.messenger.delete(delivery)
    except ContentRefused as refused:
        await leave_standing(delivery, refused, means)
        return
    await means.memory.write(delivery.workspace_id, lambda work: work.queue.taken_down(delivery))


async def leave_standing(delivery: Delivery, trouble: NotSent, means: Means) -> None:
    """Slack will not delete it: the chairs' lists name it again, and say so."""

    def job(work: UnitOfWork) -> None:
        work.queue.left_standing(delivery, trouble.code)
        group = work.groups.by_channel(delivery.slack_channel or "")
        if group is not None:
            redraw_notices(group, work=work, now=means.now())

    await means.memory.write(delivery.workspace_id, job)
    log.warning("not_deleted", extra={"delivery": delivery.id, "error": trouble.code})
