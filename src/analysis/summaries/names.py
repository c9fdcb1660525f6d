"""Names of actors as they stand in an English sentence: "the European Union", "a U.S. official".

Whether a name takes "the" is read from the article itself where the article uses the name; a short
list of countries and word classes decides the rest. Unnamed sources keep the words of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.model import Actor, Annotation
from analysis.summaries.prose import one_line, shortened

LONGEST_NAME = 80

# Names of states and bodies that take the definite article (UNGEGN's list of short names).
_WITH_ARTICLE = re.compile(
    r"^(?:United |Netherlands|Philippines|Gambia|Bahamas|Maldives|Seychelles|Comoros|Vatican"
    r"|Holy See|Czech Republic|Democratic |Central African|Dominican|Islamic Republic|Soviet"
    r"|(?:Group|Organi[sz]ation|League|Union|Association|Movement|Bank) (?:of|for) "
    r"|Marshall|Solomon|Palestinian (?!territor)|European |Arab League|African Union|P5\+1|E3|G\d)"
    r"|(?:Republic|Emirates|Islands|Kingdom|Federation)$"
)
_COMMON_HEADS = re.compile(
    r"\b(?:Union|Council|Commission|Authority|Association|Ministry|Party|Organi[sz]ation|Agency"
    r"|League|Front|Court|Group|Community|Committee|Conference|Congress|Parliament|Senate|Fund"
    r"|Alliance|Coalition|Department|Office|Board|Federation|Confederation|Chamber|Institute"
    r"|Foundation|Society|Assembly|House|Army|Movement|Service|Secretariat|Quartet|powers"
    r"|countries|nations|Bank)s?$"
)
_SINGULAR_IN_S = re.compile(
    r"(?:ss|us|is|News|Times|Reuters|States|Nations|Netherlands|Philippines|Bahamas|Maldives"
    r"|Seychelles|Comoros|Emirates|Islands|Honduras|Cyprus|Laos|Barbados|Hamas|Taliban"
    r"|Athens|Brussels|Paris|Houthis' )$"
)
# "Three Affiliated Tribes".
_COUNTED = re.compile(r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b.*s$")
_PLURAL_WORDS = {
    "media", "people", "police", "taliban", "democrats", "greens", "conservatives", "liberals",
    "socialists", "republicans", "tories", "nationalists", "communists", "separatists", "loyalists",
    "few", "many", "some", "several", "both", "most", "all", "others",
}  # fmt: skip
_DETERMINERS = re.compile(
    r"^(?:nobody|no one|everybody|everyone|anyone|someone|somebody|neither|either|both|each|every"
    r"|these|those|this|that|such|all|any|our|my|your|whose"
    r"|the|an?|one|some|two|three|several|many|few|another|other|most|its|his|her|their|no)\b",
    re.IGNORECASE,
)
# "The rebel", "the newly founded": an article with what stands between it and the name.
_THE_DESCRIBED = re.compile(r"\b[Tt]he\s+(?:[a-z-]+\s+){1,2}$")
_POSSESSIVE_START = re.compile(r"^[^\Wa-z_][^,]*?['’]s?\s")
# First sounds, not first letters: "a U.S. official", "an EU official", "an hour".
_VOWEL_LETTERS = set("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(
    r"^(?:uni(?:on|[tvqflcs])|ukr|us[aeiu]|eu|one\b|once|ut[ei]|u\.?[a-z]?\.)", re.I
)
_VOWEL_SOUND = re.compile(r"^(?:[aeiou]|hou?r|honou?r|honest|heir)", re.I)


def indefinite_article(phrase: str) -> str:
    """Return "a" or "an", by the sound with which `phrase` begins."""
    word = phrase.split()[0] if phrase.split() else ""
    letters = word.replace(".", "").split("-")[0]
    if letters.isupper() and len(letters) > 1 and (len(letters) <= 3 or "." in word):
        return "an" if letters[0] in _VOWEL_LETTERS else "a"
    if _CONSONANT_SOUND.match(word):
        return "a"
    return "an" if _VOWEL_SOUND.match(word) else "a"


def _head(name: str) -> str:
    return re.split(r"\s(?:of|from|in|at|on|for|with|close|who|near|familiar)\b|,", name)[0].strip()


def is_plural(name: str, kind: str) -> bool:
    """Tell whether `name` takes a plural verb ("Western officials say")."""
    if kind in ("state", "person"):
        return False
    head = _head(name)
    last = head.split()[-1] if head.split() else ""
    if last.lower() in _PLURAL_WORDS:
        return True
    if kind == "organisation" and not head[:1].islower():
        return _COUNTED.match(head) is not None
    if kind in ("role", "group", "media") and " and " in head:
        return True
    return last.endswith("s") and not last.isupper() and not _SINGULAR_IN_S.search(head)


def are_people(name: str) -> bool:
    """Tell whether `name` describes several people ("ministers from two countries").

    A proper name in -s ("Belmont Foods") is one body: the noun of a description is in lower case,
    or opens a longer phrase.
    """
    head = _head(name)
    last = head.split()[-1] if head.split() else ""
    described = last[:1].islower() or (head == last and head != name)
    return described and is_plural(name, "role")


@dataclass(frozen=True)
class Naming:
    """How each actor of each article is called in a sentence."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    plurals: dict[tuple[str, str], bool] = field(default_factory=dict)

    def name(self, article: str, actor: str | None) -> str | None:
        """Return the actor's name as it stands within a sentence, or None if it is unknown."""
        return self.names.get((article, actor or ""))

    def plural(self, article: str, actor: str | None) -> bool:
        """Tell whether the actor's name takes a plural verb."""
        return self.plurals.get((article, actor or ""), False)

    def verb(self, article: str, actor: str | None, singular: str, plural: str) -> str:
        """Return the form of a verb that agrees with the actor's name."""
        return plural if self.plural(article, actor) else singular


