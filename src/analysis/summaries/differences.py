"""Where several articles differ: on meetings, on offices, and in positions that changed."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.reconcile import Stance, offices_said, share_positions
from analysis.summaries.chronology import meeting_views
from analysis.summaries.dates import parse_period
from analysis.summaries.digest import Digest
from analysis.summaries.names import LONGEST_NAME
from analysis.summaries.prose import Prose, as_prose, capitalised, one_line, quote, refs, shortened

LONGEST_TITLE = 60
LONGEST_WORDS = 200
AGREED = "The articles do not contradict each other on dates, places or status of meetings."
_STATUS_WORDS = {"ongoing": "under way"}


@dataclass(frozen=True)
class Disagreement:
    """One thing on which articles differ, and what each says, in the order of publication."""

    what: str
    on: str
    said: tuple[Prose, ...]


def article_name(digest: Digest, article: str) -> str:
    """Return the title of an article, shortened, with its date of publication."""
    found = next(one.article for one in digest.annotations if one.article.id == article)
    title = shortened(one_line(found.title or found.id), LONGEST_TITLE)
    period = parse_period(found.published)
    return f"{title}, {period.words}" if period else title


def which_article(digest: Digest, article: str) -> str:
    """Return "the article", or of several which: "the article of 12 March 2031", or its title."""
    if not digest.several:
        return "the article"
    given = [one.article for one in digest.annotations]
    found = next(one for one in given if one.id == article)
    period = parse_period(found.published)
    if period and sum(one.published == found.published for one in given) == 1:
        return f"the article of {period.words}"
    return f"“{shortened(one_line(found.title or found.id), LONGEST_TITLE)}”"


def meeting_disagreements(digest: Digest) -> list[Disagreement]:
    """Return on which meetings articles give other dates, or held against cancelled."""
    found = []
    for view, shared in zip(meeting_views(digest), digest.shared_meetings, strict=True):
        for difference in shared.differences:
            said = [
                _said(
                    digest,
                    _value(difference.subject, one.value),
                    one.words,
                    one.article,
                    digest.evidence.of(one.article, one.meeting),
                )
                for one in difference.accounts
            ]
            label = capitalised(view.label)
            found.append(Disagreement(f"{view.number}. {label}", difference.subject, tuple(said)))
    return found


def changed_positions(digest: Digest) -> list[Disagreement]:
    """Return the positions that articles report differently of one actor on one matter."""
    found = []
    for shared in share_positions(digest.annotations, digest.identities):
        if shared.changed and shared.actor is not None:
            name = shortened(digest.identities.name(shared.actor), LONGEST_NAME)
            said = tuple(_stance(digest, one) for one in shared.stances)
            found.append(Disagreement(name, one_line(shared.stances[0].issue), said))
    return found


def office_disagreements(digest: Digest) -> list[Disagreement]:
    """Return the persons to whom articles give different offices."""
    found = []
    for key, actors in digest.identities.actors.items():
        offices = offices_said((article, actor.office) for article, actor in actors)
        if len(offices) > 1 and len({articles[0] for articles in offices.values()}) > 1:
            said = tuple(
                as_prose(f"{one_line(office)} ({article_name(digest, articles[0])})")
                for office, articles in offices.items()
            )
            found.append(Disagreement(digest.identities.name(key), "office", said))
    return found


def _stance(digest: Digest, one: Stance) -> Prose:
    numbers = digest.evidence.of(one.article, one.position.id)
    return _said(digest, one.direction, one.position.evidence.text, one.article, numbers)


def _said(digest: Digest, value: str, words: str, article: str, numbers: tuple[int, ...]) -> Prose:
    start = as_prose(f"{value}: ") + quote(words, LONGEST_WORDS) + refs(numbers)
    return start + f" ({article_name(digest, article)})"


def _value(subject: str, value: str) -> str:
    if subject == "status":
        return _STATUS_WORDS.get(value, value)
    period = parse_period(value.removesuffix("/.."))
    return period.words if period else value
