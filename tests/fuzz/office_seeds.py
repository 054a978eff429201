#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the small office documents and archives among the seeds, which the tests of ingest read as well.

Run in this folder when one of them shall change; their bytes are the same each time."""
import io
import struct
import tarfile
import zipfile
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write(name, data):
    path = SEEDS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def compound_file(streams):
    """A compound file whose streams lie in sectors of their own: each is filled up to 4096 bytes."""
    sectors, table = [], []

    def store(data):
        start = len(sectors)
        count = -(-len(data) // 512)
        for i in range(count):
            sectors.append(data[512 * i:512 * i + 512].ljust(512, b"\0"))
            table.append(start + i + 1 if i + 1 < count else END)
        return start

    entries = [("Root Entry", 5, END, 0, FREE, FREE)]
    for i, (name, data) in enumerate(streams):
        data = data.ljust(4096, b"\0")
        following = i + 2 if i + 1 < len(streams) else FREE
        entries.append((name, 2, store(data), len(data), FREE, following))
    directory = b""
    for i, (name, kind, start, size, left, right) in enumerate(entries):
        wide = (name + "\0").encode("utf-16-le")
        child = 1 if i == 0 and len(entries) > 1 else FREE
        directory += wide.ljust(64, b"\0") + struct.pack("<HBB3I", len(wide), kind, 1, left, right, child)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    first = store(directory)
    tables = -(-(len(table) + 1) // 128)
    places = list(range(len(sectors), len(sectors) + tables))
    table += [TABLE] * tables
    listed = b"".join(struct.pack("<I", entry) for entry in table).ljust(512 * tables, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, first, 0, 4096, END, 0, END, 0)
    header += b"".join(struct.pack("<I", places[i] if i < tables else FREE) for i in range(109))
    return header + b"".join(sectors) + listed


def summary(values):
    """"\\005SummaryInformation": texts in windows-1252 by number, and the day it was made."""
    made = struct.pack("<IQ", 64, 132223104000000000)  # 2020-01-01
    properties = [(1, struct.pack("<Ihh", 2, 1252, 0)), (12, made)]
    for number, text in values.items():
        data = text.encode("cp1252") + b"\0"
        properties.append((number, struct.pack("<II", 30, len(data)) + data + bytes(-len(data) % 4)))
    offset, index, data = 8 + 8 * len(properties), b"", b""
    for number, value in properties:
        index += struct.pack("<II", number, offset + len(data))
        data += value
    section = struct.pack("<II", offset + len(data), len(properties)) + index + data
    return struct.pack("<HHI", 0xFFFE, 0, 0x20005) + bytes(16) + struct.pack("<I", 1) + bytes(16) + struct.pack("<I", 48) + section


# --- PowerPoint of before 2007 ---

def record(kind, body, instance=0, container=False):
    return struct.pack("<HHI", instance << 4 | (15 if container else 0), kind, len(body)) + body


def text_box(kind, text):
    atom = record(4000, text.encode("utf-16-le")) if max(map(ord, text)) > 255 else record(4008, text.encode("latin-1"))
    return record(0xF00D, record(3999, struct.pack("<I", kind)) + atom)


def drawing(boxes):
    shapes = b"".join(record(0xF004, box, container=True) for box in boxes)
    return record(1036, record(0xF002, record(0xF003, shapes, container=True), container=True), container=True)


def deck(protected=False, looped=False):
    outline = record(3999, struct.pack("<I", 6)) + record(4000, "Gestión de agua — Mérida".encode("utf-16-le"))
    slides = record(1011, struct.pack("<IIiII", 2, 0, 1, 256, 0)) + outline
    slides += record(1011, struct.pack("<IIiII", 3, 0, 0, 257, 0))
    masters = record(1011, struct.pack("<IIiII", 5, 0, 0, 2147483648, 0))
    notes = record(1011, struct.pack("<IIiII", 4, 0, 0, 258, 0))
    lists = record(4080, masters, 1, True) + record(4080, slides, 0, True) + record(4080, notes, 2, True)
    reference = record(0xF00D, record(3998, struct.pack("<I", 0)))
    objects = {
        1: record(1000, lists, container=True),
        2: record(1006, drawing([reference, text_box(4, "*"), text_box(1, "Primer punto\rSegundo punto")]), container=True),
        3: record(1006, drawing([text_box(0, "Conclusões"), text_box(1, "A participação cresceu")]), container=True),
        4: record(1008, record(1009, struct.pack("<IHH", 257, 0, 0)) +
                  drawing([text_box(2, "Decir que faltan datos"), text_box(4, "*")]), container=True),
        5: record(1016, drawing([text_box(0, "Haga clic para modificar el estilo")]), container=True),
    }
    # An older state of slide 3, which nothing points to any more.
    stream = record(1006, drawing([text_box(0, "Borrador que fue borrado")]), container=True)
    places = {}
    for number, data in objects.items():
        places[number] = len(stream)
        stream += data
    directory = len(stream)
    stream += record(6002, struct.pack("<I", 1 | len(places) << 20) + b"".join(struct.pack("<I", p) for p in places.values()))
    edit = len(stream)
    stream += record(4085, struct.pack("<IHBBIIIIHH", 257, 0, 0, 3, edit if looped else 0, directory, 1, 5, 1, 0))
    mark = 0xF3D1C4DF if protected else 0xE391C05F
    user = record(4086, struct.pack("<IIIHHBB", 20, mark, edit, 0, 1012, 3, 0) + bytes(4))
    about = summary({2: "Agua y participación", 4: "Ana Núñez; João Lima", 5: "agua; saneamento"})
    return compound_file([("Current User", user), ("PowerPoint Document", stream), ("\005SummaryInformation", about)])


# --- Word ---

def word_97(protected=False, overlap=False):
    heading = "Introducción\r".encode("cp1252")
    first = "Los municipios \x13 HYPERLINK \"http://x\" \x14aprenden\x15 unos de otros.\r".encode("cp1252")
    cells = "a\x07b\x07\x07".encode("cp1252")
    wide = "Ampliación — «comillas» y Ω.\r".encode("utf-16-le")
    note = "Nota al pie.\r".encode("cp1252")
    text_at = 0x400
    plain = heading + first + cells
    stream = bytearray(0x800)
    stream[text_at:text_at + len(plain)] = plain
    wide_at, note_at = text_at + 0x100, text_at + 0x200
    stream[wide_at:wide_at + len(wide)] = wide
    stream[note_at:note_at + len(note)] = note
    # A page of formats of paragraphs: style 1 of the first one, the end of a table's row of the last.
    page = bytearray(512)
    row_end = text_at + len(plain) - 1
    ends = [text_at, text_at + len(heading), row_end, row_end + 1]
    struct.pack_into("<4I", page, 0, *ends)
    struct.pack_into("<B", page, 16, 0xF0)  # word offsets of the formats
    struct.pack_into("<B", page, 16 + 26, 0xF4)
    page[0x1E0:0x1E4] = struct.pack("<BHB", 2, 1, 0)
    page[0x1E8:0x1F0] = struct.pack("<BHHB", 4, 0, 0x2417, 1).ljust(8, b"\0")
    page[511] = 3
    stream += page
    pieces = [(len(plain), text_at * 2 | 1 << 30), (len(wide) // 2, wide_at), (len(note), note_at * 2 | 1 << 30)]
    if overlap:
        pieces = [(0x10000000, 0)] * 40
    positions, at = [0], 0
    for length, _ in pieces:
        at += length
        positions.append(at & 0xFFFFFFFF)
    plc = b"".join(struct.pack("<I", p) for p in positions)
    plc += b"".join(struct.pack("<HIH", 0, where, 0) for _, where in pieces)
    table = b"\x02" + struct.pack("<I", len(plc)) + plc
    formats = struct.pack("<3I", ends[0], ends[3], 0x800 // 512)
    struct.pack_into("<HHHHHH", stream, 0, 0xA5EC, 0xC1, 0, 0x0C0A, 0, 0x0200 | (0x0100 if protected else 0))
    struct.pack_into("<8I", stream, 0x4C, len(plain) + len(wide) // 2, len(note), 0, 0, 0, 0, 0, 0)
    struct.pack_into("<II", stream, 0x102, len(table), len(formats))
    struct.pack_into("<II", stream, 0x1A2, 0, len(table))
    about = summary({2: "Cuaderno de participación", 4: "Luis Gómez", 5: "barrios"})
    return compound_file([("1Table", table + formats), ("WordDocument", bytes(stream)), ("\005SummaryInformation", about)])


def word_6():
    text = "Политика города\rВторой абзац\r".encode("cp1251")
    stream = bytearray(0x300)
    struct.pack_into("<HHHHHH", stream, 0, 0xA5DC, 101, 0, 0x0419, 0, 0)
    struct.pack_into("<II", stream, 0x18, 0x300, 0x300 + len(text))
    struct.pack_into("<I", stream, 0x34, len(text))
    return compound_file([("WordDocument", bytes(stream) + text)])


# --- the rest ---

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s9 toc 1;}}
{\info{\title Plan de barrios}{\author Ana N\'fa\'f1ez}{\keywords vivienda; barrios}{\creatim\yr2019\mo3\dy7}}
{\header Membrete\par}\pard\s9 1 Objetivos 3\par
\pard\s1 Objetivos\par\pard El plan \i re\'fane\i0  a \'abtodos\'bb y cuesta 10\u8364?.{\footnote Seg\'fan el acta.}\par
{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt Un enlace}}\par
{\f1\'cf\'f0\'e8\'e2\'e5\'f2}\par{\*\comentario oculto}{\pict\bin4 }{x}}\trowd\intbl a\cell b\cell\row\pard fin\par}"""


