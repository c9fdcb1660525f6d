"""Files of corrections: where they are, what is added to them, and that nothing of a user's is lost."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corrections
from analysis.corrections import (
    ActorCorrection,
    Corrections,
    DateCorrection,
    MeetingCorrection,
    PositionCorrection,
    add,
    corrections_path,
    load,
    load_all,
    read_corrections,
    remove,
    to_toml,
)
from analysis.corrections.model import BaseCorrection, Words
from analysis.corrections.reading import corrections_from
from analysis.errors import CorrectionError, ParameterError
from tests.corrections.test_apply import corrections_of_any_kind

ACCEPT = DateCorrection(action="accept", exact="Tuesday", suffix=" in Vik")
RENAME = ActorCorrection(
    action="edit", exact="A \"Sund\" official\\", name="O’Hara", also=(Words(exact="he", prefix="said "),)
)  # fmt: skip
OWN = """\
# My notes: the desk asked on Monday.
analyst = "N. N." # me

# The union is a party.
[[actor]]
exact = "Seafarers' Union"   # not in this order
action = "edit"
role = "party"

[[position]]
action = "reject"
exact = '''hoped for
a settlement'''
# to be checked again
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "articles").mkdir(parents=True)
    return tmp_path / "data" / "corrections"


def test_the_first_correction_makes_the_file(folder: Path) -> None:
    path = add("talks", ACCEPT, folder=folder)
    assert path == folder / "talks.toml"
    assert path.read_text("utf-8") == (
        'format = "parley-corrections/1"\n\n[[date]]\naction = "accept"\nexact = "Tuesday"\n'
        'suffix = " in Vik"\n'
    )
    assert read_corrections(path).entries == (ACCEPT,)


def test_what_a_user_wrote_stays_as_it_is(folder: Path) -> None:
    folder.mkdir()
    path = folder / "talks.toml"
    path.write_text(OWN, "utf-8")
    add("talks", [ACCEPT, RENAME], folder=folder)
    assert path.read_text("utf-8").startswith(OWN)
    found = read_corrections(path)
    assert found.analyst == "N. N."
    assert found.entries[2:] == (ACCEPT, RENAME)
    assert [one.action for one in found.entries] == ["edit", "reject", "accept", "edit"]


def test_the_same_is_not_added_twice(folder: Path) -> None:
    add("talks", [ACCEPT, ACCEPT], folder=folder)
    before = add("talks", ACCEPT, folder=folder).read_bytes()
    assert read_corrections(folder / "talks.toml").entries == (ACCEPT,)
    assert (folder / "talks.toml").read_bytes() == before


def test_taking_out_leaves_the_rest(folder: Path) -> None:
    folder.mkdir()
    path = folder / "talks.toml"
    path.write_text(OWN, "utf-8")
    add("talks", ACCEPT, folder=folder)
    first = read_corrections(path).entries[0]
    assert remove("talks", first.fingerprint(), folder=folder)
    text = path.read_text("utf-8")
    assert text == OWN.replace(OWN[OWN.index("# The union"):OWN.index("[[position]]")], "") + (
        '\n[[date]]\naction = "accept"\nexact = "Tuesday"\nsuffix = " in Vik"\n'
    )  # fmt: skip
    assert not remove("talks", first.fingerprint(), folder=folder)
    assert not remove("other", first.fingerprint(), folder=folder)
    assert remove("talks", ACCEPT.fingerprint(), folder=folder)
    assert [one.layer for one in read_corrections(path).entries] == ["position"]


def test_a_file_with_mistakes_is_not_touched(folder: Path) -> None:
    folder.mkdir()
    path = folder / "talks.toml"
    for content in (b'[[date]]\naction = "x"\nexact = "y"\n', b"\xff", b"[["):
        path.write_bytes(content)
        with pytest.raises(CorrectionError):
            add("talks", ACCEPT, folder=folder)
        assert path.read_bytes() == content
    assert [file.name for file in folder.iterdir()] == ["talks.toml"]


def test_many_writers_lose_nothing(folder: Path) -> None:
    each = [DateCorrection(action="accept", exact=f"day {number}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: add("talks", one, folder=folder), each))
    assert set(read_corrections(folder / "talks.toml").entries) == set(each)


@pytest.mark.parametrize(
    "name",
    ["../talks", "..", "a/b", "a\\b", "", "  ", ".hidden", "C:talks", "a\x00b", "a\nb", "x" * 201,
     "/etc/passwd"],
)  # fmt: skip
def test_a_name_leads_into_no_other_folder(name: str, folder: Path) -> None:
    with pytest.raises(ParameterError):
        corrections_path(name, folder=folder)
    with pytest.raises(ParameterError):
        add(name, ACCEPT, folder=folder)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["talks", "Gespräche in Wien", "تفاوض", "a.b", "x" * 200])
def test_names_of_articles(name: str, folder: Path) -> None:
    assert corrections_path(name, folder=folder) == folder / f"{name}.toml"


def test_the_project_is_that_of_the_article(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    article = folder.parent / "articles" / "talks.txt"
    assert corrections_path("talks", beside=article) == folder / "talks.toml"
    with pytest.raises(CorrectionError, match="no project"):
        corrections_path("talks")
    monkeypatch.chdir(folder.parent)
    assert corrections_path("talks", beside=elsewhere / "talks.txt") == folder / "talks.toml"


def test_loading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent.parent)
    assert load("talks") is None
    path = add("talks", ACCEPT)
    found = load("talks")
    assert found is not None
    assert (found.path.name, found.corrections.entries) == ("talks.toml", (ACCEPT,))
    assert len(found.sha256) == 64
    assert load("talks", "none") is None
    assert load("talks", "NONE") is None
    assert load("talks", str(folder)) is not None
    assert load("other", str(folder)) is None
    assert load("other", path) is not None  # a file that is named is meant
    for missing in ("nowhere", "x" * 5000, "a\x00b"):
        with pytest.raises(CorrectionError, match="no such corrections"):
            load("talks", missing)


def test_one_file_and_several_articles(folder: Path) -> None:
    path = add("talks", ACCEPT, folder=folder)
    articles = [("other", Path("other.txt")), ("talks", Path("talks.txt"))]
    assert list(load_all(articles, path)) == ["talks"]
    assert list(load_all(articles, folder)) == ["talks"]
    assert load_all(articles, "none") == {}
    with pytest.raises(CorrectionError, match="not clear which article"):
        load_all([("a", Path("a.txt")), ("b", Path("b.txt"))], path)


def test_an_article_whose_name_is_no_name_of_a_file_has_no_corrections(folder: Path) -> None:
    assert load("a/b", "", beside=folder.parent / "articles" / "x.txt") is None


@given(
    entries=st.lists(corrections_of_any_kind(), max_size=5, unique_by=BaseCorrection.fingerprint)
)
@settings(max_examples=120, deadline=None)
def test_what_is_written_is_read_again(entries: list[BaseCorrection]) -> None:
    made = Corrections(entries=tuple(entries), analyst='Ünsal “N.” \\ "N"')  # type: ignore[arg-type]
    text = to_toml(made)
    tomllib.loads(text)
    found = corrections_from(text.encode(), "x.toml")
    assert (found.entries, found.analyst) == (made.entries, made.analyst)
    assert to_toml(found) == text


def test_everything_public_is_there() -> None:
    for name in corrections.__all__:
        assert getattr(corrections, name) is not None
    assert MeetingCorrection.keys("merge")[-1] == "into"
    assert "type" not in PositionCorrection.keys("reject")
