"""The papers, .env.example and Procfile agree with the code."""

import re
from datetime import UTC, datetime

import pytest

from bot.dates.meaning.choice import Frame
from handlers.cli.main import parser
from handlers.settings import Settings
from handlers.slack.features.dialogues.parsing import read_schedule
from tests.project.papers import README, ROOT, TABLES, settings_words, with_table


@pytest.mark.parametrize("page", TABLES, ids=lambda page: page.stem)
def test_a_page_has_the_table_that_the_code_has(page):
    assert with_table(page) == page.read_text()


def test_every_setting_is_explained():
    assert settings_words().keys() == Settings.model_fields.keys()


def test_the_two_commands_stand_first():
    commands = re.findall(r"^make \w+", README.read_text(), re.MULTILINE)
    assert commands[:2] == ["make sandbox", "make test"]


def test_every_variable_of_the_example_is_a_setting():
    names = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    known = {
        alias.upper()
        for name, field in Settings.model_fields.items()
        for alias in getattr(field.validation_alias, "choices", [field.validation_alias or name])
    }
    assert names
    assert set(names) <= known


def test_the_procfile_runs_commands_that_exist():
    lines = (ROOT / "Procfile").read_text().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["release", "web", "worker"]
    for line in lines:
        parsed = parser().parse_args(line.partition("python -m bot ")[2].split())
        assert callable(parsed.run)


def test_links_in_the_papers_lead_somewhere():
    for paper in (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", paper.read_text()):
            if "://" not in target:
                assert (paper.parent / target).exists(), f"{paper.name}: {target}"


def test_pictures_are_there_in_light_and_dark_and_none_is_left_over():
    folder = ROOT / "docs" / "pictures"
    shown = set()
    for paper in (README, *(ROOT / "docs" / f"{name}.md" for name in ("dialogues", "gallery"))):
        text = paper.read_text()
        shown |= set(re.findall(r"pictures/([\w-]+\.png)", text))
    dark = {name for name in shown if name.endswith("-dark.png")}
    assert {name.replace("-dark", "-light") for name in dark} <= shown
    taken = {file.name for file in folder.glob("*.png")}
    assert shown <= taken
    places = ("-wide.png", "-narrow.png")  # the README shows some of these
    assert [name for name in taken - shown if not name.endswith(places)] == []


def sentences():
    text = (ROOT / "docs" / "dialogues.md").read_text()
    tried = re.findall(r"`/dialogue schedule ([^`\[]+)`", README.read_text())
    return tried + re.findall(r"^/dialogue schedule (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("sentence", sentences())
def test_sentences_of_the_papers_are_understood(sentence):
    now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    wish = read_schedule(sentence, Frame(zone="Europe/London", now=now, locale="en-GB"))
    assert wish.title
    assert wish.title in sentence


def test_requirements_name_no_index_and_hash_everything():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        pinned = re.findall(r"^\S+==", text, re.MULTILINE)
        assert pinned
        hashed = re.findall(r"^\S+==[^\n]*\\\n\s+--hash=sha256:", text, re.MULTILINE)
        assert len(hashed) == len(pinned)


@pytest.mark.parametrize("page", ["architecture", "mechanisms"])
def test_the_files_that_the_page_names_exist(page):
    text = (ROOT / "docs" / f"{page}.md").read_text()
    named = re.findall(r"`(\w[\w/.-]*(?:\.(?:py|toml|md)|/))`", text)
    files = [ROOT / "pyproject.toml"]
    for room in ("bot", "handlers", "storage", "docs", "tests"):
        files += [ROOT / room, *(ROOT / room).rglob("*")]
    there = [f"/{file.relative_to(ROOT)}{'/' * file.is_dir()}" for file in files]
    assert named
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []
