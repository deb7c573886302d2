"""Which errors of a driver mean that nobody answered, and which that it may be tried again."""

import pytest
from sqlalchemy import exc, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.domain.errors import NotSaved
from storage.database.engine import make_engine
from storage.database.failures import (
    Unusable,
    address_without_password,
    demand_usable,
    driver_words,
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


FAILED = 'connection failed: connection to server at "db" (10.0.0.1), port 5432 failed: '


@pytest.fixture(params=["sqlite://", "postgresql://u:secret@db/convenor"])
def engine(request):
    engine = make_engine(request.param)
    yield engine
    engine.dispose()


def unanswered(words):
    return not_saved(OperationalError("SELECT 1", {}, Exception(words)))


OURS = {
    f"{FAILED}Connection refused\n\tIs the server running on that host?": (
        "nothing listens at that host and port"
    ),
    "failed to resolve host 'db': [Errno -2] Name or service not known": (
        "its host has no known address"
    ),
    f"{FAILED}timeout expired": "its host cannot be reached",
}


@pytest.mark.parametrize(
    "words",
    [
        *OURS,
        "database is locked",
        f"{FAILED}FATAL:  the database system is starting up",
        f"{FAILED}FATAL:  sorry, too many clients already",
        f'{FAILED}FATAL:  LDAP authentication failed for user "u"',
        f"{FAILED}FATAL:  Passwort-Authentifizierung für Benutzer »u« fehlgeschlagen",
    ],
)
def test_what_may_pass_is_waited_for(engine, words):
    with pytest.raises(NotSaved) as passed, demand_usable(engine):
        raise unanswered(words)
    assert driver_words(passed.value) == OURS.get(words, words.splitlines()[0])


def test_nothing_but_a_time_out_is_no_answer():
    assert driver_words(not_saved(TimeoutError())) == "no answer"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            'FATAL:  password authentication failed for user "u"',
            "it does not let “u” in. Check the user name and the password.",
        ),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "u", database "d", SSL off',
            "it takes no calls of this kind from 10.0.0.2. Add a line to its pg_hba.conf, or ask "
            "for TLS with ?sslmode=require.",
        ),
        (
            'FATAL:  database "d" does not exist',
            "there is no database “d”. Create it, then run: convenor migrate",
        ),
        (
            'connection is bad: invalid sslmode value: "maybe"',
            "“maybe” is no sslmode. Check the address.",
        ),
    ],
)
def test_what_is_certain_is_told_in_one_line(words, told):
    engine = make_engine("postgresql://u:secret@db/convenor")
    tried_twice = f"{FAILED}Connection refused\nMultiple attempts failed:\n{FAILED}{words}\n"
    with pytest.raises(Unusable) as refused, demand_usable(engine):
        raise unanswered(tried_twice)
    assert str(refused.value) == told


def test_a_fault_in_a_statement_of_ours_is_told_as_such(engine):
    class UndefinedTable(Exception):
        sqlstate = "42P01"

    with pytest.raises(ProgrammingError), demand_usable(engine):
        raise ProgrammingError("SELECT 1 FROM nowhere", {}, UndefinedTable())


def test_no_password_is_shown(engine):
    assert "secret" not in address_without_password(engine.url)
    more = engine.url.update_query_dict({"sslpassword": "secret", "sslmode": "require"})
    assert "secret" not in address_without_password(more)
    assert "sslmode=require" in address_without_password(more)
