"""A spaCy doc as plain Python lists: reading a list costs a tenth of asking a token."""

from __future__ import annotations

from bisect import bisect_right

from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, SENT_START, TAG
from spacy.tokens import Doc

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})


class _Spelling:
    """Spells out the numbers by which spaCy keeps its strings."""

    def __init__(self, doc: Doc) -> None:
        self.strings = doc.vocab.strings
        self.known: dict[int, str] = {0: ""}

    def of(self, numbers: list[int]) -> list[str]:
        known, strings = self.known, self.strings
        for number in set(numbers):
            if number not in known:
                known[number] = strings[number].translate(_APOSTROPHES)
        return [known[number] for number in numbers]


def _number_sentences(starts: list[int]) -> list[int]:
    """Number the sentences from 0; without sentence starts, there is one."""
    numbers, number = [], -1
    for index, start in enumerate(starts):
        if index == 0 or start == 1:
            number += 1
        numbers.append(number)
    return numbers


class Words:
    """The tokens of a doc, column by column; index = token index.

    ``text`` is the doc's text with plain apostrophes (same offsets). ``sentence`` numbers
    sentences from 0; ``heading`` marks tokens of titles and headings; ``quoted`` tokens inside
    quotation marks.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text.translate(_APOSTROPHES)
        columns = doc.to_array([ORTH, LEMMA, TAG, DEP, HEAD, SENT_START, IDX])
        spelling = _Spelling(doc)
        self.words: list[str] = spelling.of(columns[:, 0].tolist())
        self.lower: list[str] = [word.lower() for word in self.words]
        self.lemma: list[str] = [word.lower() for word in spelling.of(columns[:, 1].tolist())]
        self.tag: list[str] = spelling.of(columns[:, 2].tolist())
        self.dep: list[str] = spelling.of(columns[:, 3].tolist())
        offsets = columns[:, 4].astype("int64").tolist()
        self.head: list[int] = [index + offset for index, offset in enumerate(offsets)]
        self.start: list[int] = columns[:, 6].astype("int64").tolist()
        self.end: list[int] = [
            start + len(word) for start, word in zip(self.start, self.words, strict=True)
        ]
        self.sentence = _number_sentences(columns[:, 5].tolist())
        self.heading = self._mark_headings(doc)
        self.quoted = self._mark_quotations()

    def __len__(self) -> int:
        return len(self.words)

    def _mark_headings(self, doc: Doc) -> list[bool]:
        article = doc._.article
        marks = [False] * len(self.words)
        for paragraph in () if article is None else article.paragraphs:
            if paragraph.kind in ("title", "heading"):
                first, last = self.tokens_between(paragraph.start, paragraph.end)
                marks[first:last] = [True] * (last - first)
            elif article.text[paragraph.start : paragraph.start + 2].isupper():
                self._mark_dateline(paragraph.start, paragraph.end, marks)
        return marks

    def _mark_dateline(self, start: int, end: int, marks: list[bool]) -> None:
        """Mark "ROTTERDAM, Jan 25 (Reuters) -" before a paragraph's first sentence."""
        first, last = self.tokens_between(start, end)
        if not self.words[first].isupper() or len(self.words[first]) < 3:
            return
        for index in range(first + 1, min(first + 14, last)):
            if self.words[index] in ("-", "–", "—", "--"):
                if self.end[index - 1] < self.start[index]:
                    marks[first : index + 1] = [True] * (index + 1 - first)
                return

    def _mark_quotations(self) -> list[bool]:
        """Mark the words inside double quotation marks; a mark left open closes with its line."""
        marks, inside = [], False
        newlines = self.doc._.article.text if self.doc._.article is not None else self.text
        last_end = 0
        for word, start, end in zip(self.words, self.start, self.end, strict=True):
            if inside and "\n" in newlines[last_end:start]:
                inside = False
            if word in ('"', "“", "”", "``", "''", "„", "«", "»"):
                inside = word not in ("”", "''", "»") and (word in ("“", "``", "«") or not inside)
                marks.append(False)
            else:
                marks.append(inside)
            last_end = end if word.strip() else last_end
        return marks

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the token range (end exclusive) that covers code points `start` to `end`."""
        first = max(bisect_right(self.start, start) - 1, 0)
        if first < len(self.words) and self.end[first] <= start:
            first += 1
        last = first
        while last < len(self.words) and self.start[last] < end:
            last += 1
        return first, last

    def is_blank(self, index: int) -> bool:
        """Tell whether the token is white space."""
        return not self.words[index].strip()
