"""Modals: every input, errors beside fields, updates that keep what was typed, closing."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.blocks import actions, button, field, modal, option, plain, section
from tests.handlers.sandbox.page.stage import opens, send, until
from tests.handlers.sandbox.world import AMARA, LIAM, SINA, TECHNOLOGY

LENGTHS = [option("30 minutes", "30"), option("60 minutes", "60"), option("90 minutes", "90")]
TOPICS = [option("Deepfakes", "deepfakes"), option("Sextortion", "sextortion")]
EVERY_INPUT = modal(
    section("*All* of them"),
    field("title", "plain_text_input", max_length=20),
    field("notes", "plain_text_input", multiline=True, optional=True),
    field("places", "number_input", is_decimal_allowed=False),
    field("contact", "email_text_input"),
    field("link", "url_text_input"),
    field("length", "static_select", options=LENGTHS, initial_option=LENGTHS[1]),
    field("topics", "multi_static_select", options=TOPICS),
    field("owner", "users_select"),
    field("chairs", "multi_users_select"),
    field("channel", "conversations_select", default_to_current_conversation=True),
    field("public", "channels_select"),
    field("kind", "radio_buttons", options=[option("Members", "m"), option("All", "a")]),
    field("remind", "checkboxes", options=[option("A day", "day"), option("An hour", "hour")]),
    field("due", "datepicker"),
    field("hour", "timepicker", timezone="Europe/Dublin"),
    field("start", "datetimepicker"),
)


def shown(page):
    send(page, "/wg")
    dialog = page.get_by_test_id("modal")
    expect(dialog).to_be_visible()
    return dialog


def put(dialog, name):
    return dialog.locator(f"[data-block-id={name}] [data-action-id={name}_value]")


def choose(page, dialog, name, *words):
    for word in words:
        put(dialog, name).click()
        page.get_by_role("option", name=word).click()


def test_every_input_gives_its_value_in_slacks_shape(act, stage):
    opens(stage, EVERY_INPUT)
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    expect(put(dialog, "title")).to_be_focused()
    for name, text in (
        ("title", "Café <b> & 🎉"),
        ("notes", "one\ntwo"),
        ("places", "12"),
        ("contact", "a@b.org"),
        ("link", "https://x.org/?a=1&b=2"),
        ("due", "2026-12-12"),
        ("hour", "09:30"),
        ("start", "2026-12-13T01:00"),
    ):
        put(dialog, name).fill(text)
    choose(page, dialog, "length", "90 minutes")
    choose(page, dialog, "topics", "Sextortion", "Deepfakes")
    page.keyboard.press("Escape")
    choose(page, dialog, "owner", "Liam O’Grady")
    choose(page, dialog, "chairs", "Amara Okonkwo")
    page.keyboard.press("Escape")
    choose(page, dialog, "public", "#general")
    dialog.get_by_label("Members").check()
    dialog.get_by_label("An hour").check()
    expect(dialog).to_contain_text("Saturday, 12 December 2026")
    expect(dialog).to_contain_text("09:30 in Dublin")
    expect(dialog).to_contain_text("Sunday, 13 December 2026, 01:00 (Sydney, GMT+11) · 14:00 UTC")
    page.get_by_test_id("modal-submit").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("composer")).to_be_focused()
    (submission,) = stage.app.of("view_submission")
    values = {
        name: next(
            v for k, v in of_block[f"{name}_value"].items() if k.startswith(("value", "sel"))
        )
        for name, of_block in submission["view"]["state"]["values"].items()
    }
    assert values == {
        "title": "Café <b> & 🎉",
        "notes": "one\ntwo",
        "places": "12",
        "contact": "a@b.org",
        "link": "https://x.org/?a=1&b=2",
        "length": LENGTHS[2],
        "topics": [TOPICS[1], TOPICS[0]],
        "owner": LIAM,
        "chairs": [AMARA],
        "channel": TECHNOLOGY,
        "public": "C0GENERAL1",
        "kind": option("Members", "m"),
        "remind": [option("An hour", "hour")],
        "due": "2026-12-12",
        "hour": "09:30",
        "start": 1797084000,
    }


def test_errors_stand_beside_their_fields_and_take_the_focus(act, stage):
    opens(stage, modal(field("title", "plain_text_input"), field("owner", "users_select")))
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "title").fill("Roundtable")
    page.get_by_test_id("modal-submit").click()
    missing = dialog.locator("[data-block-id=owner] .field-error")
    expect(missing).to_have_text("Please complete this required field.")
    expect(put(dialog, "owner")).to_be_focused()
    expect(put(dialog, "owner")).to_have_attribute("aria-invalid", "true")
    expect(put(dialog, "title")).to_have_value("Roundtable")
    assert not stage.app.of("view_submission")
    choose(page, dialog, "owner", "Liam O’Grady")
    stage.app.answers["form"] = {
        "response_action": "errors",
        "errors": {"title": "This was scheduled a minute ago. <b>Again?</b>"},
    }
    page.get_by_test_id("modal-submit").click()
    expect(missing).to_have_count(0)
    wrong = dialog.locator("[data-block-id=title] .field-error")
    expect(wrong).to_have_text("This was scheduled a minute ago. <b>Again?</b>")
    expect(put(dialog, "title")).to_be_focused()
    expect(put(dialog, "owner")).to_have_value("Liam O’Grady")
    del stage.app.answers["form"]
    put(dialog, "title").press("Enter")
    expect(dialog).to_have_count(0)


def test_what_another_tab_sent_off_is_shown_with_its_errors(act, stage):
    opens(stage, modal(field("title", "plain_text_input"), field("zone", "plain_text_input")))
    errors = {"response_action": "errors", "errors": {"zone": "There is no Europe/Londn."}}
    stage.app.answers["form"] = errors
    behind = act(SINA, TECHNOLOGY)
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    expect(behind.get_by_test_id("modal")).to_be_visible()
    put(dialog, "title").fill("Roundtable")
    put(dialog, "zone").fill("Europe/Londn")
    page.get_by_test_id("modal-submit").click()
    for each in (page, behind):
        window = each.get_by_test_id("modal")
        expect(window.locator(".field-error")).to_have_text("There is no Europe/Londn.")
        expect(put(window, "zone")).to_have_value("Europe/Londn")
        expect(put(window, "title")).to_have_value("Roundtable")
        expect(put(window, "zone")).to_be_focused()


def test_too_many_characters_are_counted_and_not_cut(act, stage):
    opens(stage, modal(field("title", "plain_text_input", max_length=5)))
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "title").fill("🎉🎉🎉")
    expect(dialog.locator(".counter")).to_have_text("2 left")
    put(dialog, "title").fill("Roundtable")
    expect(dialog.locator(".counter")).to_have_text("5 too many")
    page.get_by_test_id("modal-submit").click()
    expect(dialog.locator(".field-error")).to_be_visible()
    expect(put(dialog, "title")).to_have_value("Roundtable")


def test_an_update_keeps_what_was_typed_where_the_names_stay(act, stage):
    first = modal(field("title", "plain_text_input"), field("notes", "plain_text_input"))
    opens(stage, first)
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "title").fill("Typed before")
    put(dialog, "notes").fill("Lost on purpose")
    put(dialog, "title").press("End")
    put(dialog, "title").press_sequentially("!")
    second = modal(
        section("Now with a line above"),
        field("title", "plain_text_input", label="Another label"),
        field("remarks", "plain_text_input", initial_value="Fresh"),
        title="Updated",
    )
    stage.api("views.update", view_id=stage.opened["view"]["id"], view=second)
    expect(dialog).to_contain_text("Now with a line above")
    expect(dialog.get_by_role("heading", name="Updated")).to_be_visible()
    expect(put(dialog, "title")).to_have_value("Typed before!")
    expect(put(dialog, "title")).to_be_focused()
    expect(put(dialog, "remarks")).to_have_value("Fresh")
    expect(put(dialog, "notes")).to_have_count(0)


def test_a_loading_window_is_filled_later(act, stage):
    opens(stage, modal(section("One moment…"), submit=None))
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    expect(page.get_by_test_id("modal-submit")).to_be_hidden()
    stage.api(
        "views.update",
        view_id=stage.opened["view"]["id"],
        view=modal(field("title", "plain_text_input")),
    )
    expect(put(dialog, "title")).to_be_visible()
    expect(page.get_by_test_id("modal-submit")).to_have_text("Save")


def test_inputs_that_dispatch_tell_the_app_at_once(act, stage):
    view = modal(
        field("length", "static_select", options=LENGTHS, dispatch=True),
        field("title", "plain_text_input", dispatch=True),
        field("quiet", "static_select", options=TOPICS),
        actions(button("Find a time", "find"), block_id="buttons"),
    )
    opens(stage, view)
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    choose(page, dialog, "quiet", "Deepfakes")
    choose(page, dialog, "length", "60 minutes")
    put(dialog, "title").fill("Roundtable")
    put(dialog, "title").press("Enter")
    dialog.get_by_role("button", name="Find a time").click()
    heard = until(page, lambda: len(stage.app.of("block_actions")) == 3) and stage.app.of(
        "block_actions"
    )
    assert [p["actions"][0]["action_id"] for p in heard] == ["length_value", "title_value", "find"]
    assert heard[0]["actions"][0]["selected_option"]["value"] == "60"
    assert heard[1]["actions"][0]["value"] == "Roundtable"
    kept = heard[2]["view"]["state"]["values"]
    assert kept["quiet"]["quiet_value"]["selected_option"]["value"] == "deepfakes"
    assert kept["title"]["title_value"]["value"] == "Roundtable"


def test_a_menu_that_the_app_fills_as_one_types(act, stage):
    """Asked on opening and at each rest of the keys; what was chosen stays, and is told."""
    city = option("Dublin, Ireland", "Europe/Dublin")
    view = modal(
        field("zone", "external_select", min_query_length=0, initial_option=city, dispatch=True)
    )
    opens(stage, view)
    asked = []

    async def suggest(payload):
        asked.append(payload["value"])
        found = [option("Seoul, South Korea", "Asia/Seoul"), option("Suva, Fiji", "Pacific/Fiji")]
        return {"options": [o for o in found if payload["value"] in o["text"]["text"].lower()]}

    stage.app.answers["options of zone_value"] = suggest
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    expect(put(dialog, "zone")).to_have_value("Dublin, Ireland")
    put(dialog, "zone").click()
    expect(page.get_by_role("option", disabled=False)).to_have_count(2)
    put(dialog, "zone").press_sequentially("seo")
    expect(page.get_by_role("option", disabled=False)).to_have_count(1)
    put(dialog, "zone").press("Enter")
    expect(put(dialog, "zone")).to_have_value("Seoul, South Korea")
    (heard,) = until(page, lambda: stage.app.of("block_actions"))
    assert heard["actions"][0]["selected_option"]["value"] == "Asia/Seoul"
    assert (asked[0], asked[-1]) == ("", "seo")


def test_a_menu_that_the_app_fills_and_in_which_several_are_chosen(act, stage):
    """What is chosen stays as other letters are typed, and the app gets all of it."""
    first = [option("Ireland", "IE")]
    opens(
        stage,
        modal(field("places", "multi_external_select", min_query_length=0, initial_options=first)),
    )

    async def suggest(payload):
        found = [option("France", "FR"), option("Fiji", "FJ")]
        return {"options": [o for o in found if payload["value"] in o["text"]["text"].lower()]}

    stage.app.answers["options of places_value"] = suggest
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "places").click()
    for letters in ("fi", "fr"):
        put(dialog, "places").press_sequentially(letters)
        expect(page.get_by_role("option", disabled=False)).to_have_count(1)
        put(dialog, "places").press("Enter")
    expect(dialog.locator(".chip")).to_have_text(["Ireland×", "Fiji×", "France×"])
    page.get_by_test_id("modal-submit").click()
    (sent,) = until(page, lambda: stage.app.of("view_submission"))
    chosen = sent["view"]["state"]["values"]["places"]["places_value"]["selected_options"]
    assert [one["value"] for one in chosen] == ["IE", "FJ", "FR"]


def test_windows_stack_and_the_lower_one_keeps_what_was_typed(act, stage):
    upper = modal(field("name", "plain_text_input"), title="Upper", notify_on_close=True)
    upper["callback_id"] = "upper"
    opens(stage, modal(field("title", "plain_text_input"), actions(button("More", "more"))))

    async def push(payload):
        await stage.call("views.push", {"trigger_id": payload["trigger_id"], "view": upper})

    stage.app.answers["more"] = push
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "title").fill("Below")
    more = dialog.get_by_role("button", name="More")
    more.click()
    expect(dialog.get_by_role("heading", name="Upper")).to_be_visible()
    page.keyboard.press("Escape")
    expect(put(dialog, "title")).to_have_value("Below")
    (closed,) = until(page, lambda: stage.app.of("view_closed"))
    assert (closed["view"]["callback_id"], closed["is_cleared"]) == ("upper", False)
    expect(more).not_to_have_attribute("aria-busy", "true")
    more.click()
    expect(dialog.get_by_role("heading", name="Upper")).to_be_visible()
    dialog.get_by_role("button", name="Close", exact=True).click()
    expect(dialog).to_have_count(0)


def test_the_focus_cannot_leave_a_window(act, stage):
    opens(stage, modal(field("title", "plain_text_input")))
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    for _ in range(8):
        page.keyboard.press("Tab")
        outside = "() => !['BODY', 'HTML'].includes(document.activeElement.tagName)"
        inside = "() => Boolean(document.activeElement.closest('dialog'))"
        assert not page.evaluate(outside) or page.evaluate(inside)
    expect(dialog).to_be_visible()


def test_a_submission_that_fails_keeps_the_window_and_its_text(act, stage):
    opens(stage, modal(field("title", "plain_text_input")))
    stage.app.answers["form"] = 500
    page = act(SINA, TECHNOLOGY)
    dialog = shown(page)
    put(dialog, "title").fill("Roundtable")
    page.get_by_test_id("modal-submit").click()
    expect(dialog.get_by_role("alert")).to_contain_text("What you typed is still here.")
    expect(put(dialog, "title")).to_have_value("Roundtable")


def test_the_home_of_the_app_is_shown_and_pressed(act, stage):
    view = {"type": "home", "blocks": [section("*Your* actions"), actions(button("Done", "done"))]}
    stage.api("views.publish", user_id=SINA, view=view)
    page = act(SINA, "home")
    expect(page.get_by_role("region", name="Home")).to_contain_text("Your actions")
    page.get_by_role("button", name="Done").click()
    (pressed,) = until(page, lambda: stage.app.of("block_actions"))
    assert pressed["view"]["type"] == "home"


def test_a_choice_in_a_message_is_searched_and_sent(act, stage):
    select = {
        "type": "static_select",
        "action_id": "filter",
        "placeholder": plain("Filter"),
        "options": [option(f"Choice {number}", str(number)) for number in range(100)],
    }
    ts = stage.post(TECHNOLOGY, "x", blocks=[section("Pick", accessory=select)])
    page = act(SINA, TECHNOLOGY)
    box = page.get_by_test_id(f"message-{ts}").get_by_role("combobox")
    box.click()
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    (pressed,) = until(page, lambda: stage.app.of("block_actions"))
    assert pressed["actions"][0]["selected_option"]["value"] == "77"
    expect(box).to_have_value("Choice 77")
