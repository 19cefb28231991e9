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
        ("secretary of state", "politician"),
        ("the president’s chief of staff", "official"),
        ("captain of the national team", "sports"),
        ("the ferry captain", "civilian"),
        ("a police captain", "police"),
        ("the captain", None),
        ("leader of the teachers’ union", "civil society"),
        ("leader of the armed group", "military"),
        ("governor of the Bank of Japan", "official"),
        ("governor of the province", "politician"),
        ("a federal public defender", "expert"),
        ("the 22 year old", "civilian"),
        ("the grand mufti", "religious"),
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
