"""Writes that depend only on conditions on their own rows: they wait for no other write."""

from collections.abc import Sequence

from storage.database.failures import has_collided, is_unanswered, not_saved, passable_error
from storage.transactions.jobs import Job, Jobs
from storage.transactions.shared_state import share_transaction


class GuardedCommit(Jobs):
    """Like GroupCommit without the workspace's lock and without savepoints, for PostgreSQL.

    Under READ COMMITTED a statement that has waited for a row checks its condition again. So the
    second of two writers of one row sees the first one's result. Where one of a group fails,
    each is tried alone.
    """

    def serve(self, group: Sequence[Job]) -> None:
        self._commit(group)

    def _commit(self, group: Sequence[Job], *, last_try: bool = False) -> None:
        try:
            with self._engine.begin() as connection:
                share_transaction(connection)
                results = [job.run(connection) for job in group]
        except BaseException as error:
            if not last_try and (len(group) > 1 or has_collided(error)) and not _away(error):
                for job in group:
                    self._commit([job], last_try=True)
                return
            for job in group:
                job.future.set_exception(
                    not_saved(error) if is_unanswered(error) else passable_error(error)
                )
            return
        for job, result in zip(group, results, strict=True):
            job.future.set_result(result)


def _away(error: BaseException) -> bool:
    """Whether there is no server, so that each would wait for it in vain."""
    return is_unanswered(error) and not has_collided(error)
