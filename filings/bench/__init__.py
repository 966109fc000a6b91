"""What it costs, measured beside a peer and beside the limit, in a database thrown away after.

Time decides no test; equality does: a figure is withheld where a contender's result is not the
reference's. Contenders run in turn in one process against one server; the first turn is dropped.
"""
