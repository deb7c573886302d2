"""How far a change of one occurrence of a series reaches."""

from enum import StrEnum


class Scope(StrEnum):
    """A dialogue that belongs to no series is always ONE."""

    ONE = "one"
    """This one."""
    LATER = "later"
    """This one and all later ones of its series, by their places in it."""
    WHOLE = "whole"
    """All of its series that are still ahead."""