def container(parts, first=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def workbook():
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    texts = ["source_key", "Title_es", "issued", "themes", "doc:1", "Presupuesto participativo", "env; gov", "doc:2",
             "Notas sueltas"]
    sheet = f"""<worksheet xmlns="{MAIN}"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>
<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s"><v>5</v></c><c r="C2" s="1"><v>43466</v></c><c r="D2" t="s"><v>6</v></c></row>
<row r="4"><c r="A4" t="s"><v>7</v></c><c r="B4" t="inlineStr"><is><r><t>Río </t></r><r><t>limpio</t></r></is></c><c r="C4" s="2"><v>36526</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="D4:E4"/></mergeCells></worksheet>"""
    values = f"""<worksheet xmlns="{MAIN}"><sheetData><row><c t="s"><v>8</v></c><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c>
<c t="e"><v>#DIV/0!</v></c><c s="3"><v>43466.75</v></c><c t="str"><f>A1&amp;B1</f><v>fórmula</v></c></row></sheetData></worksheet>"""
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts[:-1]) + f"<si><r><t>Notas </t></r><r><t>sueltas</t></r><rPh><t>x</t></rPh></si>"
    return container([
        ("[Content_Types].xml", f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
         f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/></Types>'),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Registros 2019" sheetId="1" r:id="r1"/>'
         '<sheet name="Notas" sheetId="2" r:id="r2"/><sheet name="Oculta" sheetId="3" state="hidden" r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
         f'<Relationship Id="r2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
         f'<Relationship Id="r4" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>'),
        ("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts>'
         '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>'),
        ("xl/worksheets/sheet1.xml", sheet), ("xl/worksheets/sheet2.xml", values)])


