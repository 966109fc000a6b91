"""What the saved pages of a court's filing system have in common."""

from filings.ingestion.errors import TruncatedPaper


def refuse_truncated(page: str, *, name: str, table: str) -> None:
    """Refuse a page that stops early: a whole one reaches its receipt or its end; a saved piece at
    least closes the table whose heading is ``table``.
    """
    lower = page.lower()
    reaches_end = "transaction receipt" in lower or "</body>" in lower or "</html>" in lower
    closes_table = table in lower and lower.rfind("</table") > lower.rfind("<tr")
    if not (reaches_end or closes_table):
        raise TruncatedPaper(
            f"The {name} breaks off before its end. Download it again and save it whole."
        )
