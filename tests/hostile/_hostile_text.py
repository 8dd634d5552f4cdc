"""Text, web pages, compressed text, and what is no table at all."""

import gzip
import io
import tarfile
from collections.abc import Iterator

from _hostile import TABLE, VIEWS, Hostile

_UNKNOWN = "认不出"
_PAGE = (
    "<table><tr><th>日期</th><th>播放量</th></tr>"
    "<tr><td>2024-06-19</td><td>5</td></tr><tr><td>2024-06-20</td><td>6</td></tr></table>"
)


def files() -> Iterator[Hostile]:
    yield Hostile("true text.csv", TABLE.encode(), VIEWS)
    yield from _encodings()
    yield from _shapes()
    yield from _pages()
    yield from _compressed()
    yield from _no_tables()


def _encodings() -> Iterator[Hostile]:
    yield Hostile("BOM twice.csv", ("\ufeff\ufeff" + TABLE).encode(), VIEWS)
    yield Hostile("UTF-16 without BOM.csv", TABLE.encode("utf-16-le"), says="不是表格")
    yield Hostile("UTF-16 with a byte too many.csv", b"\xff\xfe" + TABLE.encode("utf-16-le") + b"\n", says="不完整")
    yield Hostile("UTF-8 BOM before GB18030.csv", b"\xef\xbb\xbf" + TABLE.encode("gb18030"), says="编码")
    yield Hostile(
        "header in UTF-8, rows in GB18030.csv", TABLE.encode() + "2024-06-21,七\n".encode("gb18030"), says=_UNKNOWN
    )
    yield Hostile(
        "header in GB18030, rows in UTF-8.csv", TABLE.encode("gb18030") + "七百".encode() + b",1\n", VIEWS, "应为日期"
    )
    yield Hostile("latin-1.csv", "Date,Café\n2024-06-19,5\n".encode("latin-1"), says="编码")
    yield Hostile("Big5.csv", "日期,播放量\n2024-06-19,5\n".encode("big5"), says=_UNKNOWN)
    yield Hostile("a lone surrogate.csv", b"\xed\xa0\x80" + TABLE.encode(), says=_UNKNOWN)
    yield Hostile("NUL between the letters.csv", TABLE.replace("5", "5\0").encode(), says="不是表格")
    yield Hostile("NUL at the end.csv", TABLE.encode() + b"\0" * 4096, says="不是表格")
    yield Hostile("a bell.csv", TABLE.replace("5", "5\a").encode(), VIEWS)
    yield Hostile("cut inside a letter.csv", TABLE.encode()[: TABLE.encode().index("量".encode()) + 1], says="编码")


def _shapes() -> Iterator[Hostile]:
    yield Hostile("a line of 17 MB.csv", b"a" * 17_000_000, says="太长")
    yield Hostile("a quoted cell of 17 MB.csv", TABLE.encode() + b'"' + b"a" * 17_000_000 + b'",1\n', says="太长")
    yield Hostile("200000 columns.csv", ("日期,播放量" + ",列" * 200_000 + "\n").encode(), says="列")
    yield Hostile("10000 unknown columns.csv", _widened(10_000), VIEWS)
    yield Hostile("a lone quote.csv", TABLE.replace("5", '"5').encode(), says="引号")
    yield Hostile("a quote inside.csv", TABLE.replace("5", '"5"6').encode(), says="引号")
    yield Hostile("only commas.csv", b"," * 5000 + b"\n", says="没有数据")
    yield Hostile("only a header.csv", "日期,播放量".encode(), ())
    yield Hostile("only line ends.csv", b"\r\n" * 5000, says="空的")
    yield Hostile("only a BOM.csv", b"\xef\xbb\xbf", says="空的")
    yield Hostile("only a BOM of UTF-16.csv", b"\xff\xfe", says="空的")
    yield Hostile("nothing.csv", b"", says="空的")
    yield Hostile("old Mac line ends.csv", TABLE.replace("\n", "\r").encode(), VIEWS)
    yield Hostile("mixed line ends.csv", TABLE.replace("5\n", "5\r\n").encode(), VIEWS)
    yield Hostile("semicolons.csv", TABLE.replace(",", ";").encode(), says=_UNKNOWN)
    yield Hostile("ragged rows.csv", (TABLE + "2024-06-21\n2024-06-22,1,2\n").encode(), VIEWS, "这一行有 1 格")
    yield Hostile("cut inside a row.csv", TABLE.encode()[:-5], (5,), "这一行有 1 格")
    yield Hostile("cut behind a comma.csv", TABLE.encode()[:-2], (5, None))
    yield Hostile("formulas.csv", TABLE.replace("2024-06-20", "=cmd|' /C calc'!A0").encode(), (5,), "应为日期")
    yield Hostile("the header twice.csv", TABLE.replace("播放量", "播放量,播放量").encode(), says="出现了两次")
    yield Hostile("digits of all the world.csv", TABLE.replace("5", "٥").replace("6\n", "६\n").encode(), VIEWS)
    yield Hostile("a number of 10000 digits.csv", TABLE.replace("5", "5" * 10_000).encode(), (6,), "数字过大")
    yield Hostile("10000 wrong rows.csv", (TABLE + "2024-06-21,七\n" * 10_000).encode(), VIEWS, "应为整数")


