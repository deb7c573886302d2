"""The one who typed: dates are read as they mean them."""

from dataclasses import dataclass
from datetime import datetime

from handlers.slack.request.context import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Whose words they are: their IANA zone, `now` (aware) and locale."""

    zone: str
    now: datetime
    locale: str

    @classmethod
    def of(cls, scene: Scene) -> "Writer":
        """Dates are read in the writer's own Slack zone."""
        return cls(zone=scene.person.zone, now=scene.now, locale=scene.person.locale)
