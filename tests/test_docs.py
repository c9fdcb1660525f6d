"""The documentation keeps up: commands, links, headings, make targets, worked examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from scripts import command_reference, worked_examples

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "data" / "articles" / "README.md",
        ROOT / "reports" / "README.md",
        ROOT / "tests" / "gold" / "README.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "src" / "analysis").rglob("*.md"),
    ]
)
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<target>[^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(?P<words>.+?) *#*$", re.MULTILINE)


def prose(page: Path) -> str:
    """Return a page without its blocks of code."""
    return FENCE.sub("", page.read_text("utf-8"))


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's links and pictures."""
    for match in LINK.finditer(CODE.sub("", prose(page))):
        yield match["target"]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for match in HEADING.finditer(prose(page)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match["words"]).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number, free = 0, anchor
        while free in found:
            number += 1
            free = f"{anchor}-{number}"
        found.add(free)
    return found


def broken(page: Path, root: Path = ROOT) -> list[str]:
    """Return the links of a page that lead nowhere below `root`; the web is not asked."""
    wrong = []
    for target in links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / unquote(path)).resolve() if path else page
        inside = file.is_relative_to(root) and file.exists()
        if not inside or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            wrong.append(target)
    return wrong


def commands() -> dict[str, Any]:
    """Return the commands of the command line; those of a family by both names."""
    return dict(command_reference.commands())


def shell_lines(page: Path) -> Iterator[str]:
    """Yield the lines of a page's blocks of shell commands, without comments."""
    for block in re.finditer(r"^```(?:sh|bash|console)?\n(.*?)^```", page.read_text("utf-8"),
                             re.MULTILINE | re.DOTALL):  # fmt: skip
        for line in block[1].splitlines():
            yield line.partition("#")[0].strip().removeprefix("$ ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_links_are_told_from_code_and_checked(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A `b` c!\n\n`[x](no.md)` [y](other.md) ![z](z.png) [w](#a-b-c) [v](#d)\n", "utf-8"
    )
    assert list(links(page)) == ["other.md", "z.png", "#a-b-c", "#d"]
    assert anchors(page) == {"a-b-c"}
    assert broken(page, tmp_path) == ["other.md", "z.png", "#d"]


def test_every_page_of_the_documentation_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.exists() or page.suffix != ".md":
            continue
        seen.add(page)
        for target in links(page):
            if not re.match(r"[a-z]+:|#", target):
                waiting.append((page.parent / target.partition("#")[0]).resolve())
    assert sorted(set((ROOT / "docs").glob("*.md")) - seen) == []


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_documentation_names_every_command_and_option(name: str) -> None:
    assert f"parley {name.split()[0]}" in (ROOT / "README.md").read_text("utf-8")
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = page.partition(f"## parley {name}\n")[2].partition("\n## ")[0]
    for parameter in commands()[name].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert [each for each in parameter.opts if f"`{each}`" not in section] == []


def test_the_command_reference_is_what_the_command_line_declares() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert page == command_reference.reference(), "run: python scripts/command_reference.py"


def test_commands_in_the_documentation_exist_with_their_options() -> None:
    known = commands()
    for page in PAGES:
        for line in shell_lines(page):
            words = line.split()
            if not words or Path(words[0]).name != "parley" or len(words) < 2:
                continue
            name = words[1] if words[1] in known else " ".join(words[1:3])
            assert name in known or words[1].startswith("-"), (page.name, line)
            if name in known:
                options = {each for one in known[name].params for each in one.opts}
                given = {word.partition("=")[0].strip("[]") for word in words[2:]}
                unknown = {word for word in given if word.startswith("-")} - options - {"--help"}
                assert not unknown, (page.name, line)


def test_make_targets_in_the_documentation_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        text = page.read_text("utf-8")
        named = {
            *re.findall(r"`make ([a-z-]+)", text),
            *(line.split()[1] for line in shell_lines(page) if re.match(r"make [a-z]", line)),
        }
        assert named <= targets, page.name
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(r"^make report\b", readme, re.MULTILINE)
    assert re.search(r"^make test\b", readme, re.MULTILINE)


def test_notebooks_named_in_the_readme_are_the_notebooks_there_are() -> None:
    there = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    readme = (ROOT / "README.md").read_text("utf-8")
    row = next(line for line in readme.splitlines() if "--notebook" in line)
    assert set(re.findall(r"`(?:--notebook )?([a-z]+)`", row)) == there


def test_paths_in_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    folders = re.findall(r"`((?:data|src|tests|notebooks|docs|scripts)/[\w/.\-]*)`", readme)
    assert folders
    assert [path for path in folders if not (ROOT / path).exists()] == []


def test_the_worked_examples_of_the_method_are_what_the_program_gives(pipeline: Any) -> None:
    page = worked_examples.PAGE.read_text("utf-8")
    found = list(worked_examples.EXAMPLE.finditer(page))
    assert len(found) == page.count("<!-- example:")
    assert {"paragraphs", "notes", *worked_examples.SHOWN} <= {
        name for match in found for name in match["tables"].split(" and ")
    }
    assert page == worked_examples.rewritten(page), "run: python scripts/worked_examples.py"


def test_accuracy_is_explained_where_the_scores_point_to() -> None:
    assert "how-accuracy-is-measured" in anchors(ROOT / "docs" / "method.md")


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        names: dict[str, Any] = {}
        exec(compile(block, "README.md", "exec"), names)
        tables = re.search(r"# a DataFrame; so are ([\w, ]+?)$", block, re.MULTILINE)
        assert tables
        for table in re.findall(r"\w+", tables[1].replace(" and ", " ")):
            assert len(getattr(names["dossier"], table)), table