def name_actors(annotations: Iterable[Annotation]) -> Naming:
    """Work out how the actors of `annotations` are called in sentences."""
    names: dict[tuple[str, str], str] = {}
    plurals: dict[tuple[str, str], bool] = {}
    for annotation in annotations:
        article = annotation.article
        seen: Counter[str] = Counter()
        for actor in annotation.actors:
            key = (article.id, actor.id)
            name = shortened(one_line(actor.name), LONGEST_NAME)
            plurals[key] = is_plural(name, actor.kind)
            names[key] = _in_sentence(actor, name, article.text, plural=plurals[key])
            seen[names[key]] += 1
        _tell_apart(annotation, names, seen)
    return Naming(names, plurals)


def _in_sentence(actor: Actor, name: str, text: str, *, plural: bool) -> str:
    if _DETERMINERS.match(name):
        return name if not name.startswith(("The ", "A ", "An ")) else name[0].lower() + name[1:]
    if actor.kind == "person" and actor.named:
        return name
    if _POSSESSIVE_START.match(name) and not actor.named:
        return name
    if not actor.named:
        name = _uncapitalised(name, text)
        if _stands_with_the(actor, name, text):
            return f"the {name}"
        described = actor.kind == "role" or name[:1].islower()
        if plural or not described or not name[:1].isascii():
            return name
        return f"{indefinite_article(name)} {name}"
    return f"the {name}" if _takes_the(actor, name, text) else name


def _uncapitalised(name: str, text: str) -> str:
    """Return a description without the capital that it has only at the start of a sentence."""
    first, _, rest = name.partition(" ")
    if not first[:1].isupper() or not first[1:].islower():
        return name
    lower = first[0].lower() + first[1:]
    if not rest or re.search(rf"\b{re.escape(lower)}\b", text):
        return f"{lower} {rest}".strip()
    return name


def _stands_with_the(actor: Actor, name: str, text: str) -> bool:
    """Tell whether the text first speaks of a described actor with "the": "the museum"."""
    for mention in actor.mentions:
        words = one_line(mention.text).casefold()
        if words.removeprefix("the ") == name.casefold():
            before = text[max(0, mention.start - 4) : mention.start].lower()
            return words.startswith("the ") or before == "the "
    return False


def _takes_the(actor: Actor, name: str, text: str) -> bool:
    if _WITH_ARTICLE.search(name):
        return True
    if actor.kind == "state":
        return False
    with_the = without = 0
    for mention in actor.mentions:
        words = mention.text
        bare = re.sub(r"^[Tt]he\s+", "", words)
        if one_line(bare) != name:
            continue
        before = text[max(0, mention.start - 4) : mention.start].lower()
        follows = text[mention.end : mention.end + 2]
        described = _THE_DESCRIBED.search(text[max(0, mention.start - 40) : mention.start])
        if described and not _COMMON_HEADS.search(name):
            continue
        if bare != words or before.strip() == "the" or described:
            with_the += 1
        elif not follows.startswith(("'s", "’s", "'", "’")) and before.strip() not in ("a", "an"):
            without += 1
    if with_the or without:
        return with_the >= without
    return bool(_COMMON_HEADS.search(name))


def _tell_apart(
    annotation: Annotation, names: dict[tuple[str, str], str], seen: Counter[str]
) -> None:
    """Give unnamed sources of one description their paragraph, so that two stay two."""
    article = annotation.article
    for actor in annotation.actors:
        key = (article.id, actor.id)
        if seen[names[key]] > 1 and actor.mentions:
            index = article.paragraph_at(actor.mentions[0].start)
            if index is not None:
                names[key] = f"{names[key]} (paragraph\u00a0{index + 1})"
