"""A list of people that the firm handed in and nobody has taken over yet."""

from filings.demo.stage import Stage
from plaintiffs.services import census

LIST = b"""Client ID,First Name,Last Name,Date of birth,State,Guardian of,Speaks as
P-101,Rue,Invented,2012-05-02,IL,,
P-102,Lark,Madeup,2013-11-19,CA,,
P-103,Wren,,2011-02-07,IL,,
P-101,Rue,Invented,2012-05-02,IL,,
G-101,Sage,Invented,,IL,P-101,Mother
"""


def build_lists(stage: Stage) -> None:
    """Hand it in and plan it: somebody new, a speaker, a duplicate, and a row that is refused."""
    sheet = census.receive(data=LIST, litigation=stage.litigation, actor=None, now=stage.now)
    census.set_columns(sheet=sheet, columns=None, actor=None, now=stage.now)
    census.work_on(sheet.pk)
