"""A text of our own, parsed once."""

import pytest

TEXT = """The harbour commission of Port Elsing voted on Tuesday to close the old fish market, a move that Chairwoman
Ines Abubakar called “overdue”. “We have waited nine years,” she said. The vote was seven to two.

Traders in Kisumu and Mombasa, who sell through the market, said they had not been asked. Joseph Wekesa, a 54-year-old
wholesaler, told the Harbour Ledger that his family would move to Dar es Salaam. “My father began here,” he said.

The European Union paid for half of the new quay. Its envoy, Marit Solheim, declined to say whether the Norwegian
company Fjordbygg AS would build the other half; the United Nations Development Programme is to pay for the rest.
"""


@pytest.fixture(scope="session")
def text():
    return TEXT
