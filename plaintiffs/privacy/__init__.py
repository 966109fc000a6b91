"""The one door to a protected person.

Names, birth dates and contacts are sealed under the person's own key and leave the database only
through ``door``: sealed in, revealed with a role and a reason, and each reveal written to the
audit. Whatever shows a person elsewhere takes a ``view``: designation, birth year, month of
majority. ``search`` finds by whole words of a name without reading any.
"""
