"""What the papers tell people to type exists: commands, verbs, targets, settings, pages."""

import re
import shlex
import shutil
import subprocess
import sys

import pytest

from handlers.cli.main import parser
from handlers.loading import variable_names
from handlers.slack.kit.catalogue import COMMANDS
from tests.handlers.cli.test_main import LEAVES
from tests.project.papers import README, ROOT
from tests.project.test_container import COMPOSE

PAGES = sorted((ROOT / "docs").glob("*.md"))
PAPERS = [README, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *PAGES]
OURS = {"POSTGRES_PASSWORD": "compose.yaml has it"}
VERBS = {one.name: {verb.name for verb in one.verbs} for one in COMMANDS}


def typed_in(text):
    """What is between backticks, and each line of a block."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return [*inline, *(line for block in blocks for line in block.splitlines())]


def of_paper(pattern):
    return [
        pytest.param(found[1].strip(), id=f"{paper.stem}: {found[1].strip()}")
        for paper in PAPERS
        for found in (re.search(pattern, typed) for typed in typed_in(paper.read_text()))
        if found is not None
    ]


@pytest.mark.parametrize("typed", of_paper(r"(?:^|/bin/|&& |web )convenor ([a-z][^#|&;>]*)"))
def test_a_command_of_the_operator_is_understood(typed):
    words = ["x.zip" if word in ("FILE", "…") else word for word in shlex.split(typed)]
    if len(words) == 1:
        assert any(name.split()[1] == words[0] for name in LEAVES)
    else:
        assert callable(parser().parse_args(words).run)


@pytest.mark.parametrize("target", of_paper(r"^make ([\w./-]+)"))
def test_a_target_of_make_is_there(target):
    assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("typed", of_paper(rf"^((?:{'|'.join(VERBS)})(?: [a-z]+)?)(?=[ `]|$)"))
def test_a_command_in_slack_has_that_verb(typed):
    command, _, verb = typed.partition(" ")
    assert not verb or verb in VERBS[command], f"{command} has {sorted(VERBS[command])}"


@pytest.mark.parametrize("name", of_paper(r"\b((?:CONVENOR|SLACK|POSTGRES)_[A-Z_]+)\b"))
def test_a_variable_is_a_setting(name):
    assert name in variable_names() or name in OURS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_the_unit(tmp_path):
    page = (ROOT / "docs" / "running.md").read_text()
    unit = re.search(r"```ini\n(.*?)```", page, re.S)[1]
    assert "ExecStart=/srv/convenor/.venv/bin/convenor run\n" in unit
    file = tmp_path / "convenor.service"
    file.write_text(re.sub("=/srv/convenor/.*convenor run", f"={sys.executable} -m bot run", unit))
    verify = ["systemd-analyze", "verify", "--man=no", file]
    found = subprocess.run(verify, capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("service", of_paper(r"^docker compose (?:run --rm|logs -f|exec -T) (\w+)"))
def test_a_service_of_compose_is_there(service):
    assert service in COMPOSE["services"]


def test_the_readme_names_each_page():
    linked = set(re.findall(r"\]\((?:docs/)?([\w-]+\.md)", README.read_text()))
    assert {page.name for page in PAGES} - linked == set()
    assert "SECURITY.md" in linked


SHORT = (
    "members observers chairs copies upgrade several-machines first-hour troubleshooting privacy"
)


@pytest.mark.parametrize("page", SHORT.split())
def test_a_page_for_people_is_one_screen(page):
    lines = (ROOT / "docs" / f"{page}.md").read_text().splitlines()
    assert sum(1 + len(line) // 200 for line in lines) <= 70
