# SPDX-License-Identifier: GPL-3.0-or-later
"""DOCX by headings, PPTX by slides with speaker's notes."""
from package import escape, write as write_package

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_TYPES = ('<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Default Extension="xml" ContentType="application/xml"/>'
                 '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>')
P = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="' + OFFICE + \
    '" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def core(chapter):
    return (f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f'<dc:title>{escape(chapter.title)}</dc:title><dc:creator>{escape("; ".join(chapter.authors))}</dc:creator>'
            f'<dc:language>{chapter.language}</dc:language></cp:coreProperties>')


def relations(entries):
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">' + "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries) + "</Relationships>"


def root_relations(target):
    return relations([("rId1", OFFICE + "/officeDocument", target),
                      ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")])


def types(overrides):
    return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{PACKAGE_TYPES}'
            + "".join(f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
                      for part, kind in overrides) + "</Types>")


def write_docx(path, source):
    def paragraph(text, style=""):
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def row(cells):
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    body = ""
    for chapter in source.chapters:
        body += paragraph(chapter.title, "Title")
        if chapter.authors:
            body += paragraph("; ".join(chapter.authors), "Subtitle")
        for section in chapter.sections:
            if section.heading:
                body += paragraph(section.heading, "Heading1")
            rows = []
            for block in section.blocks + [None]:
                if block and block.kind == "row":
                    rows.append(row(block.cells))
                    continue
                if rows:
                    body += "<w:tbl>" + "".join(rows) + "</w:tbl>"
                    rows = []
                if block:
                    body += paragraph(block.text, "ListParagraph" if block.kind == "item" else "")
    document = f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>"
    names = {"Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "ListParagraph": "List Paragraph"}
    styles = f"{HEAD}<w:styles {W}>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        + ('<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' if key == "Heading1" else "") + "</w:style>" for key, name in names.items()) + "</w:styles>"
    write_package(path, [
        ("[Content_Types].xml", types([("/word/document.xml", "wordprocessingml.document.main"), ("/word/styles.xml", "wordprocessingml.styles")])),
        ("_rels/.rels", root_relations("word/document.xml")),
        ("docProps/core.xml", core(source.chapters[0])),
        ("word/document.xml", document), ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", relations([("rId1", OFFICE + "/styles", "styles.xml")]))])


def shape(number, kind, paragraphs, box):
    x, y, width, height = box
    text = "".join(f'<a:p><a:r><a:rPr lang="es"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in paragraphs) or "<a:p/>"
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
            f'<p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>')


TREE = ('<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>')
COLOURS = ('<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
           'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>')


def theme():
    colour = lambda name, value: f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    scheme = "".join(colour(*pair) for pair in [
        ("dk1", "1C2321"), ("lt1", "FFFFFF"), ("dk2", "0B5E57"), ("lt2", "E3EFEC"), ("accent1", "0B5E57"), ("accent2", "B4530A"),
        ("accent3", "55605C"), ("accent4", "7FD0C3"), ("accent5", "FFE9A8"), ("accent6", "36403C"), ("hlink", "0B5E57"), ("folHlink", "55605C")])
    font = '<a:latin typeface="DejaVu Sans"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln>{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Acervo"><a:themeElements>'
            f'<a:clrScheme name="Acervo">{scheme}</a:clrScheme><a:fontScheme name="Acervo"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
            f'<a:fmtScheme name="Acervo"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
            f'<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def write_pptx(path, source):
    chapter = source.chapters[0]
    slides = [(chapter.title, chapter.authors, [])]
    for section in chapter.sections:
        lines = [" – ".join(block.cells) if block.kind == "row" else block.text for block in section.blocks if block.kind != "note"]
        slides.append((section.heading, lines, [block.text for block in section.of("note")]))
    members, overrides = [], []
    for number, (title, lines, notes) in enumerate(slides, 1):
        shapes = shape(2, "title", [title], (600000, 400000, 10800000, 1200000)) + shape(3, "body", lines, (600000, 1900000, 10800000, 4200000))
        members.append((f"ppt/slides/slide{number}.xml",
                        f"{HEAD}<p:sld {P}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld></p:sld>"))
        entries = [("rId1", OFFICE + "/slideLayout", "../slideLayouts/slideLayout1.xml")]
        overrides.append((f"/ppt/slides/slide{number}.xml", "presentationml.slide"))
        if notes:
            entries.append(("rId2", OFFICE + "/notesSlide", f"../notesSlides/notesSlide{number}.xml"))
            overrides.append((f"/ppt/notesSlides/notesSlide{number}.xml", "presentationml.notesSlide"))
            members.append((f"ppt/notesSlides/notesSlide{number}.xml",
                            f'{HEAD}<p:notes {P}><p:cSld><p:spTree>{TREE}{shape(2, "body", notes, (600000, 4000000, 5600000, 4000000))}</p:spTree></p:cSld></p:notes>'))
            members.append((f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels",
                            relations([("rId1", OFFICE + "/slide", f"../slides/slide{number}.xml"),
                                       ("rId2", OFFICE + "/notesMaster", "../notesMasters/notesMaster1.xml")])))
        members.append((f"ppt/slides/_rels/slide{number}.xml.rels", relations(entries)))
    identifiers = "".join(f'<p:sldId id="{255 + number}" r:id="rId{10 + number}"/>' for number in range(1, len(slides) + 1))
    presentation = (f'{HEAD}<p:presentation {P}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
                    f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>{identifiers}</p:sldIdLst>'
                    '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>')
    empty = f"<p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>"
    overrides += [("/ppt/presentation.xml", "presentationml.presentation.main"), ("/ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster"),
                  ("/ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout"), ("/ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster"),
                  ("/ppt/theme/theme1.xml", "theme"), ("/ppt/theme/theme2.xml", "theme")]
    members = [
        ("[Content_Types].xml", types(overrides)), ("_rels/.rels", root_relations("ppt/presentation.xml")), ("docProps/core.xml", core(chapter)),
        ("ppt/presentation.xml", presentation),
        ("ppt/_rels/presentation.xml.rels", relations(
            [("rId1", OFFICE + "/slideMaster", "slideMasters/slideMaster1.xml"), ("rId2", OFFICE + "/notesMaster", "notesMasters/notesMaster1.xml")]
            + [(f"rId{10 + number}", OFFICE + "/slide", f"slides/slide{number}.xml") for number in range(1, len(slides) + 1)])),
        ("ppt/slideMasters/slideMaster1.xml", f'{HEAD}<p:sldMaster {P}>{empty}{COLOURS}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", relations([("rId1", OFFICE + "/slideLayout", "../slideLayouts/slideLayout1.xml"), ("rId2", OFFICE + "/theme", "../theme/theme1.xml")])),
        ("ppt/slideLayouts/slideLayout1.xml", f"{HEAD}<p:sldLayout {P}>{empty}</p:sldLayout>"),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels", relations([("rId1", OFFICE + "/slideMaster", "../slideMasters/slideMaster1.xml")])),
        ("ppt/notesMasters/notesMaster1.xml", f"{HEAD}<p:notesMaster {P}>{empty}{COLOURS}</p:notesMaster>"),
        ("ppt/notesMasters/_rels/notesMaster1.xml.rels", relations([("rId1", OFFICE + "/theme", "../theme/theme2.xml")])),
        ("ppt/theme/theme1.xml", theme()), ("ppt/theme/theme2.xml", theme())] + members
    write_package(path, members)
