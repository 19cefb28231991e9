import pytest

from pipelines.quotes.roles import is_role, role_class


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("a 40-year-old homemaker from the valley", "civilian"),
        ("political analyst", "expert"),
        ("former prime minister", "politician"),
        ("Army chief", "military"),
        ("a spokesman for the department", "official"),
        ("director of the Harbour Museum", "expert"),
        ("director of the fisheries ministry", "official"),
        ("managing director of Fjordbygg", "business"),
        ("head of the bakers’ union", "civil society"),
        ("the striker of the local side", "sports"),
        ("two sources", "anonymous"),
        ("vice-president of the republic", "politician"),
        ("the tall one", None),
    ],
)
def test_role_class(description, expected):
    assert role_class(description) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("mayor", True), ("pensioners", True), ("director", True), ("ministry", False), ("table", False)],
)
def test_is_role(word, expected):
    assert is_role(word) is expected
