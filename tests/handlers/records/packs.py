"""Packs of a few rows."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

from bot.domain.audience import Audience
from bot.use_cases.records.gather import Records
from bot.use_cases.records.scope import RecordsPeriod
from handlers.records.pack import check_pack, packed

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def records(**parts):
    return Records(
        workspace_id="T1",
        groups=("Technology / ../..\x00 قسم",),
        about=RecordsPeriod(first=date(2026, 7, 1), last=date(2026, 9, 30)),
        audience=Audience.GROUP,
        parts=parts,
        papers={},
        calendar=(),
    )


def pack_of(records, now=NOW, made_for="Liam"):
    return packed(records, made_at=now, made_for=made_for, tell=lambda _: None)


def files_of(pack):
    with zipfile.ZipFile(BytesIO(pack.content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def checked(tmp_path, content):
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    return check_pack(path)
