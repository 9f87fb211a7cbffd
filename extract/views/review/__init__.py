"""Review pages: every record of a document on its source text, to be checked by a reader."""

from extract.views.review.links import anchor, link, page_name

__all__ = ["anchor", "link", "page_name"]
