"""`convenor roster import`: one file into one workspace, or one line that says why not."""

import pytest
from handlers.cli.roster_import import run

from handlers.cli.playground import SandboxSettings
from handlers.settings import SettingsError
from storage.unit_of_work import Database
from tests.databases import WORKSPACE

ROSTER = """\
organisations:
  - name: Ofcom
    kind: member
    country: GB
    zone: Europe/London
    people: [U0AMARA001]
"""


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/convenor.sqlite3"


@pytest.fixture
def put(url, tmp_path, capsys):
    """Import a file of these bytes; the exit code, and what was printed to both."""

    def put(content, workspace=WORKSPACE, **settings):
        file = tmp_path / "roster.yaml"
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        code = run(SandboxSettings(database_url=url, **settings), file, workspace)
        return code, *capsys.readouterr()

    return put


def kept(url):
    database = Database(url)
    try:
        with database.transaction(WORKSPACE, write=False) as work:
            return [one.name for one in work.organisations.all()]
    finally:
        database.dispose()


def test_a_new_database_is_made_and_what_changed_is_told(put, url):
    code, told, trouble = put(ROSTER.encode())
    assert (code, trouble) == (0, "")
    assert "Ofcom" in told
    assert kept(url) == ["Ofcom"]
    assert put(ROSTER.encode())[1].startswith("Nothing changed: 1 organisation and 1 person")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ROSTER.encode("utf-16"), "is not saved as UTF-8. Please save it again"),
        (None, "cannot be read: "),
        (ROSTER.replace("GB", "XX").encode(), "Line 4"),
    ],
    ids=["another encoding", "no file", "a mistake"],
)
def test_a_file_that_is_wrong_is_one_line_and_changes_nothing(put, url, content, words):
    put(ROSTER.encode())
    code, told, trouble = put(content)
    assert (code, told) == (1, "")
    assert trouble.startswith("convenor: ")
    assert words in trouble
    assert kept(url) == ["Ofcom"]


def test_without_a_workspace_slack_is_asked_which_takes_a_token(put):
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        put(ROSTER.encode(), workspace=None)
