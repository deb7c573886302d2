"""Why things were dropped, in few plain words."""

from handlers.web.snapshot import reasons


def test_reasons_are_plain_words_few_in_number_and_never_ids():
    found = reasons(
        {
            "too late": 1,
            "too late: channel_not_found": 2,
            "moved to D12": 4,
            "U0AMARA001": 8,
            "Ünïcode": 16,
            "": 32,
            "x" * 60: 64,
        }
    )
    assert found == {"too late": 3, "other": 124}
    notifications = "abcdefghijklmnopqrstuvwxyz"
    many = {a + b: 1 for a in notifications for b in notifications[:2]}
    assert len(reasons(many)) == 41
    assert sum(reasons(many).values()) == len(many)
