"""Names in pictures: those that no font can draw give way, and long ones are shortened."""

from bot.domain.countries_and_languages import country_name
from bot.domain.person import Organisation, OrganisationKind
from handlers.slack.features.fairness.pictures import (
    _label,
)
from handlers.slack.features.fairness.sheet import (
    count_cells,
    drawable_text,
    fit_text,
    font_families,
)
from tests.handlers.slack.features.fairness.scenes import organisations


def test_a_name_that_no_font_can_draw_gives_way_to_its_country():
    nameless = Organisation(
        id=1,
        name="\U00012000\U00012001",
        kind=OrganisationKind.MEMBER,
        country="KR",
        zone="Asia/Seoul",
    )
    assert _label(nameless) == f"{country_name('KR')} · Seoul"
    assert drawable_text("Ofcom\U000e0041", "GB") == "Ofcom"
    assert drawable_text("\U000e0041\U000e0042x", "GB") == "GB"


def test_long_names_are_shortened_to_what_a_row_holds():
    assert count_cells("한국") == 4
    assert fit_text("Film and Publication Board", 20) == "Film and Publicatio…"
    assert fit_text("Film and Publication Board", 26) == "Film and Publication Board"
    assert count_cells(fit_text("방송통신심의위원회방송통신", 10)) <= 10
    long = organisations(1, "National Center for Missing & Exploited Children")[0]
    assert len(_label(long)) <= 36
    assert font_families("Ofcom") == ["DejaVu Sans"]
