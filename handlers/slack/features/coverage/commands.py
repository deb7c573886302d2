"""/practice coverage: a group's coverage in words, and as a picture.

A row for each topic, a column for each kind of people. Nothing is said by colour alone: every
number is written out, and an empty cell has a line.
"""

from functools import partial

from bot.domain.practice import Public
from bot.domain.wording import count, listed_some
from bot.languages import N_, _
from bot.use_cases.practices.show import Coverage, TopicCover, gather_coverage
from handlers.slack.features.fairness.sheet import INK, Sheet, drawable_text, fit_text
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.blocks import Picture
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene

MOST_ROWS = 30
SHADES = {
    N_("no practice"): ("#f2f2f4", INK),
    "1": ("#cfe5f7", INK),
    N_("2 or 3"): ("#7fb2e5", INK),
    N_("4 or more"): ("#1f5d9e", "#ffffff"),
}
"""Ground and ink by number, ink at least 4.5 : 1 against its ground (WCAG 2, AA)."""
_LABEL = 34
_HEADS = (
    *(N_("children"), N_("young people"), N_("parents")),
    *(N_("educators"), N_("older people"), N_("general public")),
)
MOST_TOPICS, _MOST_NAMES = 20, 6


def draw_coverage(coverage: Coverage, title: str) -> bytes:
    """A PNG; `title` stands above."""
    topics = coverage.topics[:MOST_ROWS]
    if len(coverage.topics) > MOST_ROWS:
        title = _("{title}; {number} of them shown", title=title, number=MOST_ROWS)
    names = [
        fit_text(drawable_text(one.topic, _("topic {number} of the list", number=number)), _LABEL)
        for number, one in enumerate(topics, 1)
    ]
    sheet = Sheet(names, width=len(Public), columns=True)
    for column, head in enumerate(_HEADS):
        sheet.write(column + 0.5, -0.85, _(head), ha="center", fontweight="bold")
    for row, one in enumerate(topics):
        for column, public in enumerate(Public):
            number = one.publics[public]
            ground, ink = SHADES[shade_of(number)]
            sheet.bar(row, column, 1, ground)
            sheet.write(column + 0.5, row, str(number or "–"), color=ink, ha="center")
    return sheet.png(title, SHADES)


def shade_of(number: int) -> str:
    if number < 2:
        return "1" if number else "no practice"
    return "2 or 3" if number < 4 else "4 or more"


def title_words(coverage: Coverage) -> str:
    """ "What the practices of Education cover: 12 practices, 9 topics"."""
    return _(
        "What the practices of {group} cover: {practices}, {topics}",
        group=coverage.group.name,
        practices=count(coverage.practices, "practice", "practices"),
        topics=count(len(coverage.topics), "topic", "topics"),
    )


def gap_words(coverage: Coverage) -> list[str]:
    """ "No card for older people.": each gap is a sentence."""
    words = [_("No card for {public}.", public=_(public.value)) for public in coverage.gaps]
    if coverage.unused:
        words.append(_("No card on {topics}.", topics=listed_some(coverage.unused, _MOST_NAMES)))
    if coverage.silent:
        names = listed_some(coverage.silent, _MOST_NAMES)
        words.append(_("No card from {organisations}.", organisations=names))
    return words


def coverage_blocks(coverage: Coverage) -> list[kit.Block]:
    """Audiences, topics and organisations; then the gaps."""
    if not coverage.practices:
        return [confirm_header("{group} has no published practice yet.", group=coverage.group.name)]
    publics = [kit.line(_numbered(_(p.value), coverage.publics[p]).capitalize()) for p in Public]
    rows = [
        kit.line(kit.bold(one.topic), _(": {words}", words=_topic_words(one)))
        for one in coverage.topics
    ]
    told = kit.first_lines(rows, MOST_TOPICS, "and {number} more topic", "and {number} more topics")
    whose = [kit.line(_numbered(*one)) for one in coverage.organisations.items()]
    gaps = [kit.line(gap) for gap in gap_words(coverage)]
    return [
        confirm_header(title_words(coverage)),
        _part(_("Audiences"), publics),
        _part(_("Topics"), told),
        _part(_("Organisations"), whose),
        *([_part(_("What is missing"), gaps)] if gaps else []),
    ]


def _part(heading: str, lines: list[kit.Element]) -> kit.Block:
    return kit.rich(kit.line(kit.bold(heading)), kit.bullets(lines))


def coverage_says(coverage: Coverage) -> str:
    """What the picture shows, for those who do not see it."""
    rows = "; ".join(
        _("{heading}: {number}", heading=one.topic, number=_publics(one) or _("nobody named"))
        for one in coverage.topics
    )
    gaps, what = " ".join(gap_words(coverage)), _("Practices by topic and audience.")
    return f"{title_words(coverage)}. {what} {gaps} {rows}"


def _numbered(name: str, number: int) -> str:
    return _("{heading}: {number}", heading=name, number=number)


def _topic_words(one: TopicCover) -> str:
    words = count(one.practices, "practice", "practices")
    if one.organisations:
        whose = listed_some(one.organisations, _MOST_NAMES)
        words = _("{practices} of {organisations}", practices=words, organisations=whose)
    publics = _publics(one)
    return f"{words} · {publics}" if publics else words


def _publics(one: TopicCover) -> str:
    return ", ".join(f"{_(public.value)} {n}" for public, n in one.publics.items() if n)


def run_coverage(scene: Scene) -> Answer:
    """For chairs: the channel's group."""
    coverage = gather_coverage(scene.needs_group().id, scene.context)
    title = title_words(coverage)
    picture = Picture(
        name="coverage.png",
        title=title,
        says=coverage_says(coverage),
        draw=partial(draw_coverage, coverage, title),
    )
    return Reply(blocks=coverage_blocks(coverage), picture=picture if coverage.topics else None)


ROUTES: Routes = {(Kind.COMMAND, "/practice coverage"): Route(run=run_coverage)}
