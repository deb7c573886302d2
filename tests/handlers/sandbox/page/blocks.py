"""Short ways to write Block Kit in tests of the page."""


def plain(text):
    return {"type": "plain_text", "text": text}


def section(text, **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text, action_id, **more):
    return {
        "type": "button",
        "text": plain(text),
        "action_id": action_id,
        "value": action_id,
        **more,
    }


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def option(text, value):
    return {"text": plain(text), "value": value}


def field(name, kind, *, label=None, optional=False, dispatch=False, hint=None, **element):
    """An input block whose block_id is `name` and whose action_id is `name_value`."""
    block = {
        "type": "input",
        "block_id": name,
        "label": plain(label or name.capitalize()),
        "optional": optional,
        "dispatch_action": dispatch,
        "element": {"type": kind, "action_id": f"{name}_value", **element},
    }
    return block if hint is None else {**block, "hint": plain(hint)}


def modal(*blocks, title="Schedule", submit="Save", **more):
    view = {
        "type": "modal",
        "title": plain(title),
        "callback_id": "form",
        "close": plain("Cancel"),
        "blocks": list(blocks),
        **more,
    }
    return view if submit is None else {**view, "submit": plain(submit)}
