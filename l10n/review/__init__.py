"""The review page: `l10n review` serves it, the PO files of the working tree are all it stores."""
