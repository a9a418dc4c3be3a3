"""Every exchange file is valid by the schema its standard publishes (tests/fetch_exchange_schemas.sh)."""

from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from l10n.exchange import TermUnit, Unit, codec, write_terms
from l10n.model import JOINED, Key, State

SCHEMAS = Path(__file__).parents[2] / ".venv/schemas"
PIECES = st.sampled_from(
    ["工場は", "`make`", "**", "[資料](https://example.com/)", "<br>", "&amp;", "]]>", '"', "\n", "\r",
     "\x07", "\x1f", "\ufffe", "\u2028", "\t", "😀", "_x0007_", "--", "{% raw %}", "  "]
)  # fmt: skip
TEXT = st.lists(PIECES, min_size=1, max_size=5).map("".join)
LINE = TEXT.map(lambda text: text.replace("\n", ""))


class Local(etree.Resolver):
    """Finds xml.xsd beside the schema that imports it from the web."""

    def resolve(self, url, public_id, context):
        return self.resolve_filename(str(SCHEMAS / PurePath(url).name), context)


def schema(name):
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip("no published schemas: run tests/fetch_exchange_schemas.sh")
    if name.endswith(".dtd"):
        return etree.DTD(str(path))
    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(path), parser))


def refuse_invalid(schema, data):
    root = etree.fromstring(data)
    assert schema.validate(root), schema.error_log.filter_from_errors()


@st.composite
def units(draw):
    joined = draw(st.booleans())
    target = "" if joined else draw(st.one_of(st.just(""), TEXT))
    fuzzy = draw(st.sampled_from([State.APPROVED, State.DRAFT, State.STALE]))
    state = State.APPROVED if joined else fuzzy if target else State.UNTRANSLATED
    comments = tuple(draw(st.lists(LINE, max_size=2))) + ((JOINED,) if joined else ())
    key = Key(draw(st.one_of(st.none(), TEXT)), draw(TEXT))
    previous = draw(TEXT) if state is State.STALE else ""
    domain = draw(st.sampled_from(["2025/chips", "春 の 記事", "a&b"]))
    return Unit(domain, key, target, state, draw(TEXT), comments, previous, joined)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("xliff-1.2", "xliff-core-1.2-strict.xsd"),
        ("xliff-2.0", "xliff-core-2.0.xsd"),
        ("tmx", "tmx14.dtd"),
    ],
)
@settings(max_examples=40)
@given(items=st.lists(units(), min_size=1, max_size=4, unique_by=lambda unit: unit.key))
def test_units_are_valid(name, published, items):
    path = PurePath("a.tmx" if name == "tmx" else "a.xlf")
    refuse_invalid(schema(published), codec(path, name).write(items, "ja", "zh-Hans"))


NAME = st.lists(st.sampled_from(list("工場名ー・Ab 9&<\x07'")), min_size=1, max_size=6).map("".join)


@st.composite
def term_units(draw):
    target = draw(st.one_of(st.just(""), NAME))
    state = draw(st.sampled_from([State.APPROVED, State.STALE])) if target else State.UNTRANSLATED
    names = st.lists(NAME, max_size=2, unique=True).map(tuple)
    tag = draw(st.sampled_from(["en", "zh-Hans", "pt-BR"]))
    return TermUnit(
        draw(NAME), tag, target, state, draw(names), draw(names), draw(st.booleans()), draw(NAME)
    )


BASIC = {
    "termNote": {"administrativeStatus"},
    "descrip": {"subjectField", "definition", "context"},
}
STATUSES = {
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
    "supersededTerm-admn-sts",
}


@settings(max_examples=40)
@given(
    items=st.lists(
        term_units(), min_size=1, max_size=4, unique_by=lambda unit: (unit.source, unit.tag)
    )
)
def test_terms_are_valid_and_use_the_data_categories_of_tbx_basic(items):
    data = write_terms(items, "ja", PurePath("a.tbx"))
    refuse_invalid(schema("tbx.xsd"), data)
    for element in etree.fromstring(data).iter():
        assert element.tag != "admin"
        assert element.get("type") in BASIC.get(element.tag, {element.get("type")})
        if element.tag == "termNote":
            assert element.text in STATUSES


def test_the_schemas_refuse_what_is_wrong():
    wrong = {
        "xliff-core-1.2-strict.xsd": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file/></xliff>',
        "xliff-core-2.0.xsd": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
        "tmx14.dtd": b'<tmx version="1.4"><body/></tmx>',
        "tbx.xsd": b'<martif type="TBX-Basic"><text/></martif>',
    }
    for name, data in wrong.items():
        assert not schema(name).validate(etree.fromstring(data)), name
