from pipelines.quotes.syntax import syntax


def test_the_lists_say_what_the_parse_says(page):
    made = page("The old mayor of Port Elsing said the quay was closed.\nNobody asked the traders who sell there.")
    lists = syntax(made)
    assert len(lists) == len(made.doc)
    for token in made.doc:
        i = token.i
        assert (lists.starts[i], lists.ends[i]) == (token.idx, token.idx + len(token))
        assert (lists.words[i], lists.tags[i], lists.deps[i]) == (token.lower_, token.tag_, token.dep_)
        assert lists.heads[i] == token.head.i
        assert (lists.left(i), lists.right(i)) == (token.left_edge.i, token.right_edge.i)
        assert lists.begins[i] == bool(token.is_sent_start)


def test_an_empty_text(page):
    assert len(syntax(page(""))) == 0
