"""Classifies driver errors: the database did not answer, or the work should be tried again."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.domain import NotSaved

_OUR_OWN = (exc.DataError, exc.IntegrityError, exc.NotSupportedError, exc.ProgrammingError)
_COLLISIONS = frozenset(
    {
        "23505",  # unique_violation: another transaction wrote the key first
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
    }
)


def not_saved(cause: BaseException) -> NotSaved:
    """A new NotSaved with its cause chained; one for each caller, since errors gather traces."""
    error = NotSaved("The database did not answer.")
    error.__cause__ = cause
    return error


def is_unanswered(error: BaseException) -> bool:
    """Locked, full, unreachable, timed out or broken: not a fault of the statement's own."""
    if isinstance(error, exc.TimeoutError):
        return True
    return isinstance(error, exc.DBAPIError) and not isinstance(error, _OUR_OWN)


def has_collided(error: BaseException) -> bool:
    """Whether only the company of other transactions made this fail (PostgreSQL)."""
    return (
        isinstance(error, exc.DBAPIError) and getattr(error.orig, "sqlstate", None) in _COLLISIONS
    )


def passable_error(error: BaseException) -> BaseException:
    """`error` as a future can carry it: with StopIteration the caller would wait for ever."""
    if not isinstance(error, StopIteration):
        return error
    wrapped = RuntimeError("A job raised StopIteration.")
    wrapped.__cause__ = error
    return wrapped


@contextmanager
def raising_not_saved() -> Iterator[None]:
    """Turn the driver's "no answer" into NotSaved; any other error passes unchanged."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        if is_unanswered(error):
            raise not_saved(error) from error
        raise
