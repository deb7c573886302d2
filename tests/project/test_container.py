"""Dockerfile and compose.yaml: what they copy and run is there, has no rights, and is small.

Where no Docker runs, the steps of the Dockerfile are taken one by one in a folder.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest
import yaml

from handlers.cli.main import parser
from handlers.loading import variable_names
from tests.project.papers import ROOT
from tests.waiting import PATIENCE, wait_until

_LINES = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.M)
STEPS = re.findall(r"^([A-Z]+) ((?:.*\\\n)*.*)$", _LINES, re.M)
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
MEGABYTE = 1_000_000
BASE = 55 * MEGABYTE
"""What python:3.11-alpine has unpacked."""
MOST = 300 * MEGABYTE


def of(word):
    return [rest for step, rest in STEPS if step == word]


def test_it_runs_as_nobody_in_particular_and_says_whether_it_is_well():
    last = max(n for n, (word, _) in enumerate(STEPS) if word == "FROM")
    after = [word for word, _ in STEPS[last:]]
    assert after.index("USER") < after.index("CMD")
    assert of("USER") == ["convenor"]
    assert "/healthz" in of("HEALTHCHECK")[0]


def test_what_it_copies_is_there_and_not_left_out():
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.M)
    copied = [name for rest in of("COPY") if "--from" not in rest for name in rest.split()[:-1]]
    assert sorted(copied) == sorted(allowed)
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_compose_runs_commands_and_settings_that_exist():
    services = COMPOSE["services"]
    ours = {name: one for name, one in services.items() if one.get("image") == "convenor"}
    assert set(ours) == {"migrate", "web", "worker"}
    for name, one in ours.items():
        program, *typed = one["command"]
        assert (program, typed) == ("convenor", [name])
        assert callable(parser().parse_args(typed).run)
        assert set(one["environment"]) <= set(variable_names())
        assert set(one["depends_on"]) <= set(services)
    environment = re.findall(r"\b[A-Z_]+(?==)", of("ENV")[0])
    assert {"DATABASE_URL"} <= set(environment) <= {*variable_names(), "PATH", "PYTHONUNBUFFERED"}


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_its_steps_make_a_convenor_that_runs(tmp_path):
    made, target = tmp_path / "made", tmp_path / "convenor"
    made.mkdir()
    for word, rest in STEPS[: [word for word, _ in STEPS].index("FROM", 1)]:
        if word == "COPY":
            *names, _ = rest.split()
            for name in names:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, made / name)
        if word == "RUN":
            script = rest.replace("\\\n", "").replace("/convenor", str(target))
            script = re.sub(r"^python ", f"{sys.executable} ", script)
            subprocess.run(["sh", "-ec", script], cwd=made, check=True, timeout=1500)
    size = sum(file.lstat().st_size for file in target.rglob("*") if not file.is_dir())
    assert size + BASE < MOST, f"{size / MEGABYTE:.0f} MB"
    convenor = target / "bin" / "convenor"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = subprocess.run([convenor, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert said.stdout.startswith("Convenor ")
    assert said.stderr == ""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
        "PORT": "0",
        "CONVENOR_INNER_PORT": str(port),
    }
    process = subprocess.Popen([convenor, "run"], cwd=tmp_path, env=environment)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


def answers(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status == 200
    except OSError:
        return False
