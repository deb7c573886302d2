"""Files of the app and of people: announced, sent, completed, and then shown or shared.

Slack makes small copies of each picture, `thumb_64` to `thumb_1024`: three are square, the others
as tall and wide as the picture allows. None is larger than the picture; 360 is always there.
"""

import mimetypes
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote

from PIL import Image, ImageOps

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.refusal import refuse_if
from handlers.sandbox.store import Kept, Store, fields_of, unguessable

PICTURES = {"image/png", "image/jpeg", "image/gif"}
"""What an image block can show of Slack's own files."""
_ID = re.compile("F[A-Z0-9]{8,}")
_TYPES = {".ics": "text/calendar"}
_NEVER = "editable is_external public_url_shared display_as_bot"


@dataclass(frozen=True)
class File:
    """`ticket` opens its upload address until it is used; `key` the page's, for those shown it.
    `ready_at`: unix seconds of the moved clock from which Slack has looked through it."""

    id: str
    name: str
    size: int
    user: str
    created: int
    ticket: str | None
    key: str
    alt_txt: str = ""
    title: str = ""
    is_complete: bool = False
    ready_at: float | None = None
    shared: list[str] = field(default_factory=list)
    """The ids of the conversations in which it was shared."""
    width: int = 0
    height: int = 0
    """In pixels; 0 for what is no picture."""

    @property
    def mimetype(self) -> str:
        known = _TYPES.get(self.name[self.name.rfind(".") :].lower())
        return known or mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def page_address(self) -> str:
        """Where the page finds it, without a host."""
        return f"/door/file/{self.key}/{quote(self.name, safe='')}"


Blocks = Sequence[Mapping[str, Any]]


