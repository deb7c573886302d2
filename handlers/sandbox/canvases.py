"""Canvases: documents of Markdown, one of them at most the channel's own."""

from dataclasses import asdict, dataclass, replace

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Store


@dataclass(frozen=True)
class Canvas:
    """`channel`: whose own canvas it is; None for one that stands alone."""

    id: str
    title: str
    text: str
    channel: str | None = None


class Canvases:
    """Every canvas by id, written through to the store."""

    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        self._store = store
        self._identifiers = identifiers
        self._by_id = {key: Canvas(**body) for key, body in store.load("canvases").items()}

    def get(self, canvas_id: str) -> Canvas | None:
        return self._by_id.get(canvas_id)

    def of_channel(self, channel: str) -> Canvas | None:
        """The channel's own canvas, or None."""
        return next((one for one in self._by_id.values() if one.channel == channel), None)

    def add(self, title: str, text: str, channel: str | None) -> Canvas:
        return self._save(Canvas(self._identifiers.new("F"), title, text, channel))

    def write(self, canvas: Canvas, text: str) -> Canvas:
        return self._save(replace(canvas, text=text))

    def _save(self, canvas: Canvas) -> Canvas:
        self._by_id[canvas.id] = canvas
        self._store.save("canvases", canvas.id, asdict(canvas))
        return canvas
