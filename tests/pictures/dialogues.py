"""A group's dialogues from the form to the score of the year, with a picture of each step."""

import re
from datetime import UTC, datetime, timedelta

from tests.stories.evidence import posted
from tests.stories.town import DIRECT, TECH, set_up

TITLE = "AI-generated CSAM roundtable"
_GOING = ("amara", "liam", "ratu-josefa", "aoife", "sanne", "min-ji")


def take(network, camera):
    """Every picture, in the order in which things happen."""
    set_up(network)
    first = _schedule(network, camera)
    _find(network, camera)
    _answers(network, camera)
    _agenda(network, camera)
    _changes(network, camera)
    _calendar(network, camera)
    _at_the_time(network, camera, first)
    _over_the_year(network, camera)


def _schedule(network, camera):
    """By the form, with what its start means for everyone; the first start, in UTC."""
    amara = network.person("amara")
    day = (network.now + timedelta(days=16)).date()
    while day.weekday() != 2:
        day += timedelta(days=1)
    until = day + timedelta(weeks=26)
    amara.types(TECH, "/dialogue schedule")

    def fill(dialog):
        for field, typed in (
            ("title", TITLE),
            ("repeats", f"every 2 weeks until {until:%d %b %Y}"),
            ("link", "https://example.org/room"),
            ("date", day.isoformat()),
            ("time", "09:00"),
        ):
            dialog.locator(f"[data-block-id={field}] input").first.fill(typed)

    taken = camera.form(amara, TECH, fill, waits_for="For everyone")
    camera.forms("schedule-form", taken)
    zones = camera.form(amara, TECH, fill, waits_for="For everyone", part="For everyone")
    camera.for_readme("zones", zones)
    form = amara.modal().fill(
        title=TITLE,
        repeats=f"every 2 weeks until {until:%d %b %Y}",
        link="https://example.org/room",
        date=day.isoformat(),
        time="09:00",
    )
    assert form.submit() == {}
    amara.closes()
    network.advance(minutes=20)
    overlapping = f"Transparency reports on {day:%d %b %Y} 09:30 for 60m"
    asked = amara.types(TECH, f"/dialogue schedule {overlapping}")
    camera.messages("conflicts", asked)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def _find(network, camera):
    network.advance(minutes=20)
    amara = network.person("amara")
    amara.types(TECH, "/dialogue find 60m in the next 3 weeks")
    found = _with_picture(amara, "the fairest first")
    camera.messages("find", *found)
    camera.for_readme("fairest", camera.cut(found[0], most=426))


def _answers(network, camera):
    network.advance(minutes=20)
    for handle in _GOING:
        posted(network.person(handle), TECH, TITLE).press("Going")
    for handle, answer in (("stefan", "Maybe"), ("denise", "Maybe"), ("pieter", "Can't")):
        posted(network.person(handle), TECH, TITLE).press(answer)
    heloise, benoit, liam = (network.person(h) for h in ("heloise", "benoit", "liam"))
    answer = posted(heloise, TECH, TITLE).press("Can't")
    _choose(answer, "dialogue.delegate:", benoit)
    named = _found(heloise, TECH, "comes in your place")
    camera.messages("series", posted(liam, TECH, TITLE), named)
    listed = liam.types(TECH, "/dialogue list")
    camera.messages("list", listed, liam.types(TECH, "/dialogue show D1"))


def _agenda(network, camera):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    for person, words in (
        (amara, "Opening 5m"),
        (liam, "Age assurance test results 25m @joris"),
        (amara, "Hash lists: what is shared with whom 20m"),
    ):
        person.types(TECH, f"/dialogue agenda D1 {words}")
    network.advance(minutes=20)
    posted(denise, TECH, TITLE).press("Suggest agenda item")

    def fill(dialog):
        dialog.locator("[data-block-id=title] input").fill("Figures from the hotline")

    suggest = camera.form(denise, TECH, fill)
    assert denise.modal().fill(title="Figures from the hotline").submit() == {}
    denise.closes()
    amara.types(TECH, "/dialogue agenda D1").press("Arrange…")
    camera.forms("agenda-forms", suggest, camera.form(amara, TECH))
    form = amara.modal()
    places = {b["label"]["text"]: b["block_id"] for b in form.view["blocks"] if "label" in b}
    chosen = {
        "Age assurance test results": "2",
        "Figures from the hotline": "3",
        "Hash lists: what is shared with whom": "4",
    }
    assert form.fill(**{places[title]: place for title, place in chosen.items()}).submit() == {}
    amara.closes()
    network.advance(minutes=20)
    camera.messages("agenda", amara.types(TECH, "/dialogue agenda D1"))


