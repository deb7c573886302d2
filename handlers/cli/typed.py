"""What is typed behind an option, checked as argparse wants it."""

import argparse

from handlers.settings import safe_address

_LONGEST_NAME, _LONGEST_ADDRESS = 35, 3000 - len("/slack/events")


def typed_number(typed: str, least: int, most: int) -> int:
    if not (typed.isascii() and typed.isdecimal() and least <= int(typed[:9]) <= most):
        words = f"“{typed}” is no whole number from {least} to {most}"
        raise argparse.ArgumentTypeError(words)
    return int(typed)


def typed_name(typed: str) -> str:
    """Of an app (display_information.name in Slack's schema of manifests)."""
    if not typed.isprintable():
        raise argparse.ArgumentTypeError("an app's name is one line of letters and signs")
    if not 1 <= len(typed.strip()) <= _LONGEST_NAME:
        raise argparse.ArgumentTypeError(
            f"an app's name in Slack has 1 to {_LONGEST_NAME} characters, this has "
            f"{len(typed.strip())}"
        )
    return typed.strip()


def typed_address(typed: str) -> str:
    """What Slack calls, with our path behind it (slash_commands.url in the same schema)."""
    try:
        address = safe_address(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"it {error}, not “{typed[:100]}”") from None
    if len(address) > _LONGEST_ADDRESS:
        raise argparse.ArgumentTypeError(
            f"it has {len(address)} characters, and Slack takes {_LONGEST_ADDRESS}"
        )
    return address
