"""Check `addition`: The translation says no more than the source."""

from __future__ import annotations

from l10n.checks import _length


class Addition(_length.Length):
    """The translation says no more than the source."""

    id = "addition"
    summary = "The translation says no more than the source."
    example = (
        "市場は成長した。これは予想どおりだ。",
        "The market grew. This was as expected. Analysts had been divided for months over how quickly the shift would come, and several of them have since revised their forecasts. Prices may follow, they said, although nobody expects that before the summer. Others are more careful and want to see the figures first.",
        "en",
    )
    judge = staticmethod(_length.addition)
