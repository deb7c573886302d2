"""Convenor's database as a text, for the sandbox's file with the whole workspace, and back."""

import asyncio
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from handlers.sandbox.keeping import no_file
from storage.database.failures import Unusable
from storage.database.schema import refuse_newer

Step = Callable[[], Awaitable[None]]


def keeping(file: Path | None, stop: Step, start: Step) -> dict[str, Any]:
    """`Hooks.keep` and `Hooks.put_back` for a SQLite database in a file; none for a server's.

    `stop` and `start`: of the Convenor that has it open.
    """
    if file is None:
        return {}

    async def keep() -> str:
        return await asyncio.to_thread(_text_of, file)

    async def put_back(kept: str | None, change: Callable[[], None]) -> None:
        image = None if kept is None else await asyncio.to_thread(_image_in, kept)
        await stop()
        change()
        await asyncio.to_thread(_put_in_place, file, image)
        await start()

    return {"keep": keep, "put_back": put_back}


def _text_of(file: Path) -> str:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return b64encode(connection.serialize()).decode()


def _image_in(text: str) -> bytes:
    """NotClear where there is no sound database of Convenor's."""
    try:
        image = bytearray(b64decode(text, validate=True))
        image[18:20] = b"\x01\x01"  # the mode without a log beside it, as nothing is beside a text
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(image))
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            refuse_newer(schema)
    except Unusable as error:
        raise no_file(f"app: {str(error).removesuffix('.')}") from None
    except (ValueError, TypeError, sqlite3.Error):
        sound = False
    if not sound:
        raise no_file("app: this is no database of Convenor's")
    return bytes(image)


def _put_in_place(file: Path, image: bytes | None) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    if image is not None:
        file.write_bytes(image)
