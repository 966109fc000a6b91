"""Pages of filings and days. Each asks a queryset or calls one service, and answers."""
