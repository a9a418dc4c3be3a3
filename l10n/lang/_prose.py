"""What checks know of a language's running text: negation, frequent words, punctuation."""

from __future__ import annotations

from l10n.noun import noun


@noun(eq=False)
class Prose:
    """Regular expressions and word lists of one language; "" and () when it is not known."""

    no: str = ""
    """What negates a clause: not, n't, never."""
    negative: str = ""
    """What can render a Japanese negation otherwise: without, un-, fail, refuse, only."""
    weak: str = ""
    """The part of `negative` that renders a denial so seldom that the rest of the sentence must be read."""
    without: str = ""
    """The part of `no` and `negative` that says without."""
    denies: str = ""
    """The part of `no` that can hardly render a sentence without a negation; "" is all of it."""
    frequent: frozenset[str] = frozenset()
    """Function words, lower case, that tell the language from its neighbours."""
    honorifics: str = ""
    """Japanese forms of address left in the text: -san, 사마."""
    questions: str = "?"
    quotes: tuple[str, str] = ("“", "”")
    """How a quotation is opened and closed."""
    doubled: frozenset[str] = frozenset()
    """Words that may stand twice in a row: very, vous, die."""
