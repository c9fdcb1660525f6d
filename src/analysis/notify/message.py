"""What is told: one message for mail, chat and programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LONGEST_SUBJECT = 150
_MOST_SENTENCES = 40


@dataclass(frozen=True)
class Told:
    """What came of a run, ready to be told.

    ``headline`` counts what changed ("2 new positions, 1 meeting moved"), ``sentences`` say it;
    both are empty where there is no earlier report. ``left_out`` lists articles that are not in
    the report, with the reason. ``link`` leads to the report where it is published; ``pdf`` is
    what is attached. ``reason`` is why a run failed.
    """

    edition: str
    title: str
    run: int
    good: bool
    started: str
    headline: str = ""
    sentences: tuple[str, ...] = ()
    first: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    folder: str = ""
    link: str = ""
    pdf: Path | None = None
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """True if there is something new to read: the first report, or one with changes."""
        return self.good and (self.first or bool(self.sentences))

    def subject(self) -> str:
        """Return the subject of a mail, on one line."""
        if not self.good:
            said = "no report"
        elif self.first:
            said = "first report"
        else:
            said = self.headline or "report"
        if self.left_out:
            said += f", {_articles(len(self.left_out))} left out"
        return " ".join(f"{self.title}: {said}".split())[:_LONGEST_SUBJECT]

    def text(self) -> str:
        """Return the message as plain text."""
        return "\n\n".join(part for part in self._parts() if part) + "\n"

    def _parts(self) -> list[str]:
        if not self.good:
            head = f"{self.title}: the run of {self.started} made no report. {self.reason}".strip()
            stays = "The last good report stays where it was."
            return [head, stays, self._more()]
        head = f"{self.title}: report of {self.started}."
        changes = f"What changed: {self.headline}." if self.headline else ""
        listed = [f"- {sentence}" for sentence in self.sentences[:_MOST_SENTENCES]]
        if len(self.sentences) > _MOST_SENTENCES:
            listed.append(f"- and {len(self.sentences) - _MOST_SENTENCES} more, in the report")
        return [head, changes, "\n".join(listed), self._missing(), self._place(), self._more()]

    def _missing(self) -> str:
        if not self.left_out:
            return ""
        lines = [f"- {name}: {reason}" for name, reason in self.left_out]
        return "\n".join([f"Left out: {_articles(len(self.left_out))}.", *lines])

    def _place(self) -> str:
        if self.link:
            return f"The report: {self.link}"
        return f"The report is in {self.folder}" if self.folder else ""

    def _more(self) -> str:
        return f"All about this run: parley runs show {self.run}"

    def payload(self) -> dict[str, Any]:
        """Return the message as a webhook gets it; ``text`` is what chat programs show."""
        return {
            "text": self.text(),
            "event": "success" if self.good else "failure",
            "changed": self.changed,
            "edition": self.edition,
            "title": self.title,
            "run": self.run,
            "started": self.started,
            "headline": self.headline,
            "sentences": list(self.sentences),
            "left_out": [{"article": name, "reason": reason} for name, reason in self.left_out],
            "folder": self.folder,
            "link": self.link,
            "reason": self.reason,
            **self.facts,
        }


def _articles(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"
