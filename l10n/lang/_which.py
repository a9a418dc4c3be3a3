"""Which language a text in Latin letters is in, by its function words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice

from l10n.lang._prose import Prose
from l10n.lazy import lazy

_LATIN = ("en", "de", "fr", "es", "pt_BR", "it", "id", "vi")
_WORD = lazy(r"[^\W\d_]+")
_ASCII = lazy(r"[A-Za-z]{2,}")


# The commonest function words of languages that no catalog of ours needs to be in to be met in one.
_NEIGHBOURS = {
    "nl": "de het een van en is dat niet op te zijn voor met die er aan ook om bij naar maar werd wordt door uit nog over hebben heeft deze worden ze kan geen zal hij wij jullie onze",
    "da": "og det er en af til på for med ikke som den de har et der fra jeg om blev være kan men sig eller vil også efter ved ud hvis skal endnu denne dette",
    "sv": "och det är en av till på för med inte som den har ett att från jag om blev vara kan men sig eller vill också efter vid ut inte ska ännu denna detta",
    "nb": "og det er en av til på for med ikke som den har et å fra jeg om ble være kan men seg eller vil også etter ved ut hvis skal ennå denne dette",
    "pl": "i w nie na się z że do jest to jak o za od po ale przez przed był była są może tylko jeszcze już tej tego który która dla oraz ich",
    "cs": "a v se na je že s z do o to jako za po pro ale být byl byla jsou může jen ještě už jeho její který která nebo jsem není",
    "ro": "și în nu la de că cu pe din este un o care pentru sunt mai au fost sau dar dacă acest această prin după",
    "ca": "i el la els les de que no amb per un una és al del més són va ha però aquest aquesta també seva seu",
    "tr": "ve bir bu için ile de da olarak çok daha ne gibi kadar sonra ama olan değil var en her ya mı ise",
    "hu": "és a az hogy nem is egy meg ez van volt csak de már még mint ha lesz el fel kell vagy",
    "fi": "ja on ei se että ole oli hän mutta ovat kun niin tai myös kuin vain jos voi tämä sen ollut jo",
}  # fmt: skip


def foreign(text: str, source: str, locale: str, prose_of: Callable[[str], Prose]) -> str:
    """The language whose function words lead by three, or by two among three and more; "" when it is `locale`'s own.

    Words that `source` has in Latin letters too do not count.
    """
    own = "pt_BR" if locale.startswith("pt") else locale.split("_")[0]
    if own not in _LATIN:
        return ""
    words = _WORD.findall(text.lower())
    known = {word.lower() for word in _ASCII.findall(source)}
    if known:
        words = [word for word in words if word not in known]
    counts = dict.fromkeys((*_LATIN, *_NEIGHBOURS), 0)
    voters = _voters(prose_of)
    met: set[str] = set()
    for word in filter(voters.__contains__, words):
        for name in voters[word]:
            counts[name] += name in _LATIN or word not in met
        met.add(word)  # a name may hold a word of a neighbour, and stand there twice: Pro
    _vote_by_letters(text, own, counts)
    best = max(counts, key=counts.__getitem__)
    lead = counts[best] - counts[own]
    few = counts[own] == 0 and counts[best] >= 2 and 3 <= len(words) <= 12
    if best != own and (lead >= 3 or (lead >= 2 and counts[best] >= 3) or few):
        return best
    return ""


# Letters besides a to z (CLDR's main exemplar characters).
_LETTERS = {name: frozenset(letters) for name, letters in {
    "en": "", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü", "pt_BR": "áâãàçéêíóôõú",
    "it": "àèéìíîòóùú", "id": "", "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}.items()}  # fmt: skip
_ANY = frozenset[str]().union(*_LETTERS.values())
_STRANGE = lazy(r"(?<![^\W_])[a-zß-ÿ]*[ß-öø-ɏḀ-ỿ][^\W\d_]*")


def _vote_by_letters(text: str, own: str, counts: dict[str, int]) -> None:
    """A word with a letter that the language does not have speaks for those that have it."""
    if text.isascii() or _ANY.intersection(text).issubset(_LETTERS[own]):
        return
    for match in islice(_STRANGE.finditer(text), 3):
        letters = {sign for sign in match[0] if sign > "z"}
        if not letters <= _LETTERS[own]:
            for name, known in _LETTERS.items():
                counts[name] += letters <= known


@cache
def _voters(prose_of: Callable[[str], Prose]) -> dict[str, list[str]]:
    """Function word → the languages that it speaks for."""
    voters: dict[str, list[str]] = {}
    for name in _LATIN:
        for word in prose_of(name).frequent:
            if len(word) > 1:
                voters.setdefault(word, []).append(name)
    for name, listed in _NEIGHBOURS.items():
        for word in listed.split():
            if len(word) > 1:
                voters.setdefault(word, []).append(name)
    return voters
