"""Calendar addresses on both databases: one a person, found by the secret's hash alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.calendar import CalendarAddress

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LIAMS = CalendarAddress(workspace_id="T1", user_id="U0LIAM", secret_hash="first", created_at=NOW)


def test_keeping_a_new_one_ends_the_old_one(database):
    with database.transaction("T1") as work:
        work.calendars.keep_address(LIAMS)
        work.calendars.keep_address(replace(LIAMS, secret_hash="second"))
    with database.transaction("T1", write=False) as work:
        assert work.calendars.behind_secret("first") is None
        assert work.calendars.of_person("U0LIAM") == work.calendars.behind_secret("second")
        assert work.calendars.of_person("U0LIAM").created_at == NOW


def test_the_hash_names_its_person_in_whichever_workspace(database):
    with database.transaction("T1") as work:
        work.calendars.keep_address(LIAMS)
    with database.transaction("T2") as work:
        work.calendars.keep_address(replace(LIAMS, workspace_id="T2", secret_hash="theirs"))
        assert work.calendars.behind_secret("first") == LIAMS
        assert work.calendars.of_person("U0LIAM").secret_hash == "theirs"
        assert work.calendars.revoke_of("U0LIAM")
        assert not work.calendars.revoke_of("U0LIAM")
        assert work.calendars.behind_secret("first") == LIAMS


def test_an_address_is_kept_in_its_own_workspace(database):
    with database.transaction("T2") as work, pytest.raises(ValueError, match="own workspace"):
        work.calendars.keep_address(LIAMS)
