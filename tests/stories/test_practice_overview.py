"""What chairs see of their practices at a glance, and what people take away as files."""

import csv
import json
import re
import urllib.error
import urllib.request
from io import StringIO

import pytest

from tests.stories.test_practice_to_publication import share


def test_coverage_names_the_gaps_and_comes_with_a_picture(technology):
    aoife, amara = technology.person("aoife"), technology.person("amara")
    share(aoife)
    share(
        aoife,
        title="Chat rooms",
        publics=["young people", "educators"],
        topics=["Schools", "chats"],
    )
    for _ in range(2):
        amara.types("#technology", "/practice queue").press("Publish")
    assert "Only a chair of Technology" in aoife.types("#technology", "/practice coverage").words
    amara.types("#technology", "/practice coverage")
    said = amara.finds("#technology", "cover: 2 practices, 3 topics", "Organisations")
    assert "schools: 2 practices of Coimisiún na Meán" in said.words
    assert "No card for older people." in said.words
    assert "No card from" in said.words
    picture = [m for m in amara.reads("#technology") if "slack_file" in str(m.raw.get("blocks"))]
    (block,) = picture[-1].raw["blocks"]
    assert "schools: young people 2, educators 1" in block["alt_text"]


def test_the_export_holds_what_its_reader_may_see_and_no_formula(technology):
    aoife, amara, denise = (technology.person(h) for h in ("aoife", "amara", "denise"))
    share(aoife, title="=HYPERLINK(1)")
    share(aoife, title="For members alone", audience="members")
    nothing = denise.types("#technology", "/practice export")
    assert "nothing to export" in nothing.words
    for _ in range(2):
        amara.types("#technology", "/practice queue").press("Publish")
    assert "are in your direct messages" in denise.types("#technology", "/practice export").words
    (table, objects) = files(denise)
    rows = list(csv.DictReader(StringIO(table.decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1)"]
    (row,) = json.loads(objects)
    assert (row["reference"], row["title"]) == ("P1", "=HYPERLINK(1)")
    assert row["countries"] == ["Ireland"]
    amara.types("#technology", "/practice export")
    assert len(json.loads(files(amara)[1])) == 2


def files(person):
    """What the files of the newest message to them hold."""
    base = person.network.ground.sandbox.url
    message = [m for m in person.reads("@convenor") if m.raw.get("files")][-1]
    found = []
    for file in message.raw["files"]:
        with urllib.request.urlopen(base + file["url_private_download"]) as answer:
            found.append(answer.read())
    return found


def test_a_person_subscribes_to_the_network_s_practices(technology):
    aoife, amara = technology.person("aoife"), technology.person("amara")
    share(aoife, audience="network")
    amara.types("#technology", "/practice queue").press("Publish")
    told = aoife.types("#technology", "/practice feed")
    (old,) = re.findall(r"http://127\.0\.0\.1:\d+/practices/[\w-]{43}\.atom", told.words)
    assert "Sextortion: a lesson for teens" in read(old)
    assert old not in aoife.types("#technology", "/practice feed").words, "it is shown once"
    told.press("New address")
    (new,) = re.findall(r"http://\S+?\.atom", told.again().words)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        read(old)
    assert "Sextortion" in read(new)
    told.again().press("Switch off")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        read(new)


def read(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()
