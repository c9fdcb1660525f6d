"""Is this a text that the annotators can read? They read English prose.

These function words make up a quarter to two fifths of the words of English news, and far less of
any other language, of source code, of lists and of tables. Their share is therefore a simple
and robust sign of English prose (Grefenstette 1995 compares it with letter trigrams).
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The commonest English function words; those that other European languages share ("in", "on", "me",
# "an", "as", "die", "was") are left out.
_FUNCTION_WORDS_TEXT = """
the of and to that is it for with he be at by this had not are but from they she which you were
we her have been his would their has there who will more if out when what up into them can could
than its then two these may other about after before first any my now such like our over even
most also did many must through back where much your way well down should because each just
those how too make very still being between both under never against while during said say says
does do until since whether without i him us no
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TEXT.split())
LEAST_SHARE = 0.15
LEAST_WORDS = 12
# A sentence or two of news can be all names and dates: the share is sure only over more words.
FEW_WORDS, LEAST_SHARE_OF_FEW = 60, 0.08
# Half an hour of reading aloud is some 30,000 characters; the models hold a text whole in memory.
MOST_CHARACTERS = 1_000_000


def english_share(text: str) -> float:
    """Return the share of English function words among the words of `text` (0 to 1; 0 if none)."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return 0.0
    return sum(word in _FUNCTION_WORDS for word in words) / len(words)


def reason_not_to_read(text: str) -> str | None:
    """Return, as a sentence for the report, why `text` is not annotated; None if it can be.

    A text of fewer than 12 words gives too little to go by, and is read; one of more than a million
    characters is no article, and more than the models can hold.
    """
    if len(text) > MOST_CHARACTERS:
        return (
            f"The text is {len(text):,} characters long; at most {MOST_CHARACTERS:,} are read as "
            "one article, so nothing in it was annotated."
        )
    words = len(_WORD.findall(text))
    least = LEAST_SHARE if words >= FEW_WORDS else LEAST_SHARE_OF_FEW
    share = english_share(text)
    if words < LEAST_WORDS or share >= least:
        return None
    return (
        "The text does not look like English prose "
        f"({share:.0%} of its words are common English words; at least {least:.0%} are "
        "expected), so nothing in it was annotated."
    )
