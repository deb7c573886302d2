"""A group's coverage in words."""

from bot.domain.practice import Public
from bot.domain.wording import count, listed_some
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
    return f"What the practices of {coverage.group.name} cover: {practices}, {topics}"


def gap_words(coverage: Coverage) -> list[str]:
    """ "No card for older people.": each gap is a sentence."""
    words = [f"No card for {public.value}." for public in coverage.gaps]
    if coverage.unused:
        words.append(f"No card on {listed_some(coverage.unused, _MOST_NAMES)}.")
    if coverage.silent:
        words.append(f"No card from {listed_some(coverage.silent, _MOST_NAMES)}.")
    return words


def coverage_blocks(coverage: Coverage) -> list[kit.Block]:
    """Audiences, topics and organisations; then the gaps."""
    gaps = gap_words(coverage)
    missing = [kit.line(kit.bold("What is missing")), kit.bullets(map(kit.line, gaps))]
    if not coverage.practices:
        none = f"{coverage.group.name} has no published practice yet."
        return [confirm_header(none)]
    publics = [
        kit.line(f"{public.value}: {coverage.publics[public]}".capitalize()) for public in Public
    ]
    whose = [kit.line(f"{name}: {number}") for name, number in coverage.organisations.items()]
    shown = coverage.topics[:MOST_TOPICS]
    topics = [kit.line(kit.bold(one.topic), f": {_topic_words(one)}") for one in shown]
    left = len(coverage.topics) - len(shown)
    more = [kit.line(f"and {count(left, 'more topic', 'more topics')}")] if left else []
    return [
        confirm_header(title_words(coverage)),
        kit.rich(kit.line(kit.bold("Audiences")), kit.bullets(publics)),
        kit.rich(kit.line(kit.bold("Topics")), kit.bullets([*topics, *more])),
        kit.rich(kit.line(kit.bold("Organisations")), kit.bullets(whose)),
        *([kit.rich(*missing)] if gaps else []),
    ]


def coverage_says(coverage: Coverage) -> str:
    """What the picture shows, for those who do not see it."""
    rows = "; ".join(f"{one.topic}: {_publics(one) or 'nobody named'}" for one in coverage.topics)
    gaps = " ".join(gap_words(coverage))
    return f"{title_words(coverage)}. Practices by topic and audience. {gaps} {rows}"


def _topic_words(one: TopicCover) -> str:
    whose = f" of {listed_some(one.organisations, _MOST_NAMES)}" if one.organisations else ""
    publics = _publics(one)
    practices = count(one.practices, "practice", "practices")
    return f"{practices}{whose}{f' · {publics}' if publics else ''}"


def _publics(one: TopicCover) -> str:
    return ", ".join(f"{public.value} {n}" for public, n in one.publics.items() if n)
