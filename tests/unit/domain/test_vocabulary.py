import pytest

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.vocabulary import codes, efi_band, find, group, label, term, terms
from mdt_desktop.resources import resource_path

LISTS = sorted(
    path.stem for path in resource_path("vocabulary").glob("*.json") if path.stem != "caselist_fields"
)
COLOUR_GROUPS = {"primary", "community", "mental", "social", "acute", "vcse"}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_unique_codes_and_labels(name):
    assert len(set(codes(name))) == len(terms(name)) > 1
    assert all(term.label.strip() for term in terms(name))
    assert vocabulary.about(name).endswith(".")


@pytest.mark.parametrize("name", [name for name in LISTS if name != "words_to_avoid"])
def test_each_code_and_label_finds_its_own_term(name):
    for one in terms(name):
        assert find(name, one.code) is one
        assert find(name, one.label.upper()) is one


@pytest.mark.parametrize("name", LISTS)
def test_no_word_means_two_terms(name):
    seen: dict[str, str] = {}
    for one in terms(name):
        for word in {w.casefold() for w in (one.code.replace("_", " "), one.label, *one.aliases)}:
            assert seen.setdefault(word, one.code) == one.code


def test_sectors_carry_one_of_six_colours():
    assert {one.group for one in terms("sector")} == COLOUR_GROUPS
    assert label("sector", "PRI") == "Primary care"
    assert group("sector", "PHA") == "primary"
    assert [one.code for one in terms("sector") if one.group == "community"] == ["COM", "HOS", "CH", "DOM"]


def test_five_outcomes_in_the_order_of_their_keys():
    assert codes("outcome") == ("continue", "changed", "refer", "step_down", "defer")
    assert [one.label for one in terms("outcome")] == [
        "Continue",
        "Plan changed",
        "Refer on",
        "Step down",
        "Defer",
    ]


def test_each_outcome_detail_stands_under_an_outcome():
    assert {one.group for one in terms("outcome_detail")} == set(codes("outcome"))


def test_no_word_is_both_an_outcome_and_a_detail():
    words = {word for one in terms("outcome") for word in (one.code, one.label, *one.aliases)}
    assert [word for word in words if find("outcome_detail", word)] == []


def test_tiers_are_lowest_first_and_take_local_names():
    assert codes("tier") == ("low", "medium", "most_complex")
    local = {"most_complex": "Level 3"}
    assert label("tier", "most_complex", local) == "Level 3"
    assert label("tier", "low", local) == "Low"
    assert find("tier", "level 3", local) is term("tier", "most_complex")
    assert find("tier", "Level 3") is None


def test_roles_are_in_rising_order_of_rights():
    assert codes("role") == ("observer", "practitioner", "coordinator", "chair")


def test_a_word_is_found_whatever_its_case_and_apostrophe():
    assert find("sector", " children's  SOCIAL care") is term("sector", "CSC")
    assert find("sector", "children’s social care") is term("sector", "CSC")
    assert find("sector", "child") is None


def test_a_newer_versions_code_still_reads_as_words():
    assert term("case_status", "waiting_list") is None
    assert label("case_status", "waiting_list") == "Waiting list"
    assert label("sector", "XYZ") == "XYZ"
    assert group("sector", "XYZ") == ""


def test_an_unknown_list_is_a_bug():
    with pytest.raises(FileNotFoundError):
        terms("no_such_list")


@pytest.mark.parametrize(
    ("word", "code"),
    [("money", "money_benefits"), ("DAMP", "heating_damp"), ("carer strain", "carer_strain")],
)
def test_needs_are_found_by_the_word_people_type(word, code):
    found = find("need", word)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, "fit"),
        (0.12, "fit"),
        (0.13, "mild"),
        (0.24, "mild"),
        (0.36, "moderate"),
        (0.37, "severe"),
        (1, "severe"),
    ],
)
def test_efi_bands_include_their_upper_end(score, band):
    found = efi_band(score)
    assert found is not None
    assert found.code == band


@pytest.mark.parametrize("score", [-0.1, 1.01])
def test_a_score_outside_the_index_has_no_band(score):
    assert efi_band(score) is None


def test_patient_need_groups_and_frailty_scale_are_whole():
    assert codes("png") == tuple(str(n) for n in range(1, 12))
    assert codes("cfs") == tuple(str(n) for n in range(1, 10))
    assert [one.code for one in terms("png") if one.group == "red"] == ["10", "11"]


@pytest.mark.parametrize("name", LISTS)
def test_the_page_of_words_names_every_code(name):
    page = (resource_path("").parent / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    quoted = "{}" if name == "words_to_avoid" else "`{}`"
    assert [one.code for one in terms(name) if quoted.format(one.code) not in page] == []
