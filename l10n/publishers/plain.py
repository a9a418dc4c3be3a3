"""`plain`: a sidecar beside each edition that `l10n build` wrote, and the images they show."""

from __future__ import annotations

import posixpath

from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers import _sidecar
from l10n.publishers._links import addresses, by_name, localized_asset, target


class Plain:
    """The `plain` publisher; its folder is the output folder itself."""

    name = "plain"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """`<tag>/<article>.<tag>.json`, and images where the editions look for them."""
        files, copies = {}, {}
        document = bundle.document
        text = bundle.editions[facts.source_locale].text
        domains = by_name(facts)
        hits = [target(one, document.name, facts, domains) for one in addresses(text)]
        assets = sorted({hit.asset for hit in hits if hit.kind == "asset"})
        for page in facts.pages[document.domain].values():
            if page.source:
                continue
            path = bundle.editions[page.locale].path
            files[_beside(path, page)] = _sidecar.write(page, bundle, facts, file=path)
            for asset in assets:
                copies[f"{page.tag}/{asset}"] = localized_asset(asset, page, facts)
        return Output(files, copies)

    def collection(self, facts: Facts) -> Output:  # noqa: ARG002 - nothing lists articles here
        """Nothing."""
        return Output({})


def _beside(path: str, page: Page) -> str:
    return f"{posixpath.splitext(path)[0]}.{page.tag}.json"
