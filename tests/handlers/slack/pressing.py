"""What can be pressed in blocks: buttons, and the choices of menus."""

from handlers.slack.kit.blocks import MENU


def presses(blocks):
    """(words, action id, value) of every button, and of every choice in a menu, in order."""
    for block in blocks:
        for option in block.get("accessory", {}).get("options", ()):
            yield option["text"]["text"], *option["value"].split(" ", 1)
        for element in block["elements"] if block["type"] == "actions" else ():
            if element["type"] == "button":
                yield element["text"]["text"], element["action_id"], element.get("value", "")
            for option in element.get("options", ()):
                pressed = (element["action_id"], option["value"])
                if element["action_id"] == MENU:
                    pressed = option["value"].split(" ", 1)
                yield option["text"]["text"], *pressed
