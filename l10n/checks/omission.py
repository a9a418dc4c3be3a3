"""Check `omission`: The translation says no less than the source."""

from __future__ import annotations

from l10n.checks import _length


class Omission(_length.Length):
    """The translation says no less than the source."""

    id = "omission"
    summary = "The translation says no less than the source."
    example = (
        "同社は来月から新しい工場の建設を始め、地域の住民を優先して採用する方針を明らかにした。完成後は海外への輸出も検討している。",
        "It builds a plant.",
        "en",
    )
    judge = staticmethod(_length.omission)
