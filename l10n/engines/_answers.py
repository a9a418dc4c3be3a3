"""What stands between every online engine and the TM: a look at each answer."""

from __future__ import annotations

import re

from l10n.engines import _offline_verify
from l10n.lazy import lazy
from l10n.plugin import Request

_CONTROL = lazy(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
# What services say in place of a translation.
_RUBBISH = lazy(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|INVALID (?:SOURCE|TARGET) LANGUAGE|PLEASE SELECT TWO"
    r"|Error \d{3} \(|<!doctype|<html|unusual traffic|captcha"
    r"|YOU USED ALL AVAILABLE FREE|rate limit exceeded|too many requests",
    re.IGNORECASE,
)


def problem(request: Request, answer: object, target: str) -> str:
    """ "" when an online engine's answer may be a draft, else what is wrong in a few words.

    >>> problem(Request("はい。"), "MYMEMORY WARNING: YOU USED ALL", "en")
    'an error text instead of a translation'
    """
    if not isinstance(answer, str):
        return "no text in the answer"
    text = answer.strip()
    if not text:
        return "empty"
    if _CONTROL.search(text):
        return "control characters in the answer"
    if _RUBBISH.search(text) and not _RUBBISH.search(request.text):
        return "an error text instead of a translation"
    if is_mojibake(text):
        return "mojibake"
    if not any(char.isalpha() for char in request.text):
        return "" if text == request.text.strip() else "changed a text without words"
    return _offline_verify.problem(
        request.text, text, request.spans, target, strict=False
    ) or terms_problem(request, text, target)


def is_mojibake(text: str) -> bool:
    """True for UTF-8 that was read as Latin-1 or Windows-1252.

    >>> is_mojibake("CafÃ©"), is_mojibake("Café à Paris"), is_mojibake("日本")
    (True, False, False)
    """
    if text.isascii():
        return False
    for encoding in ("latin-1", "cp1252"):
        try:
            text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False


def terms_problem(request: Request, text: str, target: str) -> str:
    """ "" when every term of the request stands in the answer in its approved rendering, and
    none in a forbidden one."""
    for term in request.terms:
        if term.target and not _offline_verify.has_term(text, term.target, target):
            return f"without the term {term.target}"
        for wrong in term.forbidden:
            if wrong and wrong in text and wrong not in term.target:
                return f"with the forbidden {wrong}"
    return ""
