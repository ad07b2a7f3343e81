"""The case document: strict in its fields, lenient in how a yes, a number or a store is written."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.intake import InputError, read_case, read_document
from facts_schema import Case

NOTICE = "Hello,\nYour account has been deactivated.\n"


def test_yaml_and_json_say_the_same(read, write):
    data = {"id": "x", "marketplace": "US", "notice": NOTICE, "answers": {"listed-as-new": True}}
    by_json = read(write("case.json", json.dumps(data)))
    by_yaml = read(write("case.yaml", yaml.safe_dump(data)))
    assert by_json.id == by_yaml.id == "x"
    assert by_json.answers == by_yaml.answers == {"listed-as-new": True}
    assert by_json.notices[0].text == by_yaml.notices[0].text == NOTICE


def test_words_and_dates_stay_what_was_written(read, write):
    text = (
        "notice: Hello\nas_of: 2026-11-20\nanswers:\n  listed-as-new: no\n"
        "  listed-as-new@B0KETTLE01: 2026-01-02\n"
        "orders:\n  - {order: 17, sku: 0012, defect: late}\n"
    )
    case = read(write("case.yaml", text))
    assert case.answers == {"listed-as-new": "no", "listed-as-new@B0KETTLE01": "2026-01-02"}
    assert str(case.as_of) == "2026-11-20"
    assert (case.orders[0].order, case.orders[0].sku, case.orders[0].source) == ("17", "0012", "case.yaml")


@pytest.mark.parametrize(
    "store", ["US", "us", "USA", "amazon.com", "ATVPDKIKX0DER", "United States", "sellercentral.amazon.com"]
)
def test_a_store_goes_by_many_names(read, write, store):
    assert read(write("case.json", json.dumps({"notice": "a", "marketplace": store}))).marketplace == "US"
    assert read(text=NOTICE, marketplace=store).marketplace == "US"


def test_gb_is_uk(read):
    assert read(text=NOTICE, marketplace="GB").marketplace == "UK"


def test_the_short_form_of_health_is_read(read, write):
    text = "notice: a\nhealth: {order_defect_rate: 2.3%, lateShipmentRate: 0.05, document-requests: 3}\n"
    metrics = read(write("case.yaml", text)).health[0].metrics
    assert metrics["order-defect-rate"].value == pytest.approx(0.023)
    assert metrics["late-shipment-rate"].value == 0.05
    assert (metrics["document-requests"].value, metrics["document-requests"].count) == (3, 3)


def test_rows_of_a_document_are_simply_kept(read, write):
    rows = [{"asin": f"B0KETTLE{n:02d}", "reason": "OTHER"} for n in range(20)]
    case = read(write("case.json", json.dumps({"notice": "a", "returns": rows})))
    assert len(case.returns) == 20


def test_documents_merge_and_differences_are_said(read, write):
    one = write("a.yaml", "id: one\nmarketplace: US\nnotice: First\nanswers: {listed-as-new: yes}\n")
    two = write("b.yaml", "id: two\nmarketplace: DE\nnotice: Second\nanswers: {listed-as-new: no}\n")
    case = read(two, one)
    assert (case.id, case.marketplace, case.answers) == ("one", "US", {"listed-as-new": "yes"})
    assert [notice.text for notice in case.notices] == ["First", "Second"]
    assert case.warnings == (
        'The case documents differ in id: "one" is used, not "two".',
        'The case documents differ in marketplace: "US" is used, not "DE".',
        "The case documents differ in answers: 'yes' is used for \"listed-as-new\", not 'no'.",
    )


def test_the_option_wins_over_the_document(read, write):
    assert read(write("a.yaml", "notice: a\nmarketplace: US\n"), marketplace="DE").marketplace == "DE"


@pytest.mark.parametrize("data", [[], "text", None, 7])
def test_what_is_no_object_is_no_document(knowledge, data):
    with pytest.raises(InputError, match="no case document"):
        read_document(data, knowledge)


def test_a_bad_value_says_which_field(knowledge):
    with pytest.raises(InputError) as caught:
        read_document(
            {"notice": "a", "feedback": [{"rating": 9}], "answers": {"listed-as-new": [1]}}, knowledge
        )
    message = str(caught.value)
    assert 'The field "feedback[0].rating" is 9: input should be less than or equal to 5.' in message
    assert 'The reply to "listed-as-new" must be yes, no, a number, a date, a choice or null.' in message


# Two versions of YAML disagree on whether "0E0" without quotes is a number, and the writer is of the older one.
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20
).filter(lambda text: not text[:1].isdigit() and text[:1] not in tuple("+-."))
ASIN = st.from_regex(r"B0[A-Z0-9]{8}", fullmatch=True)
CASES = st.builds(
    Case,
    id=PLAIN,
    marketplace=st.sampled_from(["US", "DE", None]),
    as_of=st.none() | st.dates(),
    notices=st.lists(
        st.fixed_dictionaries({"text": PLAIN, "received": st.none() | st.dates(), "source": PLAIN}),
        max_size=2,
        unique_by=lambda notice: "".join(filter(str.isalnum, notice["text"])),  # a letter twice is one
    ),
    listings=st.lists(
        st.fixed_dictionaries({"asin": ASIN, "title": PLAIN, "price": st.none() | st.floats(0, 1e6)}),
        max_size=2,
    ),
    returns=st.lists(
        st.fixed_dictionaries({"asin": ASIN, "quantity": st.integers(0, 9), "comment": PLAIN}), max_size=2
    ),
    answers=st.dictionaries(
        st.sampled_from(["listed-as-new", "listed-as-new@B0KETTLE01"]),
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | PLAIN,
    ),
    health=st.lists(
        st.fixed_dictionaries(
            {
                "marketplace": st.just("US"),
                "status": st.sampled_from(["NORMAL", None]),
                "metrics": st.fixed_dictionaries(
                    {"late-shipment-rate": st.fixed_dictionaries({"value": st.floats(0, 1)})}
                ),
            }
        ),
        max_size=1,
    ),
)
SOME = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@SOME
@given(case=CASES)
def test_a_case_survives_json_and_yaml(knowledge, tmp_path, case):
    by_json = tmp_path / "case.json"
    by_json.write_text(case.model_dump_json(), encoding="utf-8")
    first = read_case(by_json, knowledge=knowledge)
    by_yaml = tmp_path / "case.yaml"
    by_yaml.write_text(yaml.safe_dump(case.model_dump(mode="json"), allow_unicode=True), encoding="utf-8")
    second = read_case(by_yaml, knowledge=knowledge)
    by_json.write_text(first.model_dump_json(), encoding="utf-8")
    assert read_case(by_json, knowledge=knowledge) == first
    assert _without_sources(first) == _without_sources(second) == _without_sources(case)


def _without_sources(case):
    plain = case.model_dump(mode="json")
    for name in ("notices", "listings", "returns"):
        rows = [{key: value for key, value in row.items() if key != "source"} for row in plain[name]]
        plain[name] = [row for place, row in enumerate(rows) if name != "notices" or row not in rows[:place]]
    return plain
