"""The check of a paper before it goes out: does it show what FRCP 5.2(a) leaves out?

A stranger's file is taken apart in a child process that knows no name (``confined``, ``child``);
what it holds comes back as passages of text with their places (``shapes``), and the search for
names, birth dates and numbers (``scan``) happens here, over those. Plain Python, no Django.
"""
