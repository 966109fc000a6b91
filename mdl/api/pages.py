"""Cursor pages: stable while rows are added, and as fast on the last page as on the first."""

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """Newest first by the time-ordered key, unless a view says otherwise."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-id"