def book():
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    return container([
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
         'full-path="OEBPS/libro.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
        ("OEBPS/libro.opf", """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9788478290147</dc:identifier><dc:language>pt-BR</dc:language>
<dc:title id="t1">Cidades que aprendem</dc:title><dc:title id="t2">um guia</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
<dc:creator id="c1">Ana Núñez</dc:creator><meta refines="#c1" property="role" scheme="marc:relators">aut</meta>
<dc:creator id="c2">João Lima</dc:creator><meta refines="#c2" property="role">edt</meta><dc:publisher>Editora Municipal</dc:publisher>
<dc:date>2021-05-04</dc:date><dc:subject>participação; orçamento</dc:subject><dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="dois.xml" media-type="application/xhtml+xml"/>
<item id="a" href="texto/um%20.xml" media-type="application/xhtml+xml"/><item id="x" href="fora.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>"""),
        ("OEBPS/nav.xhtml", page.format('<nav><ol><li><a href="texto/um%20.xml">Começo</a></li><li><a href="dois.xml#s">Fim</a></li></ol></nav>')),
        ("OEBPS/texto/um .xml", page.format("<p>Era uma vez uma prefeitura.</p>")),
        ("OEBPS/dois.xml", page.format("<h1>Segundo capítulo</h1><p>E viveram abertos.</p>")),
        ("OEBPS/fora.xhtml", page.format("<p>Não está na lombada.</p>"))], first="mimetype")


def tar(mode, members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as archive:
        for name, data, kind in members:
            info = tarfile.TarInfo(name)
            info.type = kind
            if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                info.linkname = data.decode()
                data = b""
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    data = bytearray(out.getvalue())
    if mode == "w:gz":
        data[4:8] = bytes(4)  # the time of day
    return bytes(data)


FILE, FOLDER = tarfile.REGTYPE, tarfile.DIRTYPE
PLAIN = [("./", b"", FOLDER), ("./acta/", b"", FOLDER), ("./acta/sesión.txt", b"Acta de la sesion.\n", FILE),
         ("b.txt", b"segundo\n", FILE)]
EVIL = [("../fuera.txt", b"x", FILE), ("/etc/fuera.txt", b"x", FILE), ("enlace", b"/etc/passwd", tarfile.SYMTYPE),
        ("duro", b"bien.txt", tarfile.LNKTYPE), ("tubo", b"", tarfile.FIFOTYPE), ("disco", b"", tarfile.BLKTYPE),
        ("bien.txt", b"bien\n", FILE), ("BIEN.txt", b"gemelo\n", FILE)]

if __name__ == "__main__":
    write("compound_file/deck.ppt", deck())
    write("compound_file/protected.ppt", deck(protected=True))
    write("compound_file/looped.ppt", deck(looped=True))
    write("compound_file/text.doc", word_97())
    write("compound_file/protected.doc", word_97(protected=True))
    write("compound_file/overlap.doc", word_97(overlap=True))
    write("compound_file/word6.doc", word_6())
    write("rtf/plan.rtf", RTF)
    write("workbook/records.xlsx", workbook())
    write("epub/book.epub", book())
    write("archive/plain.tar", tar("w:", PLAIN))
    write("archive/plain.tar.gz", tar("w:gz", PLAIN))
    write("archive/plain.tar.bz2", tar("w:bz2", PLAIN))
    write("archive/plain.tar.xz", tar("w:xz", PLAIN))
    write("archive/evil.tar", tar("w:", EVIL))
    write("archive/bomb.tar.gz", tar("w:gz", [("bomba.txt", bytes(12 << 20), FILE), ("después.txt", b"x", FILE)]))