def _widened(columns: int) -> bytes:
    lines = TABLE.splitlines()
    return "\n".join([lines[0] + ",列" * columns, *(line + "," * columns for line in lines[1:])]).encode()


def _pages() -> Iterator[Hostile]:
    yield Hostile("a page.xls", _PAGE.encode(), VIEWS)
    yield Hostile("200000 elements deep.html", f"{'<div>' * 200_000}{_PAGE}{'</div>' * 200_000}".encode(), says="网页")
    yield Hostile(
        "20000 tables in each other.html", ("<table><tr><td>" * 20_000 + "</table>" * 20_000).encode(), says="没有数据"
    )
    yield Hostile(
        "colspan 1000000000.html", _PAGE.replace("<th>", '<th colspan="1000000000">', 1).encode(), (), "这一行有 2 格"
    )
    yield Hostile(
        "rowspan 1000000000.html", _PAGE.replace("<td>5", '<td rowspan="1000000000">5').encode(), (5,), "这一行有 3 格"
    )
    wide = "<table><tr>" + '<td colspan="1000">x</td>' * 100_000 + "</tr></table>"
    yield Hostile("100000000 cells in a row.html", wide.encode(), says="列")
    entity = '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _PAGE.replace("5<", "&x;<")
    yield Hostile("XXE.html", entity.encode(), (6,), "应为整数")
    yield Hostile("a table inside a script.html", f"<script>var t = '{_PAGE}'</script><p>x</p>".encode(), says="网页")
    yield Hostile("a login page.xls", "<html><body>请登录</body></html>".encode(), says="登录")
    for size in (50, 70, 90, len(_PAGE) - 8):
        yield Hostile(f"cut to {size} of {len(_PAGE)} letters.html", _PAGE[:size].encode(), says="重新下载")


def _compressed() -> Iterator[Hostile]:
    packed = gzip.compress(TABLE.encode(), mtime=0)
    yield Hostile("true text.csv.gz", packed, VIEWS)
    megabyte = gzip.compress(b"\0" * 2**20, 1)  # what follows one gzip is read with it, and is quicker to make
    yield Hostile("gzip bomb.csv.gz", megabyte * 301, says="太大")
    yield Hostile("gzip of gzip.csv.gz", gzip.compress(packed), says="还是压缩包")
    yield Hostile("garbage behind gzip.csv.gz", packed + b"garbage", says="不完整")
    yield Hostile("zeros behind gzip.csv.gz", packed + b"\0" * 512, VIEWS)
    yield Hostile("gzip with a wrong checksum.csv.gz", packed[:-8] + b"\0\0\0\0" + packed[-4:], says="不完整")
    yield Hostile("gzip of nothing.csv.gz", gzip.compress(b""), says="空的")
    for size in (2, 10, len(packed) // 2, len(packed) - 8, len(packed) - 1):
        yield Hostile(f"cut to {size} of {len(packed)} bytes.csv.gz", packed[:size], says="不完整")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"), io.BytesIO())
    yield Hostile("a tar.tar.gz", out.getvalue(), says="")


def _no_tables() -> Iterator[Hostile]:
    yield Hostile("a report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", says="不是表格")
    yield Hostile("a picture called table.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", says="不是表格")
    yield Hostile("a picture.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), says="不是表格")
    yield Hostile("a program.csv", b"\x7fELF" + bytes(range(256)) * 16, says="不是表格")
    yield Hostile("an archive.rar", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), says="不是表格")
    yield Hostile("noise.xls", bytes((n * n * 31 + 7) % 256 for n in range(10_000)), says="编码")
    yield Hostile(
        "an answer of an interface.json", b'{"list":[{"ref_date":"2024-06-19","read_user":5}]}', says="不是表格"
    )
    yield Hostile("a letter.txt", "各位同事：\n请查收。\n".encode(), says=_UNKNOWN)
    yield Hostile("spaces.csv", b" " * 10_000, says="空的")
