"""Views of other people's that our addresses lead to, and whom they are for.

Our own views say it themselves: `view.audience`.
"""

AUDIENCES: dict[str, str] = {}
