"""docs/first-hour.md followed to the letter: from an empty workspace to the first reminder."""

import asyncio
import json
import re

import pytest

from handlers import logs
from handlers.cli import playground
from handlers.cli.main import main
from handlers.database import open_database, prepare_schema_now
from tests.project.papers import ROOT
from tests.stories.evidence import day, free_day
from tests.stories.network import Network, machine_clock

PAGE = (ROOT / "docs" / "first-hour.md").read_text()
BLOCKS = [block.splitlines() for block in re.findall(r"^```\n(.*?)^```", PAGE, re.M | re.S)]
OPERATOR = [line.partition("#")[0].strip() for block in BLOCKS[:-1] for line in block]
TYPED = BLOCKS[-1]
SINA, AMARA = "U0SINA0001", "U0AMARA001"
EMPTY = {
    "team": {"id": "T0EMPTY001", "name": "New Network", "domain": "new-network"},
    "app": {"id": "A0CNVNR001", "bot_id": "B0CNVNR001", "bot_user_id": "U0CNVNRBOT"},
    "people": [
        {"id": SINA, "name": "sina", "real_name": "Sina Faleolo", "tz": "Australia/Sydney"},
        {"id": AMARA, "name": "amara", "real_name": "Amara Okonkwo", "tz": "Europe/London"},
    ],
    "channels": [
        {
            "id": "C0GENERAL1",
            "name": "general",
            "creator": "sina",
            "members": "everyone",
            "is_general": True,
        },
        {
            "id": "C0TECHNOL1",
            "name": "technology",
            "creator": "sina",
            "members": "everyone",
            "private": True,
        },
    ],
}
ROSTER = f"""\
organisations:
  - {{name: eSafety, kind: member, country: AU, zone: Australia/Sydney, people: [{SINA}]}}
  - {{name: Ofcom, kind: member, country: GB, zone: Europe/London, people: [{AMARA}]}}
"""


@pytest.fixture
def workspace(tmp_path, monkeypatch, capsys):
    """An empty workspace, in which the app was made from what `convenor manifest` prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logs, "set_up", lambda **_: None)  # Convenor lives in this process
    monkeypatch.setattr(playground, "load_sample", lambda: EMPTY)
    monkeypatch.setattr(playground.Playground, "seed", schema_alone)
    (tmp_path / "slack.sqlite3").touch()  # nothing is in it
    assert main(["manifest"]) == 0
    pasted = json.loads(capsys.readouterr().out)
    secretariat = frozenset({SINA})
    with Network(
        tmp_path, app_manifest=pasted, secretariat=secretariat, real_now=machine_clock
    ) as running:
        yield running


async def schema_alone(_ground, settings):
    database = open_database(settings)
    await asyncio.to_thread(prepare_schema_now, database)
    await database.close()


def test_each_step_of_the_page_does_what_it_says(workspace, tmp_path, capsys):
    assert OPERATOR == [
        "make .venv/run",
        ".venv/bin/convenor manifest",
        ".venv/bin/convenor run",
        ".venv/bin/convenor roster sample roster.yaml",
        ".venv/bin/convenor roster import roster.yaml --dry-run",
        ".venv/bin/convenor roster import roster.yaml",
    ]
    settings = {
        "SLACK_BOT_TOKEN": playground.BOT_TOKEN,
        "SLACK_APP_TOKEN": playground.APP_TOKEN,
        "CONVENOR_SECRETARIAT": SINA,
    }
    assert re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.M) == list(settings)
    around = {
        "SLACK_API_URL": workspace.ground.sandbox.api_url,
        "DATABASE_URL": workspace.ground.database_url,
    }
    lines = [f"{name}={value}\n" for name, value in (settings | around).items()]
    (tmp_path / ".env").write_text("".join(lines))

    assert main(["doctor"]) == 1
    to_do = [line for line in capsys.readouterr().out.splitlines() if line.startswith("TO DO")]
    assert [line for line in to_do if "roster" not in line] == [
        "TO DO      groups: none yet. In its channel type /invite @Convenor and /wg setup."
    ]
    sample, dry, real = (line.split()[1:] for line in OPERATOR[-3:])
    assert main(sample) == 0
    assert "organisations:" in (tmp_path / "roster.yaml").read_text()
    (tmp_path / "roster.yaml").write_text(ROSTER)
    capsys.readouterr()
    said = [(main(step), capsys.readouterr().out) for step in (dry, real, real)]
    assert [code for code, _ in said] == [0, 0, 0]
    assert ["Ofcom" in words for _, words in said] == [True, True, False]

    sina, amara = workspace.person("sina"), workspace.person("amara")
    sina.invites("#technology", workspace.bot_id)
    sina.types("#technology", "/wg setup")
    form = sina.modal().fill(name="Technology", chairs=[AMARA], zone="Europe/London")
    assert form.submit() == {}
    sina.closes()

    schedule, action = (line.replace("@name", "@amara") for line in TYPED)
    schedule = re.sub(r"\d+ March \d{4}", free_day(workspace, 9), schedule)
    assert amara.types("#technology", schedule).words.startswith("Scheduled D1")
    action = re.sub(r"\d+ March \d{4}", day(workspace, 4), action)
    assert "A1" in amara.types("#technology", action).words
    assert main(["doctor"]) == 0, capsys.readouterr().out

    while amara.finds("#technology", "In 1 week", "First meeting") is None:
        assert workspace.to_next(), "no reminder is owed"
    assert "First meeting" in amara.types("#technology", "/wg why D1").words
    workspace.advance(days=6)
    assert amara.finds("@convenor", "Send the agenda") is not None
