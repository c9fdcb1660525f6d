"""Write the column dictionary in docs/data-format.md from the declarations of all tables."""

from __future__ import annotations

from pathlib import Path

from analysis.table_files import COLUMNS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-format.md"
BEGIN, END = "<!-- columns: begin -->\n", "<!-- columns: end -->\n"
ROWS = {
    "articles": "One row for each article.",
    "actors": "One row for each actor of each article. Its words are the first mention.",
    "attributions": "One row for each attributed statement. Its words go from the first of "
    "source, cue and content to the last.",
    "positions": "One row for each position. Its words are the evidence.",
    "meetings": "One row for each meeting or round of talks. Its words are the first evidence.",
    "time_expressions": "One row for each expression of time.",
    "sentences": "One row for each sentence with at least one word.",
    "corrections": "One row for each correction of an analyst (docs/corrections.md). Its words are "
    "those that it quotes, where they were found.",
    "reconciled_actors": "One row for each actor of all articles together. Written for several "
    "articles, like the two below.",
    "reconciled_meetings": "One row for each meeting of all articles together, in order of time.",
    "reconciled_positions": "One row for what each actor holds on each matter.",
}


def dictionary() -> str:
    """Return the tables of columns in Markdown."""
    parts = []
    for table, columns in COLUMNS.items():
        parts.append(f"### `{table}`\n\n{ROWS[table]}\n")
        parts.append("| column | type | may be missing | meaning |\n|---|---|---|---|")
        parts += [
            f"| `{column.name}` | {column.dtype} | {'yes' if column.nullable else 'no'} "
            f"| {column.described()} |"
            for column in columns
        ]
        parts.append("")
    return "\n".join(parts)


def main() -> None:
    """Replace what lies between the two marks of the page."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{dictionary()}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
