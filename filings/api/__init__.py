"""The API of filings and days: docket entries and deadlines."""
