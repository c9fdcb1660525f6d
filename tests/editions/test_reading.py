"""editions.toml: what it may say, and every mistake at once, each with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.editions import Editions, EditionsError, Notice, read_editions
from analysis.errors import EditionError


def read(folder: Path, text: str) -> Editions:
    (folder / "editions.toml").write_text(text, "utf-8")
    return read_editions(folder)


def said(editions: Editions) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.key, one.message) for one in editions.mistakes]


def test_the_projects_own_editions_have_no_mistake(root: Path) -> None:
    editions = read_editions(root).whole()
    assert "almaty" in editions.names()
    assert editions.edition("almaty").articles == ("negotiations-reignited-in-kazakhstan",)


def test_everything_an_edition_may_say(tmp_path: Path) -> None:
    editions = read(
        tmp_path,
        """
[defaults]
timezone = "Europe/Berlin"
retries = 5
notify = [{ webhook_env = "HOOK" }]

[edition.fish]
title = "Fish"
notebook = "chronology"
articles = ["a.txt", "incoming/*.txt", "in/"]
newest = 20
formats = ["pdf"]
output = "/srv/fish"
schedule = "0 7 * * 1-5"
missed = "all"
grace = "1 h"
retry_wait = "90 s"
timeout = 30
keep_runs = 7
keep = "30 days"
parameters = { published = 2031-05-14 }
[[edition.fish.notify]]
on = ["change"]
mail = ["desk@example.org"]
attach = true

[edition.plain]
""",
    ).whole()
    fish = editions.edition("fish")
    assert (fish.title, fish.notebook, fish.newest, fish.formats) == (
        "Fish",
        "chronology",
        20,
        ("pdf",),
    )
    assert fish.output == Path("/srv/fish")
    assert fish.calendar is not None
    assert (fish.calendar.expression, fish.calendar.timezone) == ("0 7 * * 1-5", "Europe/Berlin")
    assert (fish.missed, fish.grace, fish.retries, fish.retry_wait) == ("all", 3600.0, 5, 90.0)
    assert (fish.timeout, fish.keep_runs, fish.keep) == (30.0, 7, 30 * 86400.0)
    assert fish.parameters == {"published": "2031-05-14"}
    assert fish.notify == (Notice(("change",), ("desk@example.org",), attach=True),)
    plain = editions.edition("plain")
    assert (plain.output, plain.retries, plain.calendar) == (
        tmp_path / "reports" / "plain",
        5,
        None,
    )
    assert plain.notify == (Notice(webhook_env="HOOK"),)


def test_every_mistake_at_once_with_its_line(tmp_path: Path) -> None:
    editions = read(
        tmp_path,
        """[defaults]
