"""Which errors of a driver mean that nobody answered, and which that it may be tried again."""

import pytest
from sqlalchemy import exc, text

from bot.domain.errors import NotSaved
from storage.database.failures import (
    has_collided,
    is_unanswered,
    not_saved,
    passable_error,
    raising_not_saved,
)


class Driver(Exception):
    """What a driver raises, with PostgreSQL's code."""

    def __init__(self, sqlstate=None):
        super().__init__()
        self.sqlstate = sqlstate


def raised(kind, sqlstate=None):
    return kind("SELECT 1", {}, Driver(sqlstate))


@pytest.mark.parametrize(
    ("error", "unanswered"),
    [
        (raised(exc.OperationalError), True),
        (raised(exc.InterfaceError), True),
        (raised(exc.InternalError), True),
        (exc.TimeoutError(), True),
        (raised(exc.IntegrityError), False),
        (raised(exc.ProgrammingError), False),
        (raised(exc.DataError), False),
        (raised(exc.NotSupportedError), False),
        (exc.ArgumentError(), False),
        (ValueError(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_our_own_faults_are_not_taken_for_silence(error, unanswered):
    assert is_unanswered(error) is unanswered
    with pytest.raises(NotSaved if unanswered else type(error)) as caught, raising_not_saved():
        raise error
    assert (caught.value.__cause__ is error) is unanswered


@pytest.mark.parametrize(
    ("state", "collided"),
    [("23505", True), ("40001", True), ("40P01", True), ("23503", False), (None, False)],
)
def test_only_the_company_of_others_is_a_reason_to_try_again(state, collided):
    assert has_collided(raised(exc.IntegrityError, state)) is collided
    assert not has_collided(Driver(state))


def test_each_caller_gets_an_error_of_its_own():
    """Errors gather traces, and one that several callers raise would grow."""
    cause = Driver()
    assert not_saved(cause) is not not_saved(cause)


def test_stop_iteration_travels_wrapped():
    stop, other = StopIteration(), ValueError()
    assert passable_error(other) is other
    assert isinstance(passable_error(stop), RuntimeError)
    assert passable_error(stop).__cause__ is stop


def test_a_statement_of_ours_that_is_wrong_is_no_silence(database):
    wrong = text("INSERT INTO groups (id) VALUES (NULL)")
    with database.engine.connect() as connection, pytest.raises(exc.IntegrityError):  # noqa: SIM117
        with raising_not_saved():
            connection.execute(wrong)