class Files(Kept[File]):
    """Every file by id, with its bytes."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        super().__init__(store, "files", File)
        self._now = now
        self.url = ""
        """The sandbox's own address, at which the app finds files."""

    def of_ticket(self, ticket: str) -> File | None:
        """The file that waits for its bytes at this address."""
        return next((one for one in self if one.ticket == ticket), None)

    def of_key(self, key: str) -> File | None:
        """The file behind an address of the page."""
        return next((one for one in self if one.key == key), None)

    def announce(self, *, name: str, size: int, user: str, alt_txt: str = "") -> File:
        """A new file of the given size in bytes, and the ticket to upload it."""
        secret = {"ticket": unguessable(40), "key": unguessable(32)}
        about = {"name": name, "size": size, "user": user, "alt_txt": alt_txt}
        return self.add("F", created=int(self._now()), **about, **secret)

    def receive(self, file: File, content: bytes, *, ready_in: float = 0.0) -> None:
        """Its bytes have come; it can be shown after the given seconds."""
        width, height = measured(content) if file.mimetype in PICTURES else (0, 0)
        ready_at = self._now() + ready_in
        with self._store.together():
            self._store.save("file_contents", file.id, b64encode(content).decode())
            self.change(file, ticket=None, ready_at=ready_at, width=width, height=height)

    def complete(self, file: File, title: str) -> File:
        return self.change(file, title=title or file.name, is_complete=True)

    def share(self, file_id: str, channel: str) -> None:
        """It has been shared in a conversation."""
        file = self._by_id[file_id]
        if channel not in file.shared:
            self.change(file, shared=[*file.shared, channel])

    def content(self, file: File) -> bytes:
        return b64decode(self._store.get("file_contents", file.id))

    def as_file(self, file: File, places: Iterable[Conversation], *, team: str) -> dict[str, Any]:
        """The file object of the Web API; `places` are those in which it was shared. Its addresses
        want the app's token, as `serving.send_download` serves them."""
        address = f"{self.url}/files-pri/{team}-{file.id}"
        name, places = quote(file.name, safe=""), list(places)
        shown = {
            **fields_of(file, "id created name title mimetype user size"),
            **dict.fromkeys(_NEVER.split(), False),
            **dict.fromkeys(("external_type", "username"), ""),
            "timestamp": file.created,
            "filetype": file.name.rpartition(".")[2].lower(),
            "user_team": team,
            "mode": "hosted",
            "is_public": any(one.kind == "public" for one in places),
            "url_private": f"{address}/{name}",
            "url_private_download": f"{address}/download/{name}",
            "file_access": "visible",
            **({"alt_txt": file.alt_txt} if file.alt_txt else {}),
            **_thumbnails(file, f"{self.url}/files-tmb/{team}-{file.id}"),
        }
        for key, kind in (("channels", "public"), ("groups", "private"), ("ims", "im")):
            shown[key] = [one.id for one in places if one.kind == kind]
        return shown

    def with_addresses(self, blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Blocks as the page shows them: pictures with the address at which it finds them."""
        return [self._with_address(block) for block in blocks]

    def _with_address(self, held: Any) -> Any:
        if isinstance(held, list):
            return [self._with_address(one) for one in held]
        if not isinstance(held, dict):
            return held
        shown = {key: self._with_address(value) for key, value in held.items()}
        if shown.get("type") == "image" and isinstance(shown.get("slack_file"), dict):
            file = self._by_id[shown["slack_file"]["id"]]
            shown["slack_file"] = {"id": file.id, "url": file.page_address}
        return shown

    def check(
        self, blocks: Blocks, pointer: str = "/blocks", error: str = "invalid_blocks"
    ) -> None:
        """Refuse pictures that are none of the app's own, or that cannot be shown yet."""
        problems = []
        for image, where in _pictures(blocks, pointer):
            file_id, place = image["slack_file"].get("id"), f"[json-pointer:{where}/slack_file]"
            if file_id is None:
                problems.append(f"not offered by the sandbox: url {place}")
            elif not _ID.fullmatch(file_id):
                problems.append(f"input must match regex pattern: ^[F][A-Z0-9]{{8,}}$ {place}")
            elif not self._can_be_shown(file_id):
                problems.append(f"invalid slack file {place}")
        refuse_if(problems, error, problems, errors=problems)

    def _can_be_shown(self, file_id: str) -> bool:
        file = self.get(file_id)
        if file is None or not file.is_complete or file.mimetype not in PICTURES:
            return False
        return file.ready_at is not None and file.ready_at <= self._now()


def _thumbnails(file: File, address: str) -> dict[str, Any]:
    """What Slack says of a picture's size and of its smaller copies."""
    found: dict[str, Any] = {}
    for size, (width, height) in sizes(file.width, file.height).items():
        found[f"thumb_{size}"] = f"{address}/{quote(file.name, safe='')}_{size}.png"
        if size not in SQUARE:
            found |= {f"thumb_{size}_w": width, f"thumb_{size}_h": height}
    return found | ({"original_w": file.width, "original_h": file.height} if found else {})


def _pictures(blocks: Blocks, pointer: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every image that names a file, with its place: a block, an accessory, part of a context."""
    for index, block in enumerate(blocks):
        where = f"{pointer}/{index}"
        held = [(block, where), (block.get("accessory"), f"{where}/accessory")]
        if block.get("type") == "context":
            held += [(e, f"{where}/elements/{n}") for n, e in enumerate(block["elements"])]
        for one, place in held:
            if one is not None and one.get("type") == "image" and one.get("slack_file"):
                yield one, place


SQUARE = (64, 80, 160)
LONGEST = (360, 480, 720, 800, 960, 1024)
"""Pixels, and the number in the name."""
_FORMATS = ("PNG", "JPEG", "GIF")
_TURNED = {5, 6, 7, 8}
"""Values of Exif's orientation for a picture that lies on its side."""
_ORIENTATION = 0x0112
_WRONG = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def measured(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) for what is no picture."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            width, height = picture.size
            turned = picture.getexif().get(_ORIENTATION) in _TURNED
    except _WRONG:
        return 0, 0
    return (height, width) if turned else (width, height)


def sizes(width: int, height: int) -> dict[int, tuple[int, int]]:
    """The copies of a picture: width and height by the number in their name."""
    longest = max(width, height)
    if not longest:
        return {}
    kept = [size for size in LONGEST if size <= max(longest, LONGEST[0])]
    scales = {size: min(1.0, size / longest) for size in kept}
    whole = {s: (max(1, round(width * k)), max(1, round(height * k))) for s, k in scales.items()}
    return {size: (size, size) for size in SQUARE} | whole


def drawn(content: bytes, size: int) -> bytes | None:
    """One copy as PNG; None where the picture cannot be read to its end."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            small = ImageOps.exif_transpose(picture).convert("RGBA")
    except _WRONG:
        return None
    if size in SQUARE:
        small = ImageOps.fit(small, (size, size))
    small.thumbnail((size, size))
    written = BytesIO()
    small.save(written, "PNG")
    return written.getvalue()
