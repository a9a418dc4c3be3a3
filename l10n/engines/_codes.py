"""One table from our locales to the codes of every service, read before the first call.

The codes are those of the services' own documentation (November 2026); `codes` in
`[engines.<name>]` overrides one, since a server of one's own may know others.
"""

from __future__ import annotations

from l10n.errors import LocaleUnsupported, did_you_mean

_SERVICES = ("google", "deepl", "libre", "mymemory", "microsoft", "baidu")
# "-" is a language that the service does not have.
_TABLE = """
ja       ja     JA       ja       ja-JP  ja       jp
en       en     EN-US    en       en-GB  en       en
en_GB    en     EN-GB    en       en-GB  en       en
de       de     DE       de       de-DE  de       de
fr       fr     FR       fr       fr-FR  fr       fra
fr_CA    fr     FR       fr       fr-CA  fr-ca    fra
es       es     ES       es       es-ES  es       spa
es_419   es     ES-419   es       es-419 es       spa
it       it     IT       it       it-IT  it       it
pt       pt     PT-PT    pt       pt-PT  pt-pt    pt
pt_PT    pt     PT-PT    pt       pt-PT  pt-pt    pt
pt_BR    pt     PT-BR    pt-BR    pt-BR  pt       pt
ru       ru     RU       ru       ru-RU  ru       ru
uk       uk     UK       uk       uk-UA  uk       -
pl       pl     PL       pl       pl-PL  pl       pl
cs       cs     CS       cs       cs-CZ  cs       cs
sk       sk     SK       sk       sk-SK  sk       -
sl       sl     SL       sl       sl-SI  sl       slo
nl       nl     NL       nl       nl-NL  nl       nl
sv       sv     SV       sv       sv-SE  sv       swe
da       da     DA       da       da-DK  da       dan
nb       no     NB       nb       nb-NO  nb       -
fi       fi     FI       fi       fi-FI  fi       fin
el       el     EL       el       el-GR  el       el
hu       hu     HU       hu       hu-HU  hu       hu
ro       ro     RO       ro       ro-RO  ro       -
bg       bg     BG       bg       bg-BG  bg       bul
tr       tr     TR       tr       tr-TR  tr       -
ar       ar     AR       ar       ar-SA  ar       ara
he       iw     HE       he       he-IL  he       -
fa       fa     -        fa       fa-IR  fa       -
hi       hi     -        hi       hi-IN  hi       -
th       th     TH       th       th-TH  th       th
vi       vi     VI       vi       vi-VN  vi       vie
id       id     ID       id       id-ID  id       -
ms       ms     -        ms       ms-MY  ms       -
fil      tl     -        tl       tl-PH  fil      -
ko       ko     KO       ko       ko-KR  ko       kor
zh_Hans  zh-CN  ZH-HANS  zh-Hans  zh-CN  zh-Hans  zh
zh_Hant  zh-TW  ZH-HANT  zh-Hant  zh-TW  zh-Hant  cht
"""
_CODES = {
    cells[0]: dict(zip(_SERVICES, cells[1:], strict=True))
    for cells in (line.split() for line in _TABLE.strip().splitlines())
}


def code(service: str, locale: str, *, source: bool = False) -> str:
    """A service's code for a locale; LocaleUnsupported names the nearest that it has.

    As a source language DeepL takes no variant. A regional locale without a row of its own is
    its language (`de_AT` is `de`), a script never is.

    >>> code("google", "zh_Hans"), code("mymemory", "de_AT"), code("deepl", "en", source=True)
    ('zh-CN', 'de-DE', 'EN')
    """
    row = _CODES.get(locale)
    if row is None and len(region := locale.partition("_")[2]) == 2 and region.isupper():
        row = _CODES.get(locale.partition("_")[0])
    found = (row or {}).get(service, "-")
    if found == "-":
        raise LocaleUnsupported(
            f"engine {service} does not know the locale {locale}",
            fix=f"{did_you_mean(locale, locales(service))}; or give its code in "
            f'[engines.{service}] codes = {{ {locale} = "…" }}',
        )
    return found.partition("-")[0] if source and service == "deepl" else found


def locales(service: str) -> list[str]:
    """The locales that a service has a code for."""
    return [locale for locale, row in _CODES.items() if row[service] != "-"]
