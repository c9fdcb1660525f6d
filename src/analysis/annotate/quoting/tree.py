"""A document's parse as plain lists: fast to read token by token."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from analysis.annotate.quoting.quotation_marks import Quotation, find_quotations

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_MARKS = frozenset("“”„‟\"«»＂‘’‚'`")


def _lemma(lemma: str, word: str) -> str:
    """Put right what rule lemmatisers do to "hoped" and "hoping": "hop" would double its p."""
    doubling = len(lemma) == 3 and lemma[1] in "aeiou" and not set(lemma[::2]) & set("aeiouwxy")
    if doubling and word in (f"{lemma}ed", f"{lemma}ing"):
        return f"{lemma}e"
    return lemma


class Tree:
    """Lists over the tokens of one document, and its quotations.

    Attributes
    ----------
    heads, left, right
        Index of each token's head; first token and token after the last one of its subtree.
    quotation
        Index of the quotation that each token lies in, or -1.
    paragraph
        Index of each token's paragraph, or -1 for blanks between paragraphs.
    closed
        True for tokens of titles and headings, where nothing is attributed.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text if doc._.article is None else doc._.article.text
        tokens = list(doc)
        self.words: list[str] = [token.text for token in tokens]
        self.lower: list[str] = [word.lower() for word in self.words]
        self.lemmas: list[str] = [
            _lemma(token.lemma_.lower(), word)
            for token, word in zip(tokens, self.lower, strict=True)
        ]
        self.pos: list[str] = [token.pos_ for token in tokens]
        self.tags: list[str] = [token.tag_ for token in tokens]
        self.deps: list[str] = [token.dep_ for token in tokens]
        self.entities: list[str] = [token.ent_type_ for token in tokens]
        self.heads: list[int] = [token.head.i for token in tokens]
        self.offsets: list[int] = [token.idx for token in tokens]
        self.ends: list[int] = [token.idx + len(token) for token in tokens]
        self.children = self._children()
        self.left, self.right = self._edges()
        self.sentence, self.sentences = self._sentences(tokens)
        self.paragraphs, self.paragraph, self.closed = self._paragraphs()
        self.quotations: list[Quotation] = find_quotations(
            self.text, [(start, end) for start, end, _ in self.paragraphs]
        )
        self.quotation, self.quoted_ranges = self._quotation_tokens()

    def __len__(self) -> int:
        return len(self.words)

    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                children[head].append(index)
        return children

    def _edges(self) -> tuple[list[int], list[int]]:
        tokens = list(self.doc)
        return [token.left_edge.i for token in tokens], [token.right_edge.i + 1 for token in tokens]

    def _sentences(self, tokens: list[Token]) -> tuple[list[int], list[tuple[int, int]]]:
        if not self.doc.has_annotation("SENT_START"):
            return [0] * len(tokens), [(0, len(tokens))]
        sentences = [(sentence.start, sentence.end) for sentence in self.doc.sents]
        numbers = [0] * len(tokens)
        for number, (start, end) in enumerate(sentences):
            numbers[start:end] = [number] * (end - start)
        return numbers, sentences

    def _paragraphs(self) -> tuple[list[tuple[int, int, str]], list[int], list[bool]]:
        article = self.doc._.article
        blocks = [] if article is None else article.paragraphs
        paragraphs = [(block.start, block.end, block.kind) for block in blocks]
        if not paragraphs:
            paragraphs = [(0, len(self.text), "body")]
        starts = [start for start, _, _ in paragraphs]
        numbers: list[int] = []
        closed: list[bool] = []
        for offset in self.offsets:
            index = bisect_right(starts, offset) - 1
            inside = index >= 0 and offset < paragraphs[index][1]
            numbers.append(index if inside else -1)
            closed.append(inside and paragraphs[index][2] in ("title", "heading"))
        return paragraphs, numbers, closed

    def _quotation_tokens(self) -> tuple[list[int], list[tuple[int, int]]]:
        numbers = [-1] * len(self.words)
        ranges: list[tuple[int, int]] = []
        token = 0
        for number, quotation in enumerate(self.quotations):
            while token < len(numbers) and self.ends[token] <= quotation.start:
                token += 1
            first = token
            while token < len(numbers) and self.offsets[token] < quotation.end:
                numbers[token] = number
                token += 1
            ranges.append((first, token))
        return numbers, ranges

    def is_mark(self, token: int) -> bool:
        """Tell whether a token consists of quotation marks."""
        return all(character in _MARKS for character in self.words[token])

    def has_word(self, token: int) -> bool:
        """Tell whether a token holds a letter or digit."""
        return any(character.isalnum() for character in self.words[token])

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child with one of the dependencies, or None."""
        for index in self.children[token]:
            if self.deps[index] in deps:
                return index
        return None

    def subtree(self, token: int) -> tuple[int, int]:
        """Return the token range that a token's subtree spans."""
        return self.left[token], self.right[token]

    def trimmed(self, start: int, end: int, *, quotes: bool = True) -> tuple[int, int]:
        """Return a range without blanks and punctuation at its ends.

        Quotation marks stay where `quotes` is true and both belong to the range, and so does the
        punctuation before a closing mark.
        """
        while start < end and self._loose(start, quotes, opening=True):
            start += 1
        while end > start and self._loose(end - 1, quotes, opening=False):
            end -= 1
        return start, end

    def _loose(self, token: int, quotes: bool, *, opening: bool) -> bool:
        if self.has_word(token) or self.words[token] in ("$", "%", "£", "€"):
            return False
        if not quotes or not self.is_mark(token):
            return True
        number = self.quotation[token]
        if number < 0:
            return True
        first, last = self.quoted_ranges[number]
        return token != first if opening else token != last - 1
