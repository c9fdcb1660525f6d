"""Actors taken together: "the two countries" after "X and Y", "X, Y and three other buyers"."""

from __future__ import annotations

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words

COMPANY_NOUNS = word_set(
    """
    company firm airline carrier bank lender manufacturer carmaker automaker drugmaker
    planemaker retailer utility miner employer corporation conglomerate giant maker group
    supplier operator buyer bidder insurer subsidiary developer shipyard studio publisher
    producer exporter importer steelmaker refiner processor brewer builder chipmaker distiller chain
    startup shipbuilder
    """
)
_STATE_NOUNS = word_set(
    """
    country state nation neighbour neighbor government power republic
    """
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_BEFORE_NUMBER = frozenset({"the", "these", "those", "all", "both"})
_OTHERS = frozenset({"other", "more", "others"})


class Groups:
    """Finds the members of groups that the text puts together, and one entity for each group."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.joint: dict[str, Entity] = {}
        self.listed: dict[int, list[Mention]] = {}

    def join_lists(self, mentions: list[Mention]) -> None:
        """Lengthen "three other buyers" over "Northfoods, Sweet & Co and three other buyers".

        Who was described by the first of the list ("executives of Northfoods") belongs to all.
        """
        ending = {mention.last: mention for mention in mentions if mention.form != "description"}
        for mention in mentions:
            words = self.words.lower[mention.first : mention.head]
            if mention.form != "description" or not mention.plural or not _OTHERS & set(words):
                continue
            members = self._listed_before(mention, ending)
            if not members:
                continue
            self.listed[id(mention)] = members
            mention.first, mention.start = members[0].first, members[0].start
            mention.name = self.words.text[mention.start : mention.end]
            mention.owners = []
            for other in mentions:
                if other is not mention and other.owners[-1:] == members[:1]:
                    self._lengthen(other, mention)

    def _lengthen(self, other: Mention, group: Mention) -> None:
        if other.first < group.first and other.last == group.first + self._length(other.owners[-1]):
            other.owners[-1] = group
            other.last, other.end = group.last, group.end
            other.name = self.words.text[other.start : other.end]

    @staticmethod
    def _length(mention: Mention) -> int:
        return mention.last - mention.first

    def _listed_before(self, mention: Mention, ending: dict[int, Mention]) -> list[Mention]:
        """Return the names of the list that `mention` closes, in text order."""
        words, place = self.words, mention.first
        if words.lower[place - 1 : place] != ["and"]:
            return []
        place -= 1
        found: list[Mention] = []
        while place > 0:
            if words.words[place - 1] == ",":
                place -= 1
            name = ending.get(place)
            if name is None or name.kind not in ("organisation", "state", "group", None):
                break
            found.insert(0, name)
            place = name.first
            if words.words[place - 1] != ",":
                break
        return found

    def listed_members(self, mention: Mention) -> list[Entity]:
        """Return the members that a list names ("X, Y and three other buyers"); else none."""
        members = (member.entity for member in self.listed.get(id(mention), ()))
        return [entity for entity in members if entity is not None]

    def joint_group(self, mention: Mention, seen: list[Mention]) -> Entity | None:
        """Return whom "the two West African countries" are, among the mentions before it."""
        number = self._number(mention)
        kinds = _kinds(mention.noun)
        if not number or not kinds:
            return None
        near = [other for other in seen[-80:] if _could_join(other, kinds)]
        near.sort(key=lambda other: (other.first, -other.last))
        found = self._last_coordinated(near, number)
        if found is None:
            return self._only_ones(mention, near, number)
        members = [other.entity for other in found if other.entity is not None]
        known = self._group_of(members)
        if not known.mentions:
            first, last = found[0], found[-1]
            text = self.words.text[first.start : last.end]
            known.name = text
            known.add(
                Mention(
                    first.first, last.last, last.head, first.start, last.end, "description", text,
                    kind="group", plural=True,
                )
            )  # fmt: skip
        return known

    def _only_ones(self, mention: Mention, near: list[Mention], number: int) -> Entity | None:
        """Return the group of the only states that the text has named so far."""
        members = list(dict.fromkeys(other.entity for other in near if other.entity is not None))
        if len(members) != number or _kinds(mention.noun) != ("state",):
            return None
        return self._group_of(members)

    def _number(self, mention: Mention) -> int:
        """Return the number in "the two countries", "both countries"; 0 where there is none."""
        if not mention.plural or any(owner.entity is not None for owner in mention.owners):
            return 0
        words = self.words.lower[mention.first : mention.first + 2]
        if words[0] == "both":
            return 2
        return _NUMBERS.get(words[1], 0) if words[0] in _BEFORE_NUMBER and len(words) > 1 else 0

    def _last_coordinated(self, near: list[Mention], number: int) -> list[Mention] | None:
        """Return the last run "X, Y and Z" of exactly so many actors."""
        run: list[Mention] = []
        found: list[Mention] | None = None
        for mention in [*near, None]:
            if mention is not None and run and self._joined(run[-1], mention):
                run.append(mention)
                continue
            together = len({id(other.entity) for other in run}) == number == len(run)
            if together and self._is_closed(run):
                found = run
            run = [] if mention is None else [mention]
        return found

    def _is_closed(self, run: list[Mention]) -> bool:
        """Tell whether "and" joins the last of the list."""
        between = self.words.lower[run[-2].last : run[-1].first]
        return bool({"and", "&"}.intersection(between))

    def _joined(self, left: Mention, right: Mention) -> bool:
        between = self.words.lower[left.last : right.first]
        return (
            0 < len(between) <= 3
            and set(between) <= {",", "and", "&", "the"}
            and (between[0] != "the")
        )

    def _group_of(self, members: list[Entity]) -> Entity:
        key = "joint:" + "+".join(sorted(entity.key for entity in members))
        if key not in self.joint:
            self.joint[key] = Entity(
                "group", key, "", plural=True, confidence=0.8, members=list(members)
            )
        return self.joint[key]


def _kinds(noun: str) -> tuple[str, ...]:
    if noun in _STATE_NOUNS:
        return ("state",)
    if noun in COMPANY_NOUNS or noun in ("union", "party", "organisation", "organization"):
        return ("organisation", "group")
    return ()


def _could_join(mention: Mention, kinds: tuple[str, ...]) -> bool:
    entity = mention.entity
    return (
        entity is not None
        and entity.named
        and not entity.members
        and entity.kind in kinds
        and mention.form not in ("pronoun", "description")
    )
