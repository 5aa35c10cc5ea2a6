"""Selections: ids, names, fields, numbers, groups; AND, OR and exclusion; never evaluated, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.audiences.lists import AudienceList
from builder.audiences.selection import fold, select
from builder.diagnostics import UsageError
from tests.audiences.conftest import HEAD, MakeList

ROWS = (
    "code,naam,naam.fy,provincie,inwoners,sinds,lid\n"
    "g1,'s-Gravenhage,,Zuid-Holland,570000,2001-01-01,ja\n"
    "g2,Súdwest-Fryslân,Súdwest,Fryslân,90000,2011-01-01,nee\n"
    "g3,Bergen (NH.),,Noord-Holland,30000,,\n"
    'g4,"Nuenen, Gerwen en Nederwetten",,Noord-Brabant,24000,1821-01-01,ja\n'
    "g5,بلدية الرباط,,,,,\n"
    "g6,上海市,,,24870000,,\n"
    "g7,Bergen,,Limburg,13000,,\n"
    "g8,Bergen,,Noord-Holland,,,\n"
    "g9,a:b,,Fryslân,1,,\n"
)
DEFINITION = HEAD + (
    "fields: {inwoners: integer, sinds: date, lid: boolean}\n"
    'groups: {large: "inwoners >= 100000", Kléin: "inwoners < 25000"}\n'
)


@pytest.fixture
def lists(read: MakeList) -> list[AudienceList]:
    return [read(ROWS, DEFINITION)]


@pytest.mark.parametrize(
    ("argument", "ids"),
    [
        ("all", "g1 g2 g3 g4 g5 g6 g7 g8 g9"),
        ("ALL", "g1 g2 g3 g4 g5 g6 g7 g8 g9"),
        ("G3", "g3"),
        ("'s-gravenhage", "g1"),
        ("sudwest-fryslan", "g2"),
        ("SÚDWEST", "g2"),
        ("Bergen (NH.)", "g3"),
        ("bergen", "g7 g8"),
        ("nuenen, gerwen en nederwetten", "g4"),
        ('"Nuenen, Gerwen en Nederwetten"', "g4"),
        ('name:"Nuenen, Gerwen en Nederwetten",provincie:noord-brabant', "g4"),
        ("بلدية الرباط", "g5"),
        ("上海市", "g6"),
        ("a:b", "g9"),
        ("a:b, provincie:fryslan", "g9"),
        ("bergen,provincie:limburg", "g7"),
        ("provincie:Fryslan", "g2 g9"),
        ("Provincie = noord-holland", "g3 g8"),
        ("provincie!=noord-holland", "g1 g2 g4 g7 g9"),
        ("inwoners>=90000", "g1 g2 g6"),
        ("inwoners>90000,inwoners<1000000", "g1"),
        ("inwoners<=13000", "g7 g9"),
        ("inwoners:24000", "g4"),
        ("inwoners=24000.0", "g4"),
        ("sinds>=2001-01-01", "g1 g2"),
        ("sinds<1-1-1900", "g4"),
        ("sinds:1-1-2001", "g1"),
        ("lid:yes", "g1 g4"),
        ("lid:false", "g2"),
        ("group:large", "g1 g6"),
        ("group:klein", "g4 g7 g9"),
        ("group!=large,lid:ja", "g4"),
        ("id:g1", "g1"),
        ("naam:súdwest", "g2"),
    ],
)
def test_whom_an_argument_means(argument: str, ids: str, lists: list[AudienceList]) -> None:
    assert [each.id for each in select(lists, [argument])] == ids.split()


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("", "a condition is empty"),
        ("g1,", "a condition is empty"),
        (",", "a condition is empty"),
        ('"g1', "a double quote does not end"),
        ("provincie:", "nothing stands behind :"),
        ("provinzie:x", "did you mean 'provincie'?"),
        ("group:larg", "did you mean 'large'?"),
        ("group>large", "group:"),
        ("bergem", "did you mean 'Bergen'?"),
        ("inwoners>=veel", "needs a number or a date"),
        ("provincie>=5", "holds no numbers"),
        ("inwoners>=2020-01-01", "holds no dates"),
        ("provincie:gelderland", "no audience matches 'provincie:gelderland'"),
        ("g1,g2", "no audience is 'g1,g2', as a comma means 'and': write -a g1 -a g2 for each of them"),
        ("__class__:x", "there is no field"),
        ("{{ 7 * 7 }}", "there is no audience"),
    ],
)
def test_wrong_usage(argument: str, said: str, lists: list[AudienceList]) -> None:
    with pytest.raises(UsageError) as raised:
        select(lists, [argument])
    assert said in str(raised.value)
    with pytest.raises(UsageError):
        select(lists, ["all"], [argument])


def test_or_and_exclusion_keep_the_order_of_the_list(lists: list[AudienceList]) -> None:
    assert [each.id for each in select(lists, ["g7", "g1", "bergen", "g1"])] == ["g1", "g7", "g8"]
    assert [each.id for each in select(lists, ["bergen", "g1"], ["provincie:limburg"])] == ["g1", "g8"]
    assert not select(lists, [])
    with pytest.raises(UsageError, match="no audience is left"):
        select(lists, ["g1"], ["all"])


@given(
    text=st.text(max_size=30)
    | st.lists(st.sampled_from(["g1", ",", '"', ":", ">=", "inwoners", "5", "group", " "]), max_size=8).map("".join)
)
def test_no_argument_breaks_the_parser(text: str, shared: list[AudienceList]) -> None:
    try:
        assert select(shared, [text])
    except UsageError as error:
        assert str(error)


@given(text=st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(left_out=st.sets(st.sampled_from([f"g{n}" for n in range(1, 10)]), max_size=8))
def test_all_is_everyone_but_the_excluded(left_out: set[str], shared: list[AudienceList]) -> None:
    found = select(shared, ["all"], sorted(left_out))
    assert [each.id for each in found] == [f"g{n}" for n in range(1, 10) if f"g{n}" not in left_out]


@pytest.fixture
def shared(lists: list[AudienceList]) -> list[AudienceList]:
    return lists
