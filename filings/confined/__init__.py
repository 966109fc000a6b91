"""Reading a stranger's file in a child process: no database, no keys, no environment, little time,
little memory.

``process`` starts, asks and ends a child; ``child`` is what runs in one; both speak in ``frames``.
What a child is asked, and what of its answer is believed, belongs to whoever asks. Plain Python.
"""
