"""Corrections read from TOML: every mistake at once, each with its line and what is allowed."""

from __future__ import annotations

import contextlib
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corrections import read_corrections
from analysis.corrections.lines import lines_of
from analysis.corrections.model import MOST_CORRECTIONS, PositionCorrection, Words
from analysis.corrections.reading import LARGEST_FILE, corrections_from
from analysis.corrections.values import checked_edtf, checked_timex, first_and_last, timex_type
from analysis.errors import CorrectionError

GOOD = """\
# What the desk corrected.
format = "parley-corrections/1"
analyst = "N. N."

[[position]]
action = "edit" # not an offer
exact = "will open its ports"
prefix = "Norrland "
type = "promise"
holder = { exact = "Norrland", suffix = " will" }
condition = "if the quota is raised"
recipients = ["Sund Islands"]

[[actor]]
action = "add"
exact = '''Ada
Holm'''
name = "Ada Holm"
kind = "person"
also = [
  "the minister", # [[actor]]
  { exact = "she", prefix = "said " },
]

[[meeting]]
action = "edit"
exact = "met in Vik"
date = 2031-04-08
"""
BAD = '''\
analist = "N. N."

[[position]]
action = "edit"
exact = """
[[actor]]
action = "nothing"
"""
type = "demnd"
holder = 5
condition = { exact = 3 }

[[actor]]
action = "rename"
exact = "Norrland"
nme = "Nordland"

[[meeting]]
action = "add"
exact = ["met",
  "in Vik"]
date = "8 April"
participants = "Norrland"

[[date]]
action = "edit"
exact = "Tuesday"
value = "2031-02-30"

[[date]]
action = "reject"
value = "2031-02-03"

[[attribution]]
action = "accept"
exact = "said so"

[[attribution]]
action = "accept"
exact = "said so"

[[actor]]
action = "edit"
exact = "Vik"

[places]
exact = "Vik"
'''


def read(text: str) -> object:
    return corrections_from(text.encode(), "talks.toml")


def error(text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CorrectionError) as raised:
        corrections_from(content, "talks.toml")
    return str(raised.value)


def test_a_file_is_read_in_its_order() -> None:
    found = corrections_from(GOOD.encode(), "talks.toml")
    assert found.analyst == "N. N."
    assert [(one.layer, one.action) for one in found.entries] == [
        ("position", "edit"), ("actor", "add"), ("meeting", "edit"),
    ]  # fmt: skip
    assert found.lines == (5, 14, 25)
    position, actor, meeting = found.entries
    assert position == PositionCorrection(
        action="edit", exact="will open its ports", prefix="Norrland ", type="promise",
        holder=Words(exact="Norrland", suffix=" will"),
        condition=Words(exact="if the quota is raised"), recipients=("Sund Islands",),
    )  # fmt: skip
    assert actor.exact == "Ada\nHolm"
    assert actor.given()["also"] == [
        {"exact": "the minister"}, {"exact": "she", "prefix": "said "},
    ]  # fmt: skip
    assert meeting.given()["date"] == "2031-04-08"


def test_every_mistake_is_said_at_once_with_its_line() -> None:
    said = error(BAD)
    found = re.findall(r"^talks\.toml, line (\d+): (.*)$", said, re.MULTILINE)
    assert found == [
        ("1", "unknown key"),
        ("9", "the value of 'type' cannot be used"),
        ("10", "the value of 'holder' cannot be used"),
        ("11", "the value of 'condition' cannot be used"),
        ("14", "no action of actors"),
        ("16", "unknown key"),
        ("19", "'add' needs 'status'"),
        ("20", "the value of 'exact' cannot be used"),
        ("22", "the value of 'date' cannot be used: not a date in EDTF"),
        ("23", "the value of 'participants' cannot be used"),
        ("28", "the value of 'value' cannot be used: no such day in the calendar"),
        ("30", "'exact' is missing"),
        ("32", "'value' does not go with 'reject'"),
        ("38", "says the same as line 34"),
        ("43", "'edit' changes nothing"),
        ("46", "unknown key"),
    ]
    assert said.startswith("talks.toml: 16 mistakes\n")
    assert "found:   'demnd'" in said
    assert "demand, offer, accept, reject, threaten" in said
    assert "accept, reject, edit, add, merge, split" in said
    assert "name? All: " in said


def test_a_mistake_alone_is_one_error() -> None:
    said = error('[[date]]\naction = "accept"\nexact = ""\n')
    assert said.splitlines() == [
        "talks.toml, line 3: the value of 'exact' cannot be used: it is empty",
        "  found:   ''",
        "  allowed: the words themselves, at most 5,000 characters",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"[[position]\n", "not valid TOML"),
        (b"a = " + b"[" * 100_000, "nested too deep"),
        (b"a = {" + b"b = {" * 50_000, "not valid TOML"),
        (b"a = " + b"9" * 100_000, "not valid TOML"),
        (b"#" * (LARGEST_FILE + 1), "too large"),
        (b'format = "parley-corrections/2"', "unknown format"),
        (b"position = 3", "must be tables"),
        (b"[position]\n", "must be tables"),
        (b"position = [1, 2]", "must be tables"),
        (b"analyst = 3", "the analyst has the wrong form"),
        (b'analyst = "a\\u0007"', "the analyst has the wrong form"),
    ],
)
def test_what_is_no_file_of_corrections_is_refused(content: bytes, said: str) -> None:
    assert said in error(content)


