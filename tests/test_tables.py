"""Tables: declared columns, exact rows from a hand-made annotation, and files that come back."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import table_files
from analysis.articles.paragraphs import find_paragraphs
from analysis.errors import AnnotationError, ParameterError
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    Meeting,
    Plover,
    Position,
    SentenceSpan,
    TimeExpression,
    text_sha256,
)
from analysis.table_files import read_csv, to_csv, to_json, to_parquet, write_tables
from analysis.tables import COLUMNS, TABLES, check

TEXT = (
    "Ferry talks stall\n\n"
    "The crews' union, led by Ada Holm, said on Monday that it rejected the offer unless pay rises. "
    "“We wait,” Holm said.\n\n•\n"
)


def annotation(identity: str = "ferry", text: str = TEXT) -> Annotation:
    """An annotation of `text` made by hand: one of everything."""
    article = Article(
        id=identity, text=text, sha256=text_sha256(text), paragraphs=find_paragraphs(text)
    )

    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    def span(words: str):  # type: ignore[no-untyped-def]
        return article.span(*at(words))

    return Annotation(
        article=article,
        actors=(
            Actor(
                id="a1",
                name="crews' union",
                kind="organisation",
                side="a1",
                role="party",
                mentions=(
                    span("The crews' union"),
                    span("it rejected").__class__(
                        start=at("it rejected")[0], end=at("it rejected")[0] + 2, text="it"
                    ),
                ),
                aliases=("the union", "crews"),
                key="organisation:crews' union",
            ),
            Actor(
                id="a2", name="Ada Holm", kind="person", side="a1", member_of="a1", speaks_for="a9"
            ),
        ),
        attributions=(
            Attribution(
                id="q1",
                source=span("The crews' union, led by Ada Holm,"),
                actor="a1",
                cue=span("said"),
                content=(span("it rejected the offer"), span("unless pay rises")),
                kind="indirect",
                confidence=0.75,
            ),
        ),
        positions=(
            Position(
                id="p1",
                actor="a1",
                type="reject",
                plover=Plover(event_type="REJECT", mode="proposal"),
                issue="offer",
                issue_span=span("the offer"),
                recipients=("a2", "a2", "a7"),
                condition=span("unless pay rises"),
                attribution="q1",
                evidence=span("it rejected the offer unless pay rises"),
                confidence=0.5,
            ),
        ),
        meetings=(
            Meeting(
                id="m1",
                participants=("a1", "a2"),
                start="2019-05",
                status="held",
                evidence=(span("Ferry talks"), span("We wait")),
                derivation="‘May’ → 2019-05",
                contradictions=("one", "two"),
            ),
            Meeting(
                id="m2",
                status="proposed",
                evidence=(span("talks"),),
                derivation="no date is given",
                before=("m1",),
            ),
        ),
        time_expressions=(
            TimeExpression(
                id="t1",
                start=at("Monday")[0],
                end=at("Monday")[1],
                text="Monday",
                type="DATE",
                value="XXXX-WXX-1",
                derivation="a weekday without a date of publication",
            ),
        ),
        sentences=tuple(
            SentenceSpan(start=start, end=end)
            for start, end in (at("Ferry talks stall"), at("“We wait,” Holm said."), at("•"))
        ),
    )


def row(table: str) -> dict[str, object]:
    found = TABLES[table](annotation()).iloc[0].to_dict()
    return {key: None if value is pd.NA else value for key, value in found.items()}


def test_actors() -> None:
    assert row("actors") == {
        "article": "ferry",
        "actor": "a1",
        "name": "crews' union",
        "kind": "organisation",
        "side": "a1",
        "side_name": "crews' union",
        "role": "party",
        "office": None,
        "member_of": None,
        "named": True,
        "speaks_for": None,
        "aliases": "the union; crews",
        "mentions": 2,
        "key": "organisation:crews' union",
        "confidence": 1.0,
        "paragraph": 2,
        "start": 19,
        "end": 35,
    }
    second = TABLES["actors"](annotation()).iloc[1]
    assert second["member_of"] == second["side_name"] == "crews' union"
    assert second["speaks_for"] is pd.NA  # an id that no actor has
    assert (second["paragraph"], second["start"], second["end"], second["mentions"]) == (0, 0, 0, 0)


def test_attributions() -> None:
    found = row("attributions")
    assert found["content"] == "it rejected the offer … unless pay rises"
    assert found["words"] == 7
    assert (found["actor_name"], found["side_name"]) == ("crews' union", "crews' union")
    assert (found["source"], found["cue"]) == ("The crews' union, led by Ada Holm,", "said")
    start, end = found["start"], found["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    words = TEXT[start:end]
    assert words.startswith("The crews' union")
    assert words.endswith("unless pay rises")


def test_positions() -> None:
    found = row("positions")
    assert (found["event_type"], found["mode"]) == ("REJECT", "proposal")
    assert (found["issue"], found["issue_words"]) == ("offer", "the offer")
    assert found["recipients"] == "Ada Holm"
    assert found["condition"] == "unless pay rises"
    assert (found["source"], found["source_name"]) == (
        "The crews' union, led by Ada Holm,",
        "crews' union",
    )


def test_meetings() -> None:
    found = TABLES["meetings"](annotation())
    assert list(found["order"]) == [2, 1]
    assert list(found["precision"]) == ["month", "unknown"]
    assert found["participants"][0] == "crews' union; Ada Holm"
    assert found["evidence"][0] == "Ferry talks … We wait"
    assert found["contradictions"][0] == "one; two"
    assert found["before"].tolist() == [pd.NA, "m1"]


def test_sentences_without_a_word_are_not_rows() -> None:
    found = TABLES["sentences"](annotation())
    assert list(found["sentence"]) == [1, 2]
    assert list(found["words"]) == [3, 4]
    assert list(found["paragraph"]) == [1, 2]


def test_every_row_leads_to_its_words() -> None:
    for table, columns in (
        ("time_expressions", "text"),
        ("sentences", "text"),
        ("positions", "evidence"),
    ):
        for _, found in TABLES[table](annotation()).iterrows():
            assert TEXT[found["start"] : found["end"]] == found[columns]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_annotation_gives_an_empty_table_of_the_same_types(table: str) -> None:
    full = TABLES[table](annotation())
    empty = TABLES[table]([])
    bare = TABLES[table](Annotation(article=Article(id="x", text="")))
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns) == [one.name for one in COLUMNS[table]]
    assert list(empty.dtypes) == list(full.dtypes) == list(bare.dtypes)
    assert [str(one) for one in full.dtypes] == [one.dtype for one in COLUMNS[table]]


@pytest.mark.parametrize("table", TABLES)
def test_tables_of_several_articles_are_those_of_one_concatenated(table: str) -> None:
    both = TABLES[table]([annotation("one"), annotation("two")])
    each = [TABLES[table](annotation(identity)) for identity in ("one", "two")]
    assert_frame_equal(both, pd.concat(each, ignore_index=True))


def test_a_frame_that_breaks_its_declaration_is_refused() -> None:
    frame = TABLES["positions"](annotation())
    for broken in (
        frame.drop(columns="issue"),
        frame.assign(extra=1),
        frame.assign(type="wish"),
        frame.assign(confidence=1.5),
        frame.assign(start="0"),
        frame.assign(evidence=pd.Series([pd.NA], dtype="string")),
    ):
        with pytest.raises(AnnotationError, match="positions"):
            check("positions", broken)


@pytest.mark.parametrize("table", table_files.TABLES)
def test_files_hold_the_same_table(table: str, tmp_path: Path) -> None:
    frame = table_files.TABLES[table]([annotation("one"), annotation("two")])
    (tmp_path / "t.csv").write_bytes(to_csv(frame))
    (tmp_path / "t.parquet").write_bytes(to_parquet(frame))
    assert_frame_equal(read_csv(tmp_path / "t.csv", table), frame)
    assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), frame, check_dtype=False)
    rows = json.loads(to_json(frame))
    assert [list(one) for one in rows] == [list(frame.columns)] * len(frame)
    if table == "actors":
        assert rows[0]["office"] is None
        assert rows[0]["named"] is True
        assert rows[0]["mentions"] == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    frame = TABLES["articles"](Annotation(article=Article(id="x", title=cell, text="")))
    line = to_csv(frame).decode("utf-8-sig").split("\n", 1)[1]
    assert line.lstrip('x,"').startswith("'")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_comes_back_from_csv(text: str) -> None:
    frame = TABLES["articles"](Annotation(article=Article(id="x", title=text, text="")))
    folder = Path(tempfile.mkdtemp())
    (folder / "articles.csv").write_bytes(to_csv(frame))
    found = read_csv(folder / "articles.csv", "articles")
    assert found["title"][0] == text


def test_the_same_annotation_gives_the_same_bytes() -> None:
    for table, make in TABLES.items():
        for encode in (to_csv, to_json, to_parquet):
            assert encode(make(annotation())) == encode(make(annotation())), table


def test_tables_are_written_whole_and_only_those_asked_for(tmp_path: Path) -> None:
    paths = write_tables([annotation()], tmp_path / "out", format="json", tables=["actors"])
    assert paths == [tmp_path / "out" / "actors.json"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["actors.json"]
    with pytest.raises(ParameterError, match="csv, parquet, json"):
        write_tables([], tmp_path, format="xlsx")
    with pytest.raises(ParameterError, match="time_expressions"):
        write_tables([], tmp_path, tables=["times"])


def test_of_several_articles_there_are_tables_of_all_together(tmp_path: Path) -> None:
    together = {"reconciled_actors", "reconciled_meetings", "reconciled_positions"}
    one = write_tables([annotation("one")], tmp_path / "one")
    two = write_tables([annotation("one"), annotation("two")], tmp_path / "two")
    assert {path.stem for path in two} - {path.stem for path in one} == together
    frame = read_csv(tmp_path / "two" / "reconciled_actors.csv", "reconciled_actors")
    assert "one; two" in set(frame["articles"])
    (asked,) = write_tables([annotation("one")], tmp_path, tables=["reconciled_meetings"])
    assert asked.name == "reconciled_meetings.csv"


def test_the_column_dictionary_says_what_is_declared(root: Path) -> None:
    page = (root / "docs" / "data-format.md").read_text("utf-8")
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", page, re.M | re.S))
    assert list(sections) == list(table_files.COLUMNS)
    for table, columns in table_files.COLUMNS.items():
        listed = re.findall(r"^\| `(\w+)` \| (\w+) \| (yes|no) \| (.+?) \|$", sections[table], re.M)
        assert listed == [
            (one.name, one.dtype, "yes" if one.nullable else "no", one.described())
            for one in columns
        ], table
