"""How people fill in a form: what is there already, a text of their own, or another choice."""

from handlers.sandbox.values import options_of

_TEXTS = frozenset("title summary what_was_done note reason comment contact topics words".split())
_KEPT = frozenset("name zone country language".split())
_RARELY = 0.3


def filled(form, who, steps, *, calm=False):
    """`state.values` for a form; `who` types new marked texts.

    `calm`: only an audience is chosen, and texts are changed, so that little can be refused.
    """
    values = {}
    for block in form.blocks:
        if block["type"] == "input":
            text = block["element"]["type"] == "plain_text_input"
            wanted = not calm or text or block["block_id"] == "audience"
            state = _state(block, who, steps) if wanted else None
            if state is not None:
                values[block["block_id"]] = {block["element"]["action_id"]: state}
    return values


def _state(block, who, steps):
    """The input's new state; None leaves it as it stands."""
    element, random = block["element"], steps.random
    kind = element["type"]
    blank = not any(key.startswith("initial_") for key in element)
    if kind == "plain_text_input":
        wanted = block["block_id"] in _TEXTS or element.get("multiline")
        if wanted and block["block_id"] not in _KEPT and (blank or random.random() < _RARELY):
            return {"value": f"Talk {steps.secrets.new(steps.world.ids[who])}"}
        return None
    if kind in ("static_select", "radio_buttons"):
        offered = [option["value"] for option in options_of(element)]
        if block["block_id"] == "audience" and "members" in offered:
            offered += ["members"] * (len(offered) - 1)
        if blank or random.random() < _RARELY or block["block_id"] == "audience":
            return {"selected_option": random.choice(offered)}
    elif kind in ("checkboxes", "multi_static_select"):
        if random.random() < _RARELY:
            offered = options_of(element)
            return {"selected_options": [random.choice(offered)["value"]]}
    elif kind == "users_select":
        if random.random() < _RARELY or (blank and not block.get("optional")):
            return {"selected_user": steps.someone()}
    elif kind == "datepicker" and blank:
        return {"selected_date": steps.day().isoformat()}
    elif kind == "timepicker" and blank:
        return {"selected_time": "14:00"}
    return None
