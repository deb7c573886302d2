"""What a server says while it may yet answer is waited for; only what it cannot mend is not."""

import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.domain.errors import NotSaved
from storage.database.diagnosis import (
    Unusable,
    address_without_password,
    demand_usable,
    driver_words,
)
from storage.database.engine import make_engine
from storage.database.failures import not_saved

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