retries = -1
[edition.one]
notebok = "briefing"
articles = ["a", 3]
schedule = "0 25 * * *"
timezone = "Europe/Berln"
formats = ["docx"]
timeout = "soon"
missed = "never"
[edition.one.parameters]
publishd = "2031-05-14"
model = 3
[[edition.one.notify]]
mail = ["nobody"]
[edition.Two]
notebook = "brifing"
[edition.three]
output = "reports/one"
[editions.four]
""",
    )
    assert said(editions) == [
        (2, "defaults.retries", "not such a number"),
        (4, "edition.one.notebok", "unknown key; did you mean 'notebook'?"),
        (5, "edition.one.articles", "this is no text"),
        (6, "edition.one.schedule", "no schedule: Bad hour"),
        (7, "edition.one.timezone", "there is no time zone 'Europe/Berln'"),
        (8, "edition.one.formats", "not all are words for this"),
        (9, "edition.one.timeout", "this is no such duration"),
        (10, "edition.one.missed", "not one of the words for this"),
        (
            12,
            "edition.one.parameters.publishd",
            "the notebook has no parameter 'publishd'. Did you mean 'published'?",
        ),
        (13, "edition.one.parameters.model", "parameter 'model' (str) cannot hold this value"),
        (15, "edition.one.notify[1].mail[1]", "this is no address"),
        (16, "edition.Two", "this cannot be the name of an edition"),
        (17, "edition.Two.notebook", "there is no such notebook"),
        (20, "editions", "unknown table; did you mean 'edition'?"),
    ]
    assert all(one.allowed for one in editions.mistakes)
    with pytest.raises(EditionsError, match=r"line 17, edition.Two.notebook"):
        editions.whole()


def test_a_mistake_costs_its_own_edition_only(tmp_path: Path) -> None:
    editions = read(tmp_path, '[edition.good]\n[edition.bad]\nmissed = "never"\n')
    assert editions.names() == ("good",)
    with pytest.raises(EditionsError, match="line 3"):
        editions.edition("bad")
    with pytest.raises(EditionError, match="did you mean 'good'"):
        editions.edition("god")


def test_a_mistake_in_what_all_share_costs_all(tmp_path: Path) -> None:
    editions = read(tmp_path, "[defaults]\nretries = 99\n[edition.good]\n")
    assert editions.names() == ()
    with pytest.raises(EditionsError, match=r"line 2, defaults\.retries"):
        editions.edition("good")


@pytest.mark.parametrize("outputs", [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("x/../a", "a")])
def test_no_two_editions_write_into_one_folder(tmp_path: Path, outputs: tuple[str, str]) -> None:
    one, two = outputs
    editions = read(tmp_path, f'[edition.one]\noutput = "{one}"\n[edition.two]\noutput = "{two}"\n')
    assert said(editions) == [(4, "edition.two.output", "the edition one writes into this folder")]


def test_text_that_is_no_toml_is_said_for_each_table(tmp_path: Path) -> None:
    editions = read(tmp_path, '[edition.a]\ntitle = "x\n[edition.b]\n[edition.c]\nx = = 3\n')
    assert [line for line, _, _ in said(editions)] == [2, 5]
    assert editions.names() == ()


@pytest.mark.parametrize("content", [b"\xff\xfe[edition.a]", b"[edition.a]\ntitle = '\xe4'\n"])
def test_bytes_that_are_not_utf8(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "editions.toml").write_bytes(content)
    assert len(read_editions(tmp_path).mistakes) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no such file"):
        read_editions(tmp_path)


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "https://user:secret@example.org/hook", "example.org"]
)
def test_no_secret_in_the_address_of_a_webhook(tmp_path: Path, url: str) -> None:
    editions = read(tmp_path, f'[[edition.a.notify]]\nwebhook = "{url}"\n')
    assert [one.message for one in editions.mistakes] == ["this cannot be a webhook"]
    assert "secret" not in editions.mistakes[0].in_words("editions.toml")


def test_parameters_arrive_as_they_were_written(tmp_path: Path) -> None:
    notebook: dict[str, Any] = {
        "cells": [
            {
                "cell_type": "code",
                "metadata": {"tags": ["parameters"]},
                "source": 'text: str = ""\nnone: str | None = "x"\nnumbers: list[int] = []\nratio: float = 1.0\nflag: bool = False',
            }
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (tmp_path / "own.ipynb").write_text(json.dumps(notebook), "utf-8")
    editions = read(
        tmp_path,
        '[edition.own]\nnotebook = "own.ipynb"\n[edition.own.parameters]\n'
        'text = "007 NO 12:30 \\\\ \\" \\n \\u4e2d"\nnumbers = [1, 2]\nratio = 2\nflag = true\n',
    ).whole()
    assert dict(editions.edition("own").parameters) == {
        "text": '007 NO 12:30 \\ " \n 中',
        "numbers": [1, 2],
        "ratio": 2.0,
        "flag": True,
    }
    assert editions.edition("own").notebook == str(tmp_path / "own.ipynb")
    wrong = read(tmp_path, '[edition.own]\nnotebook = "own.ipynb"\narticles = ["a"]\n')
    assert said(wrong) == [(3, "edition.own.articles", "the notebook own takes no articles")]


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet='[]edition.a="\n{}#0123 ', max_size=120).map(str.encode)
)
def test_whatever_the_file_holds_its_mistakes_are_ours(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(content)
    editions = read_editions(file)
    for mistake in editions.mistakes:
        assert mistake.in_words("any.toml")