def test_too_many_are_refused() -> None:
    each = '[[date]]\naction = "accept"\nexact = "Monday {}"\n'
    assert "too many" in error("".join(each.format(n) for n in range(MOST_CORRECTIONS + 1)))


@pytest.mark.parametrize(
    "line",
    [
        'name = "a\\nb"', 'name = "a\\u202eb"', f'name = "{"a" * 301}"', 'name = " "',
        f"aliases = {['a'] * 201}", "aliases = [3]", "named = 1", 'named = "yes"', 'side = ["a"]',
        'kind = "country"', 'role = "judge"', "also = 3", 'also = [""]', "everywhere = 0",
        'also = [{ exakt = "b" }]',
    ],
)  # fmt: skip
def test_values_of_the_wrong_form_are_refused(line: str) -> None:
    said = error(f'[[actor]]\naction = "edit"\nexact = "Vik"\n{line}\n')
    assert said.startswith("talks.toml, line 4: the value of ")
    assert "  allowed: " in said


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="cannot be read"):
        read_corrections(tmp_path)
    with pytest.raises(CorrectionError, match="cannot be read"):
        read_corrections(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", '\ufeffformat = "parley-corrections/1"\r\n']
)
def test_an_empty_file_corrects_nothing(text: str) -> None:
    assert corrections_from(text.encode(), "x").entries == ()


TRICKY = '''\
a = "[[actor]]" # [[actor]]
b = """
[[actor]]
exact = 'x\\"""'
"""
c = [ "x", # ]
  "[[actor]]",
  {d = "]"} ]
[[actor]] # first
"exact" = "x"
e.f = 1
[actor.side]
exact = "y"
[[actor]]
exact = \'\'\'
[[actor]]\'\'\'
note = "z"
'''


def test_lines_are_told_apart_from_what_looks_like_them() -> None:
    tomllib.loads(TRICKY)
    found = lines_of(TRICKY)
    assert [table.line for table in found.tables["actor"]] == [9, 14]
    assert found.top.keys == {"a": 1, "b": 2, "c": 6}
    assert found.of("actor", 0, "exact") == 10
    assert found.of("actor", 0, "e") == 11
    assert found.of("actor", 0, "side") == 12
    assert found.of("actor", 1, "note") == 17
    assert found.of("actor", 1, "missing") == 14
    assert found.of("meeting", 3) == 1


@given(text=st.text(alphabet="[]{}\"'\\#=\nab. ", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    lines_of(text)
    with contextlib.suppress(CorrectionError):
        corrections_from(text.encode(), "x")


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2031-04-08", ("2031-04-08", "2031-04-08")),
        ("2031-04~", ("2031-04", "2031-04")),
        ("2031", ("2031", "2031")),
        ("2031-21", ("2031-21", "2031-21")),
        ("2031-04-08/2031-04-09", ("2031-04-08", "2031-04-09")),
        ("2031-04-08/..", ("2031-04-08", None)),
        ("../2031-04-08", (None, "2031-04-08")),
        ("[2031-04-01..2031-04-07]", ("2031-04", "2031-04")),
        ("[..2031-04-07]", (None, None)),
        ("[2031-04-08,2031-05-08]", ("2031", "2031")),
        ("", (None, None)),
    ],
)
def test_dates_of_meetings(edtf: str, days: tuple[str | None, str | None]) -> None:
    assert checked_edtf(edtf) == edtf
    assert first_and_last(edtf) == days


@pytest.mark.parametrize(
    "edtf",
    ["8 April 2031", "2031-13", "2031-02-29", "2031-4", "31-04-08", "2031-04-09/2031-04-08", "../..",
     "/", "[]", "[2031", "2031-25", "[2031-04-08..x]", "{..}"],
)  # fmt: skip
def test_what_is_no_date_of_a_meeting(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked_edtf(edtf)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2031-04-08", "DATE"), ("2031-04", "DATE"), ("2031", "DATE"), ("2031-W15", "DATE"),
        ("2031-Q2", "DATE"), ("2031-SP", "DATE"), ("XXXX-04", "DATE"), ("203", "DATE"),
        ("PRESENT_REF", "DATE"), ("2031-04-08T14:00", "TIME"), ("2031-04-08TEV", "TIME"),
        ("T14:00", "TIME"), ("P2D", "DURATION"), ("PT2H", "DURATION"), ("PXM", "DURATION"),
    ],
)  # fmt: skip
def test_values_of_expressions(value: str, kind: str) -> None:
    assert checked_timex(value) == value
    assert timex_type(value) == kind


@pytest.mark.parametrize("value", ["", "Tuesday", "2031-02-30", "P", "PT", "P2", "2031/04", "T"])
def test_what_is_no_value_of_an_expression(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked_timex(value)


@given(text=st.text(alphabet="0123456789-/.[]{},~?%XTPDW", max_size=24))
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_date_or_not(text: str) -> None:
    try:
        checked_edtf(text)
    except ValueError:
        return
    first_and_last(text)
