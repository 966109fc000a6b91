"""The chain over the audit and every row's history, and its proof.

- ``ledgers``: which tables, and how PostgreSQL digests their rows.
- ``sealing``: new rows into sealed ranges, without making a writer wait.
- ``anchors``: the head of the chain, kept outside the database.
- ``restating``: the one change that history allows, as a sealed statement.
- ``verifying``: finding every other change.
"""
