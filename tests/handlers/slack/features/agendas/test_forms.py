"""Forms about agendas, as long as an agenda can grow."""

from handlers.sandbox.validation.messages import checked_view
from handlers.slack.features.agendas import forms
from handlers.slack.kit.fallback import fallback_text
from tests.handlers.slack.features.agendas.scenes import agenda, items


def test_more_items_than_a_form_holds_come_once_others_have_a_place():
    form = checked_view(forms.arrange_form(agenda((), items(130, "김" * 150))), kind="modal")
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    assert len(fields) == 45
    assert "and 85 more items, once these have a place" in fallback_text(form["blocks"])


def test_a_few_are_all_there():
    form = checked_view(forms.arrange_form(agenda(items(2), items(1, first=3))), kind="modal")
    (first, *_) = [block for block in form["blocks"] if block["type"] == "input"]
    options = [option["value"] for option in first["element"]["options"]]
    assert options == ["1", "2", "3", forms.OUT, forms.UNDECIDED]
    assert "more item" not in fallback_text(form["blocks"])
