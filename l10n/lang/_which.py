"""Which language a text in Latin letters is in, by its function words."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
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


def foreign(
    text: str, source: str, locale: str, prose_of: Callable[[str], Prose]
) -> tuple[str, bool]:
    """(a language that is not `locale`'s or "", whether it is sure).

    It is where its function words lead by three, or by two among three and more, or where two words
    of a short text look like it and none like `locale`'s. One such word makes it likely. Words that
    `source` has in Latin letters too do not count.
    """
    own = "pt_BR" if locale.startswith("pt") else locale.split("_")[0]
    if own not in _LATIN:
        return "", True
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
    few = counts[own] == 0 and counts[best] >= 2 and 3 <= len(words) <= _SHORT
    if best != own and (lead >= 3 or (lead >= 2 and counts[best] >= 3) or few):
        return best, True
    others = max(count for name, count in counts.items() if name != own)
    if counts[own] > others or not 2 <= len(words) <= _LONG:
        return "", True
    name, evidence = _by_shape(text, own, words, _more(prose_of))
    return (name, evidence > 1) if evidence > 1 or len(words) <= _BRIEF else ("", True)


_BRIEF, _SHORT, _LONG = 6, 12, 40
# How words of a language look that its neighbours do not have: endings, elisions, digraphs.
_SHAPES = {
    "en": lazy(r"\w(?:ing|ght|ness|ough|ed|ly)\b|\b(?:th|wh)\w|\w['’](?:s|re|ll|ve)\b|n['’]t\b"),
    "de": lazy(r"\w\w(?:ungen|ung|keit|heit|schaft|ieren|lich(?:e[nrsm]?)?|isch(?:e[nrsm]?)?)\b|\bge\w{3,}t\b|ß|\b\w*ä\w*|\b\w*ü\w*|sch\w"),
    "fr": lazy(r"\b(?:[cdjlmnst]|qu)['’]\w|\w(?:eaux?|aux|ement|eurs?|euse|ait|aient|iques?|ées?|és|ères?|oirs?|ez)\b|\b\w*(?:œ|ê|ç)\w*|\wè\w|\boù\b"),
    "es": lazy(r"\b(?:solo|muy|hay)\b|\w(?:ción|ciones|dad|dades|[aei]mos|aron|ieron|iendo|ían?|ió)\b|ñ|[¿¡]|\b[bcdfjlmnprst]ue[bdglnrstvz]\w+"),
    "pt_BR": lazy(r"\w(?:ção|ções|ão|ões|dades?|agem|ência|ância|lh[aeo]s?|nh[aeo]s?|ário)\b|\w{3}ou\b|\b\w*[ãõêô]\w*"),
    "it": lazy(r"\b(?:l|d|un|c|dell|all|nell|sull|dall|quest)['’]\w|\w(?:zione|zioni|tà|ezza|aggio|ggi\w|gli\w?)\b|cch|zz|\w(?:è|ò|ù|ì)\b|\bè\b"),
    "id": lazy(r"\w\w(?:nya|kan|kah|lah)\b|\b(?:ke|pe|per)\w+an\b|\b(?:meng|meny|mem[pb])\w+"),
    "vi": lazy("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "nl": lazy(r"ij\w|\w(?:heid|aar)\b|\w(?:uu|aa)\w|\bge\w+(?:d|en)\b"),
    "da": lazy("[æøå]"), "nb": lazy("[æøå]"), "sv": lazy("[åäö]"),
    "pl": lazy("[ąćęłńśźż]|rz|sz|cz"), "cs": lazy("[ěščřžůťďň]"), "ro": lazy("[ăâîșțşţ]"),
    "ca": lazy(r"l·l|\b[dl]['’]\w|ç|\w(?:ció|tat)\b"), "tr": lazy("[ğış]"), "hu": lazy("[őű]|gy|sz"),
    "fi": lazy("ää|öö|yy|kk|ssa\\b|lla\\b"),
}  # fmt: skip


# Further words of short texts: too weak to accuse a long one, in which names have them too.
_MORE = {
    "da": "dagens nu lukket åben åbent denne dette vores jeres ikke kan skal fundet fandt blev gem slet filen siden dag måned år uge mange tak ledig udsolgt",
    "nl": "deze wij jullie onze niet kan moet bestand wachtwoord gebruiker morgen gisteren vandaag nieuw nieuwe prijs winkel gratis opslaan sluiten openen bedankt uitverkocht uitgesteld vergadering",
    "sv": "dagens nu stängt öppet denna detta vår inte kan ska hittades hittade blev spara radera filen sidan dag månad år vecka tack slutsåld",
    "en": "product password user users date tomorrow yesterday today price prices shop store free save saved thanks thank sold help search next previous cancel delete order delivery meeting company government sales country city people woman man children water rain wind school work exit entrance door street train flight available closed coming soon reservation complete your my is are can could new now set off out open close file files click select press please enter use used using between under until only through during against while because",
    "de": "datei dateien passwort benutzer datum morgen gestern heute preis preise laden kostenlos speichern gespeichert schließen öffnen danke ausverkauft hilfe suche weiter zurück abbrechen löschen bestellung lieferung sitzung unternehmen regierung umsatz land stadt leute frau mann kinder wasser regen wind schule arbeit ausgang eingang tür straße zug flug verfügbar geschlossen geöffnet neu neue neuen jetzt hier dort sehr weil ob unter zwischen gegen ohne etwa rund mehr weniger jahr jahre jahren sowie damit dabei sowohl beim ins zum ihnen uns unser unsere",
    "fr": "produit produits fichier fichiers passe utilisateur utilisateurs courriel date demain nouveau nouvelle nouveaux prix boutique gratuit enregistrer enregistré fermer ouvrir merci épuisé accueil aide rechercher suivant précédent accepter annuler supprimer achat commande livraison réunion entreprise gouvernement ventes pays ville gens femme homme enfants eau pluie vent école travail sortie arrivée porte rue train vol colis devrait arriver disponible fermé ouvert fait dit peut doit faut le la les des du au aux et en une avec par plus est sont son sa ses lui leur comme mais très déjà sans sur entre aussi quand où il elle on nous vous ils être cette ces ce cet dans pour pas ne qui que ans jours ont été a-t-il selon sous chez vers afin votre vos",
    "es": "producto productos archivo archivos contraseña usuario usuarios correo fecha mañana nuevo nueva nuevos nuevas precio precios tienda gratis guardar guardado guardada cerrar abrir gracias agotado inicio ayuda buscar siguiente anterior aceptar cancelar eliminar compra pedido envío reunión empresa gobierno ventas millones país ciudad gente mujer hombre niños agua lluvia viento escuela trabajo salida llegada puerta calle tren vuelo aplazada disponible cerrado abierto hecho dijo hizo tiene tienen el la los las del al en un una con por más fue es son su sus lo le les como pero muy ya sin sobre entre también hasta desde cuando donde hay ser está están fueron han ha este esta estos estas ese esa si no hoy ayer años año todo todos otra otro puede pueden según tras bajo hacia haga clic aquí mes meses",
    "pt_BR": "produto produtos arquivo arquivos senha usuário usuários amanhã novo nova novos novas preço preços loja grátis salvar salvo salva fechar abrir obrigado obrigada esgotado início ajuda buscar próximo próxima aceitar cancelar excluir compra pedido envio reunião empresa governo vendas milhões país cidade pessoas mulher homem crianças água chuva vento escola trabalho saída chegada porta rua trem voo adiada adiado disponível fechado aberto feito disse fez tem têm os as do da dos das no na nos nas em um uma com por mais foi são seu sua seus suas como mas muito já sem sobre entre também até desde quando onde há ser está estão foram este esta esse essa isso eu não hoje ontem anos ano todo todos outra outro pode podem ao aos às pelo pela num numa você segundo após sob clique aqui mês meses",
    "it": "prodotto prodotti password utente utenti posta domani nuovo nuova nuovi nuove prezzo prezzi negozio gratuito salva salvato salvate chiudere aprire grazie esaurito aiuto cerca avanti indietro accetta annulla elimina acquisto ordine spedizione riunione azienda governo vendite milioni paese città gente donna uomo bambini acqua pioggia vento scuola lavoro uscita arrivo porta strada treno volo pacco rinviata disponibile chiuso aperto fatto detto deve impostazioni il lo la gli le del dello della dei degli delle al allo alla ai agli alle nel nella nei nelle in un una con per più sono si suo sua suoi come ma molto già senza su sul sulla tra fra anche fino quando dove essere questo questa questi queste non oggi ieri anni anno tutto tutti altra altro può possono che di da dal dalla ha hanno stato stata secondo dopo sotto verso clicca qui mese mesi",
    "id": "berkas sandi pengguna tanggal besok kemarin baru harga toko gratis simpan disimpan tutup buka terima kasih habis bantuan cari batal hapus pesanan rapat perusahaan pemerintah penjualan negara kota wanita pria anak air hujan angin sekolah kerja pintu jalan kereta tersedia yang dan di ke dari ini itu dengan untuk pada adalah akan telah sudah tidak bukan juga oleh dalam sebagai ada bisa dapat kami kita mereka anda saya atau lebih tahun hari orang satu para tersebut",
}  # fmt: skip


@cache
def _more(prose_of: Callable[[str], Prose]) -> dict[str, frozenset[str]]:
    """Word → all languages that a short text with it may be in."""
    known = {word: set(names) for word, names in _voters(prose_of).items()}
    for name, listed in _MORE.items():
        for word in listed.split():
            known.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in known.items()}


def _by_shape(
    text: str, own: str, words: list[str], known: dict[str, frozenset[str]]
) -> tuple[str, int]:
    """(the language of a short text by its words and how they look or "", how many words say so).

    >>> from l10n.lang import foreign_language
    >>> foreign_language("Nova função disponível.", "新機能が利用できます。", "es")
    'pt_BR'
    """
    lower = text.lower()
    if own == "vi":  # three words without any of its signs are none of its
        plain = text.isascii() and sum(word in text for word in words) > 2
        return ("another language", 2) if plain else ("", 0)
    evidence: list[Set[str]] = [known[word] for word in dict.fromkeys(words) if word in known]
    seen: dict[tuple[int, int], set[str]] = {}
    for name, shape in _SHAPES.items():
        for match in islice(shape.finditer(lower), 3):
            start, end = _span(lower, match)
            word = lower[start:end]
            if not word.isascii() or word in text:  # no name: those have capitals
                seen.setdefault((start, end), set()).add(name)
    evidence += seen.values()
    best = ("", 0)
    for name in (*_LATIN, *_NEIGHBOURS):
        for_it = sum(name in e and own not in e for e in evidence)
        for_own = sum(own in e and name not in e for e in evidence)
        if for_it - 2 * for_own > best[1]:
            best = name, for_it - 2 * for_own
    return best


def _span(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The word that a match is in."""
    start, end = match.span()
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


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
