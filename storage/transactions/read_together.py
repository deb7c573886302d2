"""One view of the database for all the reads that wait at the same moment."""

from collections.abc import Sequence

from sqlalchemy import exc

from storage.database.failures import is_unanswered, not_saved, passable_error
from storage.transactions.jobs import Job, Jobs, Spoilt
from storage.transactions.shared_state import share_transaction


class GroupRead(Jobs):
    """Like GroupCommit, with nothing to commit: what the jobs know of one moment they share.

    The moment is later than each of them was asked for. What a job writes in spite of its name
    is not kept, but others of its group may see it.
    """

    def serve(self, group: Sequence[Job]) -> None:
        left, ahead = list(group), True
        while left:
            try:
                self._read(left, ahead=ahead)
            except Spoilt:  # by what one of them asks ahead for: so each asks for itself
                ahead = False
            except BaseException as error:  # there is no transaction to read in
                for job in left:
                    job.future.set_exception(not_saved(error) if is_unanswered(error) else error)
                return

    def _read(self, left: list[Job], *, ahead: bool) -> None:
        """Answer each and take it off the list, up to one whose error ends the transaction."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            shared = share_transaction(connection, reading=True)
            if ahead:
                self._ask_ahead(connection, left)
            try:
                while left:
                    job = left.pop(0)
                    try:
                        job.future.set_result(job.run(connection))
                    except exc.SQLAlchemyError as error:
                        told = not_saved(error) if is_unanswered(error) else error
                        job.future.set_exception(told)
                        transaction.rollback()
                        return
                    except BaseException as error:
                        job.future.set_exception(passable_error(error))
            finally:
                # Else it is committed: at a rollback psycopg forgets every statement it prepared.
                if shared.wrote and transaction.is_active:
                    transaction.rollback()
