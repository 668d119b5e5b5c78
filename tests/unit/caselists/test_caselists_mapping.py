"""Columns find their fields by heading and by value, and people change that."""

from pathlib import Path

import pytest

from mdt_desktop.caselists.fields import BY_CODE, TARGET_FIELDS, canonical, fields_for
from mdt_desktop.caselists.mapping import Mapping, choose, fitting, from_fields, suggest
from mdt_desktop.caselists.reading import read
from mdt_desktop.caselists.table import Table
from mdt_desktop.caselists.values import READERS
from mdt_desktop.refused import Refused


def table_of(folder: Path, text: str) -> Table:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read(path)


def notes(mapping: Mapping) -> dict[str, str]:
    return {match.column: match.note for match in mapping.matches}


def test_every_field_can_be_read_and_is_found_by_its_own_names() -> None:
    dates = {"birth_date", "date", "past_date"}
    assert all(field.type in READERS or field.type in dates for field in TARGET_FIELDS)
    for field in TARGET_FIELDS:
        assert all(field in fields_for(name) for name in (field.code, field.label, *field.synonyms))
    assert len(BY_CODE) == len(TARGET_FIELDS) == 59


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("nhs no.", "nhs_number"),
        ("NHSNo", "nhs_number"),
        ("Patient NHS Number", "nhs_number"),
        ("D.O.B.", "dob"),
        ("PERSON_DOB", "dob"),
        ("last_name", "family_name"),
        ("ED_90D", "ae_3m"),
        ("A & E Attends (last 12 months)", "ae_12m"),
        ("NEL admissions", "emergency_admissions_12m"),
        ("nel_bed_days_12m", "bed_days_12m"),
        ("Opt-out/dissent code", "opt_out"),
        ("SG_FLAG", "safeguarding"),
        ("CHILD_POSTCODE", "postcode"),
    ],
)
def test_headings_are_matched_blind_to_case_spaces_and_punctuation(heading: str, field: str) -> None:
    assert fields_for(heading)[0].code == field


def test_unknown_headings_are_not_guessed() -> None:
    assert fields_for("Favourite colour") == ()
    assert fields_for("PARENT_1_NAME") == ()
    assert canonical("") == ""


EXTRACT = """NHS_NO,SURNAME,FORENAME,DOB,RISK_BAND,ED_90D,SG_FLAG,CARE_COORD,HOUSING_NOTE,COMPLEXITY,SHOE
9990079196,Clarke,Winston,03/02/1959,V High,9,Y,P Shah,"Damp, see ltr",two falls and a fire,7
9990237573,Osei,Ama,31/02/1948,Mod,2,N,P Shah,,lives with a brother,8
9990316767,Nguyen,Linh,14/07/1951,High,0,Y,C Barr,,,9
9990395950,Marsh,Ann,22/11/1939,Low,>10,N,C Barr,,,9
"""


def test_a_borough_extract_is_matched_with_a_note_for_each_column(tmp_path: Path) -> None:
    mapping = suggest(table_of(tmp_path, EXTRACT))
    assert mapping.fields() == {
        "NHS_NO": "nhs_number",
        "SURNAME": "family_name",
        "FORENAME": "given_names",
        "DOB": "dob",
        "RISK_BAND": "tier",
        "ED_90D": "ae_3m",
        "SG_FLAG": "safeguarding",
        "CARE_COORD": "key_worker",
    }
    assert notes(mapping) == {
        "NHS_NO": "All 4 pass the check digit",
        "SURNAME": "Matched",
        "FORENAME": "Matched",
        "DOB": "Read as day/month/year, 1 to fix",
        "RISK_BAND": "4 values matched: V High, Mod, High, Low",
        "ED_90D": "Matched, 1 to fix",
        "SG_FLAG": "Y and N",
        "CARE_COORD": "Matched",
        "HOUSING_NOTE": "Free text is left out unless you choose it",
        "COMPLEXITY": "Complexity is already taken from “RISK_BAND”",
        "SHOE": "Not recognised",
    }
    assert mapping.matches[0].example == "9990079196"
    assert mapping.matches[3].state == "look"
    assert mapping.matches[8].state == "off"


def test_a_complexity_column_without_tiers_is_no_tier(tmp_path: Path) -> None:
    mapping = suggest(table_of(tmp_path, "NHS Number,Surname,Complexity\n9990079196,Osei,multimorbidity\n"))
    assert "Complexity" not in mapping.fields()
    assert "values are something else" in notes(mapping)["Complexity"]


def test_ambiguous_headings_go_by_their_values(tmp_path: Path) -> None:
    header = "NHS Number,Surname,eFI,Practice,Frailty\n"
    scores = suggest(table_of(tmp_path, header + "9990079196,Osei,0.21,A99901,6\n")).fields()
    assert (scores["eFI"], scores["Practice"], scores["Frailty"]) == ("efi", "practice_code", "cfs")
    words = suggest(table_of(tmp_path, header + "9990079196,Osei,severe,Millrace Surgery,mild\n")).fields()
    assert (words["eFI"], words["Practice"]) == ("efi_category", "practice_name")


def test_a_field_takes_its_first_column_and_address_lines_are_joined(tmp_path: Path) -> None:
    header = "NHS Number,Surname,DOB,DOB,Address Line 1,Address Line 2\n"
    mapping = suggest(table_of(tmp_path, header + "9990079196,Osei,03/02/1959,,1 Mill Row,Wenlow\n"))
    fields = mapping.fields()
    assert fields["DOB"] == "dob"
    assert "DOB (2)" not in fields
    assert fields["Address Line 1"] == fields["Address Line 2"] == "address"


def test_whole_names_are_not_used_beside_their_parts(tmp_path: Path) -> None:
    text = "NHS Number,Full Name,Surname,Forename\n9990079196,Ama Osei,Osei,Ama\n"
    assert "Full Name" not in suggest(table_of(tmp_path, text)).fields()


def test_choosing_moves_a_field_and_says_what_it_finds(tmp_path: Path) -> None:
    table = table_of(tmp_path, EXTRACT)
    mapping = choose(table, suggest(table), "HOUSING_NOTE", "note")
    assert mapping.fields()["HOUSING_NOTE"] == "note"
    assert notes(mapping)["HOUSING_NOTE"].startswith("Free text")
    moved = choose(table, mapping, "COMPLEXITY", "tier")
    assert "RISK_BAND" not in moved.fields()
    assert "to fix" in notes(moved)["COMPLEXITY"]
    assert "SURNAME" not in choose(table, moved, "SURNAME", None).fields()


def test_a_mapping_survives_json_and_is_refused_where_it_does_not_fit(tmp_path: Path) -> None:
    table = table_of(tmp_path, EXTRACT)
    saved = suggest(table).fields()
    assert from_fields(table, saved).fields() == saved
    assert fitting(table, {"NHS_NO": "nhs_number", "GONE": "dob"}) == {"NHS_NO": "nhs_number"}
    with pytest.raises(Refused, match="not in"):
        from_fields(table, {"GONE": "dob"})
    with pytest.raises(Refused, match="no field"):
        from_fields(table, {"DOB": "shoe_size"})
    with pytest.raises(Refused, match="choose one"):
        from_fields(table, {"SURNAME": "family_name", "FORENAME": "family_name"})
    with pytest.raises(Refused, match="not in"):
        choose(table, suggest(table), "GONE", None)
