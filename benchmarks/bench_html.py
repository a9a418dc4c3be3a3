"""HTML: blocks found a second, against translate-toolkit's html2po, and how it grows.

    python benchmarks/bench_html.py

CPU seconds in one run: the pages of .venv/corpus (`make .venv/.corpus`), medians of 3, through
`Html.parse` and through html2po's converter (which writes a PO, too), then articles of 1, 10 and
50 MB in a process of their own, whose peak memory is compared with the document.
"""

import io
import math
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from l10n.formats.html import Html

CORPUS = Path(__file__).parents[1] / ".venv/corpus/html"
BLOCK = (
    '<h2 id="s{n}">第{n}節 設備投資</h2>\n<p>半導体の<b>工場{n}</b>では、<a href="/{n}">電力</a>が足りない。\n'
    '市場は2025年に約{n}割増えた。</p>\n<ul><li>項目{n}<li><img src="{n}.png" alt="図{n}">の説明</ul>\n'
    "<table><tr><td>設備{n}<td>974億ドル</table>\n"
)


def seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def against_html2po() -> None:
    pages = sorted(CORPUS.rglob("*.html"))[::12]
    if not pages:
        print("no pages: run `make .venv/.corpus`")
        return
    from translate.convert.html2po import html2po

    texts = [page.read_text(encoding="utf-8") for page in pages]
    size = sum(len(text.encode()) for text in texts) / 1e6

    def theirs() -> None:
        for text in texts:
            html2po().convertfile(io.BytesIO(text.encode()), "a.html")

    def ours() -> None:
        for text in texts:
            Html().parse("a.html", text)

    rounds = [(seconds(ours), seconds(theirs)) for _ in range(3)]
    mine, other = (statistics.median(one) for one in zip(*rounds, strict=True))
    print(f"{len(texts)} pages, {size:.1f} MB")
    print(f"  Html.parse  {size / mine:6.2f} MB/s")
    print(f"  html2po     {size / other:6.2f} MB/s   ratio {other / mine:.1f}")


def article(megabytes: int, *, lines: bool) -> str:
    blocks, size, number = [], 0, 0
    while size < megabytes * 1_000_000:
        number += 1
        blocks.append(BLOCK.format(n=number))
        size += len(blocks[-1].encode())
    text = "<!DOCTYPE html>\n<html lang=ja><body>\n" + "".join(blocks)
    return text if lines else text.replace("\n", " ")


def one(megabytes: int, shape: str) -> None:
    """In a process of its own: CPU seconds of parsing, peak memory over the document's bytes."""
    text = article(megabytes, lines=shape == "lines")
    size = len(text.encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    time_taken = seconds(lambda: Html().parse("a.html", text))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(time_taken, (grown * 1024 + sys.getsizeof(text)) / size, size)


def growth() -> None:
    for shape in ("lines", "one line"):
        before = None
        for megabytes in (1, 10, 50):
            command = [sys.executable, __file__, str(megabytes), shape]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            taken, memory, size = map(float, out.split())
            exponent = math.log(taken / before[0]) / math.log(size / before[1]) if before else 1
            before = taken, size
            print(
                f"{megabytes:3} MB, {shape:<8} {taken:7.2f} s  {size / taken / 1e6:5.2f} MB/s"
                f"  exponent {exponent:.2f}  memory {memory:.1f} × the document"
            )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(int(sys.argv[1]), sys.argv[2])
    else:
        against_html2po()
        growth()
