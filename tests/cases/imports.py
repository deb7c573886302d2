"""The cases of roster.yaml: files given to `convenor roster import`."""

import re
import shutil

from handlers.cli.main import main
from storage.unit_of_work import Database
from tests.cases.given import encoding
from tests.databases import WORKSPACE


def problems_of_import(case, folder, template, capsys, monkeypatch):
    """A sentence for each key of `want` that is not so."""
    monkeypatch.chdir(folder)  # no .env
    database, file = folder / "convenor.sqlite3", folder / "roster.yaml"
    shutil.copy(template, database)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    file.write_text(case.typed, encoding(case))
    code = main(["roster", "import", str(file), "--workspace", WORKSPACE])
    said = capsys.readouterr()
    stored = _stored(f"sqlite:///{database}")
    found = []
    for key, wanted in case.want.items():
        got = CHECKS[key](wanted, code, said.err, stored)
        if got is not True:
            found.append(f"{key}: wanted {wanted!r}, got {got!r}")
    return found


def _stored(url):
    database = Database(url)
    try:
        with database.transaction(WORKSPACE, write=False) as work:
            organisations = work.organisations.all()
            people = [person for person in work.people.all() if person.organisation]
            return organisations, people
    finally:
        database.dispose()


def _refuse(_wanted, code, err, stored):
    return True if code and err.strip() and not stored[0] else (code, err, stored)


def _line(wanted, _code, err, _stored):
    return True if re.search(rf"\b[Ll]ine {wanted}\b", err) else err


def _says(wanted, _code, err, _stored):
    return True if wanted in err else err


def _imported(wanted, code, err, stored):
    if code:
        return err
    organisations, people = stored
    got = {
        "organisations": [o.name for o in organisations],
        "country": organisations[0].country,
        "people": [p.user_id for p in people],
        "secretariat": [p.user_id for p in people if p.secretariat],
    }
    got = {key: got[key] for key in wanted}
    return True if got == wanted else got


CHECKS = {"refuse": _refuse, "line": _line, "says": _says, "imported": _imported}
