"""Locales (`pt_BR`, on disk and in PO) and language tags (`pt-BR`, BCP 47, in output)."""

from __future__ import annotations

from l10n.errors import UsageError, did_you_mean

_RTL = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"})
# Thai, Lao, Khmer and Burmese have no space between words, but one between sentences.
_NO_SPACE = frozenset({"ja", "zh", "yue", "wuu", "lzh"})
COMMON = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "en_GB", "en_US", "es", "es_419", "et", "fa",
    "fi", "fr", "fr_CA", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "nb",
    "nl", "pl", "pt", "pt_BR", "pt_PT", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk",
    "vi", "zh_Hans", "zh_Hant",
)  # fmt: skip


def language_tag(locale: str) -> str:
    """The BCP 47 tag of a locale.

    >>> language_tag("zh_Hans")
    'zh-Hans'
    """
    return locale.replace("_", "-")


def language(locale: str) -> str:
    """The language subtag alone.

    >>> language("pt_BR")
    'pt'
    """
    return locale.split("_")[0]


def direction(locale: str) -> str:
    """`rtl` for Arabic, Hebrew and their like, else `ltr`.

    >>> direction("ar_EG"), direction("en")
    ('rtl', 'ltr')
    """
    return "rtl" if language(locale) in _RTL else "ltr"


def joiner(locale: str) -> str:
    """What stands between two sentences: a space, or nothing where the script has none.

    >>> joiner("en"), joiner("zh_Hans"), joiner("th")
    (' ', '', ' ')
    """
    return "" if language(locale) in _NO_SPACE else " "


def known_locale(locale: str, place: str = "") -> str:
    """`locale` itself if CLDR knows it; else a UsageError with a suggestion.

    >>> known_locale("de")
    'de'
    """
    if locale in COMMON:  # keeps Babel unloaded for nearly everyone
        return locale
    from babel import localedata

    if localedata.exists(locale) and locale != "root":
        return locale
    hint = did_you_mean(locale.replace("-", "_"), COMMON)
    raise UsageError(f'unknown locale "{locale}"', place=place, fix=hint)
