"""The words of practices, as they were kept before 0017 made an index of them: nothing is left."""

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """0017 reads the cards themselves."""
