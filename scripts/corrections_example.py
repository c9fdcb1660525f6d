"""Write the outputs of the worked example in docs/corrections.md, by running its commands.

The page holds files of a project and outputs of commands::

    <!-- file: data/articles/dam.txt -->

    ```text
    …
    ```

    <!-- output: parley corrections check dam -->

    ```text
    …
    ```

The files are written to a project of their own, and what stands in the block after each output's
comment is replaced by what the command prints there.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "corrections.md"
BLOCK = re.compile(
    r"<!-- (?P<kind>file|output): (?P<what>[^\n]+?) -->\n\n```(?P<language>\w+)\n"
    r"(?P<content>.*?)^```\n",
    re.DOTALL | re.MULTILINE,
)


def rewritten(page: str) -> str:
    """Return the page with the outputs that its commands give."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):

        def block(match: re.Match[str]) -> str:
            content = match["content"]
            if match["kind"] == "file":
                path = Path(match["what"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8")
            else:
                content = output(match["what"]).replace(f"{Path.cwd()}/", "")
            return (
                f"<!-- {match['kind']}: {match['what']} -->\n\n"
                f"```{match['language']}\n{content}```\n"
            )

        return BLOCK.sub(block, page)


def output(command: str) -> str:
    """Return what a command of Parley prints, on standard output and standard error."""
    from analysis import cli

    printed = io.StringIO()
    before = sys.argv
    sys.argv = command.split()
    try:
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            contextlib.suppress(SystemExit),
        ):
            cli.main()
    finally:
        sys.argv = before
    return printed.getvalue()


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
