"""A group's coverage in words."""

from bot.domain.practice import Public
from bot.domain.wording import count, listed_some
from bot.languages import _, _n
from bot.use_cases.coverage.gather import Coverage, TopicCover
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

MOST_TOPICS, _MOST_NAMES = 20, 6


def title_words(coverage: Coverage) -> str:
    """ "What the practices of Education cover: 12 practices, 9 topics"."""
    practices, topics = (
        count(coverage.practices, "practice", "practices"),
        count(len(coverage.topics), "topic", "topics"),
    )
    return _(
        "What the practices of {group} cover: {practices}, {topics}",
        group=coverage.group.name,
        practices=practices,
        topics=topics,
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
    gaps = gap_words(coverage)
    missing = [kit.line(kit.bold(_("What is missing"))), kit.bullets(map(kit.line, gaps))]
    if not coverage.practices:
        return [confirm_header("{group} has no published practice yet.", group=coverage.group.name)]
    publics = [
        kit.line(_numbered(_(public.value), coverage.publics[public]).capitalize())
        for public in Public
    ]
    whose = [kit.line(_numbered(name, number)) for name, number in coverage.organisations.items()]
    shown = coverage.topics[:MOST_TOPICS]
    topics = [
        kit.line(kit.bold(one.topic), _(": {words}", words=_topic_words(one))) for one in shown
    ]
    left = len(coverage.topics) - len(shown)
    more = _n("and {number} more topic", "and {number} more topics", left)
    return [
        confirm_header(title_words(coverage)),
        kit.rich(kit.line(kit.bold(_("Audiences"))), kit.bullets(publics)),
        kit.rich(
            kit.line(kit.bold(_("Topics"))),
            kit.bullets([*topics, *([kit.line(more)] if left else [])]),
        ),
        kit.rich(kit.line(kit.bold(_("Organisations"))), kit.bullets(whose)),
        *([kit.rich(*missing)] if gaps else []),
    ]


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