def _changes(network, camera):
    amara, liam = network.person("amara"), network.person("liam")
    start = _start_of(amara, "D3")
    new = start + timedelta(days=1, hours=-1)
    amara.types(TECH, "/dialogue show D3").press("Move…")

    def to_new(dialog):
        dialog.locator("[data-block-id=time] input").first.fill(f"{new:%H:%M}")
        dialog.locator("[data-block-id=date] input").first.fill(f"{new:%Y-%m-%d}")

    move = camera.form(amara, TECH, to_new, waits_for="For everyone")
    amara.closes()
    amara.types(TECH, "/dialogue edit D3")
    edit = camera.form(amara, TECH)
    amara.closes()
    amara.types(TECH, "/dialogue show D3").press("Cancel…")
    cancel = camera.form(amara, TECH)
    amara.closes()
    camera.forms("change-forms", move, edit, cancel)
    asked = amara.types(TECH, f"/dialogue move D3 to {new:%d %b %Y %H:%M}")
    question = camera.cut(asked)
    asked.press("This one")
    camera.below("change", question, camera.cut(_found(amara, TECH, "Moved D3")))
    network.advance(minutes=20)
    amara.types(TECH, "/dialogue cancel D5 only because half of us are at the network’s assembly")
    network.settle()
    camera.messages(
        "change-notices",
        posted(liam, TECH, f"Moved: {TITLE}"),
        posted(liam, TECH, f"Cancelled: {TITLE}"),
    )


def _calendar(network, camera):
    network.advance(minutes=20)
    liam = network.person("liam")
    address = liam.types(TECH, "/dialogue calendar")
    posted(liam, TECH, f"Moved: {TITLE}").press("Add to calendar")
    network.settle()
    file = next(m for m in reversed(liam.reads(DIRECT)) if m.raw.get("files"))
    camera.messages("calendar", address, file)


def _at_the_time(network, camera, first):
    amara, liam = network.person("amara"), network.person("liam")
    network.advance_to(first + timedelta(minutes=1))
    camera.messages("start", posted(liam, TECH, f"Now: {TITLE}"))
    network.advance(minutes=70)
    asked = _found(amara, DIRECT, "Who was there?")
    said = _found(amara, DIRECT, "Ten minutes left")
    before = camera.cut(said, asked)
    confirmed = asked.press("Confirm") or asked.again()
    camera.below("end", before, camera.cut(confirmed))
    network.advance(days=8)
    camera.messages("later-invitation", posted(liam, TECH, f"{TITLE}\n"))


def _over_the_year(network, camera):
    """Until clocks change and the series ends; then whose hours it took."""
    amara, liam = network.person("amara"), network.person("liam")
    shifts = _awaited(network, liam, TECH, "Clocks change on")
    camera.messages("ahead", shifts, _awaited(network, amara, DIRECT, "comes to its end"))
    amara.types(TECH, "/dialogue fairness")
    camera.messages("fairness", *_with_picture(amara, "Whose hours in"))


def _found(person, channel, words):
    """The newest message with these words, which must be there."""
    found = person.finds(channel, words)
    assert found is not None, f"{words!r} is not there"
    return found


def _awaited(network, person, channel, words):
    """The message with these words, however many weeks it takes to come."""
    for _ in range(40):
        found = person.finds(channel, words)
        if found is not None:
            return found
        network.advance(days=7)
    raise AssertionError(f"{words!r} did not come")


def _with_picture(person, words):
    """The answer with these words and the picture that came after it."""
    answer = _found(person, TECH, words)
    later = [m for m in person.reads(TECH) if float(m.ts) > float(answer.ts)]
    picture = next(m for m in later if any(b["type"] == "image" for b in m.raw["blocks"] or []))
    return answer, picture


def _start_of(person, reference):
    """The wall time that a person is shown for it, as if it were in UTC."""
    words = person.types(TECH, f"/dialogue show {reference}").words
    spelled = re.search(r"^\w+ (\d+ \w+ \d+, \d\d:\d\d) \(", words, re.MULTILINE)[1]
    return datetime.strptime(f"{spelled} +0000", "%d %B %Y, %H:%M %z")


def _choose(message, action_id, person):
    """Choose a person in a select of a message."""
    block_id, element = next(
        (b, e) for b, e in message.buttons() if e["action_id"].startswith(action_id)
    )
    network = message.reader.network
    network.post(
        "/door/press",
        **{"as": message.reader.id},
        channel=message.channel,
        ts=message.ts,
        block_id=block_id,
        action_id=element["action_id"],
        selected_user=person.id,
    )
    network.settle()
