"""Canvases: documents of Markdown, one of them at most the channel's own."""

from dataclasses import dataclass, replace

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Kept, Store


@dataclass(frozen=True)
class Canvas:
    """`channel`: whose own canvas it is; None for one that stands alone."""

    id: str
    title: str
    text: str
    channel: str | None = None


class Canvases(Kept[Canvas]):
    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        super().__init__(store, "canvases", Canvas)
        self._identifiers = identifiers

    def of_channel(self, channel: str) -> Canvas | None:
        """The channel's own canvas, or None."""
        return next((one for one in self if one.channel == channel), None)

    def add(self, title: str, text: str, channel: str | None) -> Canvas:
        return self.save(Canvas(self._identifiers.new("F"), title, text, channel))

    def write(self, canvas: Canvas, text: str) -> Canvas:
        return self.save(replace(canvas, text=text))
