"""A calendar address is made once, as long as a key, and its person's to end."""

import pytest

from bot.use_cases.calendars.address import address_of, renew, revoke
from tests.bot.use_cases.dialogues.town import LIAM, NORA, NOW

FIRST, SECOND = bytes(range(32)), bytes(range(100, 132))


def made(work, user_id=LIAM, randomness=FIRST, make=address_of):
    return make(user_id, randomness=randomness, work=work, now=NOW)


def test_it_is_made_at_first_asking_and_stays(work):
    address = made(work)
    assert (address.user_id, address.workspace_id, address.created_at) == (LIAM, "T1", NOW)
    assert address.secret == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    assert made(work, randomness=SECOND) == address
    assert work.calendars.behind(address.secret) == address


def test_each_person_has_their_own(work):
    mine, theirs = made(work), made(work, NORA, SECOND)
    assert mine.secret != theirs.secret
    assert work.calendars.behind(theirs.secret).user_id == NORA


def test_a_new_one_ends_the_old_one(work):
    old = made(work)
    new = made(work, randomness=SECOND, make=renew)
    assert new.secret != old.secret
    assert work.calendars.behind(old.secret) is None
    assert work.calendars.of(LIAM) == new


def test_it_is_switched_off_once(work):
    address = made(work)
    assert revoke(LIAM, work=work, now=NOW)
    assert not revoke(LIAM, work=work, now=NOW)
    assert work.calendars.behind(address.secret) is None
    assert work.calendars.of(LIAM) is None


def test_what_could_be_guessed_is_refused(work):
    with pytest.raises(ValueError, match="31 random bytes"):
        made(work, randomness=FIRST[:31])


def test_the_journal_tells_of_it_without_the_address(work):
    address = made(work)
    made(work, randomness=SECOND, make=renew)
    revoke(LIAM, work=work, now=NOW)
    told = work.journal.about(LIAM)
    assert [did for _, _, did, _ in told] == [
        "made a calendar address",
        "renewed the calendar address",
        "switched off the calendar address",
    ]
    assert address.secret not in str(told)
