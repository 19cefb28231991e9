from pipelines.quotes.confidence import confidence


def test_a_report_beside_the_quotation_is_surer_than_a_neighbour_and_that_than_nobody():
    assert confidence("after") > confidence("subject before") > confidence("no such rule") > 0
