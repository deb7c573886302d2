"""Records are taken away as one file, and each reader's holds only what they may see."""

import io
import json
import zipfile
from datetime import UTC, datetime, time

from bot.domain.stocktake import Quarter
from tests.stories.test_practice_overview import files
from tests.stories.test_practice_to_publication import share


def pack(person):
    """The newest pack that they got."""
    (content,) = files(person)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def asks(person, words, channel="#technology"):
    told = person.types(channel, f"/wg records {words}".strip())
    person.network.settle()
    return told


def test_a_member_an_observer_and_a_chair_get_what_each_may_see(technology):
    amara, liam, denise = (technology.person(h) for h in ("amara", "liam", "denise"))
    liam.types("#technology", "/action add Openly said thing")
    liam.types("#technology", "/action add Confidential plan for members")
    amara.types("#technology", "/action done A2 with a Hushed note")
    liam.schedules("#technology", "Open roundtable on 5 Dec 2026 14:00 for 60m")
    liam.schedules("#technology", "Closed roundtable on 6 Dec 2026 14:00 for members")
    liam.types("#technology", "/dialogue agenda D2 Secret item 15m")
    denise.types("#technology", "/dialogue agenda D1 Visible item 15m")
    share(liam, title="Unpublished card")
    asks(liam, "this year")
    assert liam.finds("#technology", "They come as a file in your direct messages") is not None
    member = pack(liam)
    asks(denise, "this year")
    observer = pack(denise)
    asks(amara, "this year")
    chair = pack(amara)
    words = b"Confidential", b"Hushed", b"Closed", b"Secret", b"Unpublished", b"D2", b"A2"
    for name, content in observer.items():
        assert not [word for word in words if word in content], name
    for content, whose in ((observer, "observer"), (member, "member"), (chair, "chair")):
        told = json.loads(content["manifest.json"])["header"]
        assert told["audience"] == ("group" if whose == "observer" else "members"), whose
        assert b"Openly said thing" in content["actions.json"]
        assert b"Visible item" in content["agendas.md"]
        assert b"Open roundtable" in content["dialogues.ics"]
    for content in (member, chair):
        assert b"Hushed note" in content["actions.csv"]
        assert b"Secret item" in content["agendas.json"]
        assert b"Closed roundtable" in content["dialogues.ics"]
    asks(amara, "this year for the group")
    for_others = pack(amara)
    for name in observer.keys() - {"manifest.json"}:
        assert for_others[name] == observer[name], name


def test_one_dialogue_and_the_form_and_words_that_name_nothing(technology):
    liam, denise = technology.person("liam"), technology.person("denise")
    liam.schedules("#technology", "Closed roundtable on 6 Dec 2026 14:00 for members")
    assert "I can't find D1" in asks(denise, "D1").words
    assert "There is nothing of Technology, 1 October 2026" in asks(denise, "October 2026").words
    assert "can't read “soon” as a period" in asks(denise, "soon").words
    asks(liam, "D1", channel="@convenor")
    assert json.loads(pack(liam)["dialogues.json"])[0]["title"] == "Closed roundtable"

    assert liam.types("#technology", "/wg records") is None
    modal = liam.modal()
    assert "as a period" in modal.fill(about="next year").submit()["about"]
    assert modal.fill(about="", period="this year", eyes="own").submit() == {}
    assert "The records of Technology, 1 January 2026" in liam.modal().words
    assert len([m for m in liam.reads("@convenor") if m.raw.get("files")]) == 2


def test_the_chair_takes_stock_of_a_quarter_and_is_told_when_one_has_ended(technology):
    amara, liam = technology.person("amara"), technology.person("liam")
    liam.types("#technology", "/action add Send the figures Ofcom")
    refused = liam.types("#technology", "/wg stocktake this quarter")
    assert "Only a chair of Technology can take stock" in refused.words
    amara.types("#technology", "/wg stocktake this quarter")
    said = amara.finds("#technology", "1 promised (0), 0 done (0), 0 late (0)")
    assert "Ofcom: 1 promised (0)" in said.words
    pictures = [m for m in amara.reads("#technology") if "slack_file" in str(m.raw.get("blocks"))]
    assert "Ofcom: 1 promised (0)" in pictures[-1].raw["blocks"][0]["alt_text"]
    assert "can't read “October”" in amara.types("#technology", "/wg stocktake October").words
    quarter = Quarter.of(technology.now.date())
    technology.leap_to(datetime.combine(quarter.last, time(12), UTC))
    technology.advance(days=6)
    morning = amara.finds("@convenor", str(quarter), "For you as a chair: a quarter has ended")
    assert "Stocktake of Technology" in morning.words
    morning.press("Show stocktake")
    assert amara.finds("@convenor", "Ofcom: 1 promised (0)") is not None
