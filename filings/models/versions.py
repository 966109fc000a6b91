"""A date that others were told of: when it moves, its version grows."""

import pgtrigger


def new_version_when_it_moves(column: str) -> pgtrigger.Protect:
    """Refuse an update that changes ``column`` while the row's version stays."""
    return pgtrigger.Protect(
        name=f"{column}_moves_with_version",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(
            **{f"old__{column}__df": pgtrigger.F(f"new__{column}")},
            old__version__gte=pgtrigger.F("new__version"),
        ),
    )
