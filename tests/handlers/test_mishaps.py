"""What the system refuses is told in words for people, with the way on."""

import errno

import pytest

from handlers.mishaps import file_words, port_words


@pytest.mark.parametrize(
    ("name", "port", "line"),
    [
        ("EADDRINUSE", 3000, "PORT: 3000 is in use by another program. Stop that one, or take an"),
        ("EACCES", 80, "PORT: 80 is for the administrator alone. Take one above 1023."),
        ("EADDRNOTAVAIL", 3000, "CONVENOR_HOST: “192.0.2.1” is no address of this machine, such "),
    ],
)
def test_a_port_says_which_setting_is_wrong(name, port, line):
    error = OSError(getattr(errno, name), "no")
    assert port_words("PORT", "192.0.2.1", port, error).startswith(line)


def test_what_has_no_words_of_ours_keeps_the_system_s():
    assert file_words("/x", OSError(5, "Input/output error")).startswith(
        "/x cannot be used: input/output error."
    )
