"""The values of buttons about the use of practices, read back."""

from handlers.slack.request import read_number


def read_page(value: str) -> tuple[int, int]:
    """The offset and the practice's number that a Previous or Next button carries."""
    offset, _, number = value.partition(" ")
    return read_number(offset), read_number(number)
