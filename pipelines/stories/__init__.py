"""Copies and near copies among articles, and the stories they make.

Belongs here: what makes a text the same as another, how candidates are found without comparing everything with
everything, whose wire copy a text is, which articles are one story, and which quotes are the same words.  Keep out:
where signatures are kept between runs.

    marks = signatures(articles)            # what is compared, a row an article; computed once
    copies = find_copies(new, known)        # pairs of new articles with each other and with the known ones
    stories = find_stories(marks, copies)   # every article's story
    groups = group_quotes(quotes)           # the group of every quote
"""
