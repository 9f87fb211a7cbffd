"""The office's own page, on its own machine (extra `serve`).

`app` puts the parts together and tells how a page is added; `office` is what a request works with.  What is true of
records and verdicts stands in the folder (`folder`), so that the command line and the page see the same; `database`
holds sessions, the queue and an index, and can be deleted.
"""
