"""Take the pictures again, into docs/pictures/: the page, dialogues step by step, the gallery."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, find_chromium
from tests.pictures import dialogues, gallery, scenes
from tests.pictures.camera import WITHOUT_TOUR, Camera, save
from tests.stories.network import Network

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {"wide": (1280, 800), "narrow": (400, 800)}


def main():
    FOLDER.mkdir(exist_ok=True)
    in_pictures(scenes.prepare, take_places)
    in_pictures(None, take_dialogues)
    with gallery.walked() as address, sync_playwright() as playwright:
        browser = launched(playwright)
        gallery.take(browser, address, FOLDER)
        browser.close()


def launched(playwright):
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=(*ARGUMENTS, "--lang=en-GB")
    )


def in_pictures(prepare, take_them):
    """A network of its own, and a browser to look at it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Network(Path(folder), after=prepare, languages={"en"}) as network,
        sync_playwright() as playwright,  # last, as a network begins with an event loop of its own
    ):
        for person in list(people := network.ground.sandbox.core.workspace.people):
            people.change(person, locale="en-GB")  # dates in English, as the words beside
        browser = launched(playwright)
        take_them(browser, network)
        browser.close()


def take_dialogues(browser, network):
    dialogues.take(network, Camera(browser, network, FOLDER))


def take_places(browser, network):
    """Each place of the page, wide and narrow."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_init_script(WITHOUT_TOUR)
        for place in scenes.PLACES:
            page = context.new_page()
            take(page, network, place, FOLDER / f"{place.name}-{size}.png")
            page.close()
        context.close()


def take(page, network, place, file):
    """One picture, once the page has come to rest."""
    person = network.person(place.handle)
    address = f"{network.ground.sandbox.url}/#as={person.id}&c={person.channel(place.channel)}"
    page.goto(address)
    page.get_by_test_id("composer").wait_for()
    if place.shows == "modal":
        show_modal(page, person)
    elif place.shows == "clock":
        page.get_by_test_id("clock-next").wait_for()
    else:
        message = page.locator("[data-testid^=message-]", has_text=place.shows).last
        message.scroll_into_view_if_needed()
    page.wait_for_timeout(600)  # for fonts and the fade of what has just come in
    save(Image.open(BytesIO(page.screenshot())).convert("RGB"), file)
    if place.shows == "modal":
        person.closes()


def show_modal(page, person):
    """The form of a dialogue, with words beside a field that is wrong."""
    person.types("#technology", "/dialogue schedule")
    day = person.network.now.date().replace(year=person.network.now.year - 1)
    modal = person.modal().fill(title="Age assurance", date=day.isoformat(), time="14:00")
    errors = modal.submit()
    assert "date" in errors, errors
    page.get_by_test_id("modal").wait_for()


if __name__ == "__main__":
    main()
