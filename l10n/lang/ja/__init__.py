"""All knowledge of Japanese: sentences, figures, dates."""

from l10n.lang.ja.dates import read_dates
from l10n.lang.ja.numbers import read_quantities
from l10n.lang.ja.sentences import split_sentences

__all__ = ["read_dates", "read_quantities", "split_sentences"]
