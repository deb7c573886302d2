"""A calendar address is told once, as long as a key, and its person's to end."""

from dataclasses import asdict
from hashlib import sha256

import pytest

from bot.ports.ledgers.personal import hash_of
from bot.use_cases.calendars.feed import make_address, revoke_address
from tests.bot.use_cases.dialogues.town import LIAM, NORA, NOW
from tests.journal import told_about

FIRST, SECOND = bytes(range(32)), bytes(range(100, 132))


def made(work, user_id=LIAM, randomness=FIRST):
    return make_address(user_id, randomness=randomness, work=work, now=NOW)


def behind(work, secret):
    return work.calendars.behind_secret(hash_of(secret))


def test_the_secret_is_told_and_its_hash_is_kept(work):
    secret = made(work)
    assert secret == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    kept = work.calendars.of_person(LIAM)
    assert asdict(kept) == {
        "workspace_id": "T1",
        "user_id": LIAM,
        "secret_hash": sha256(secret.encode()).hexdigest(),
        "created_at": NOW,
    }
    assert behind(work, secret) == kept
    assert behind(work, kept.secret_hash) is None, "the hash itself opens nothing"


def test_each_person_has_their_own(work):
    mine, theirs = made(work), made(work, NORA, SECOND)
    assert mine != theirs
    assert behind(work, theirs).user_id == NORA


def test_a_new_one_ends_the_old_one(work):
    old, new = made(work), made(work, randomness=SECOND)
    assert behind(work, old) is None
    assert behind(work, new) == work.calendars.of_person(LIAM)


def test_it_is_switched_off_once(work):
    secret = made(work)
    assert revoke_address(LIAM, work=work, now=NOW)
    assert not revoke_address(LIAM, work=work, now=NOW)
    assert behind(work, secret) is None
    assert work.calendars.of_person(LIAM) is None


def test_what_could_be_guessed_is_refused(work):
    with pytest.raises(ValueError, match="31 random bytes"):
        made(work, randomness=FIRST[:31])


def test_the_journal_tells_of_it_without_the_address(work):
    secrets = made(work), made(work, randomness=SECOND)
    revoke_address(LIAM, work=work, now=NOW)
    told = told_about(work, LIAM)
    assert [did for _, _, did, _ in told] == [
        "made a calendar address",
        "renewed the calendar address",
        "switched off the calendar address",
    ]
    assert not any(word in str(told) for secret in secrets for word in (secret, hash_of(secret)))
