# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF: a paper, or a volume with a title page, a printed table of contents, bookmarks and page labels (i, ii, 1, 2 ...)."""
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, ListItem, PageBreak, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents
from xml.sax.saxutils import escape

FONTS = "/usr/share/fonts/truetype/dejavu/"
pdfmetrics.registerFont(TTFont("Serif", FONTS + "DejaVuSerif.ttf"))
pdfmetrics.registerFont(TTFont("Serif-Bold", FONTS + "DejaVuSerif-Bold.ttf"))

BODY = ParagraphStyle("body", fontName="Serif", fontSize=10, leading=14.5, spaceAfter=6)
TITLE = ParagraphStyle("chapter", fontName="Serif-Bold", fontSize=16, leading=20, spaceAfter=8)
HEADING = ParagraphStyle("heading", fontName="Serif-Bold", fontSize=11.5, leading=15, spaceBefore=8, spaceAfter=4)
AUTHORS = ParagraphStyle("authors", parent=BODY, textColor=colors.HexColor("#555555"), spaceAfter=12)
COVER = ParagraphStyle("cover", parent=TITLE, fontSize=24, leading=30, alignment=TA_CENTER, spaceBefore=70 * mm)
FRONT = ParagraphStyle("front", parent=HEADING)
ENTRY = ParagraphStyle("entry", parent=BODY, leftIndent=6 * mm, firstLineIndent=-6 * mm, rightIndent=10 * mm)
CONTENTS = {"es": "Índice", "pt": "Sumário", "en": "Contents"}


class Document(BaseDocTemplate):
    def __init__(self, path, front, **options):
        super().__init__(str(path), pagesize=A4, leftMargin=27 * mm, rightMargin=27 * mm, topMargin=25 * mm,
                         bottomMargin=25 * mm, invariant=1, **options)
        self.front = front      # pages before the numbered ones
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, id="text")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self.number))

    def beforeDocument(self):
        self.headings = 0       # the document is built more than once, until its contents are settled

    def number(self, canvas, _):
        canvas.setFont("Serif", 9)
        printed = roman(self.page) if self.page <= self.front else str(self.page - self.front)
        canvas.drawCentredString(A4[0] / 2, 14 * mm, printed)
        if self.page == 1:
            if self.front:
                canvas.addPageLabel(0, "ROMAN_LOWER", 1)
            canvas.addPageLabel(self.front, "ARABIC", 1)

    def afterFlowable(self, flowable):
        style = getattr(getattr(flowable, "style", None), "name", "")
        if style == "chapter":
            key = f"chapter-{self.page}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, 0, closed=True)
            self.notify("TOCEntry", (0, escape(flowable.getPlainText()), self.page - self.front, key))
        elif style == "heading":
            self.headings += 1
            key = f"heading-{self.headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, 1)


def roman(number):
    return ["", "i", "ii", "iii", "iv", "v", "vi"][number]


def chapter(source_chapter):
    story = [Paragraph(escape(source_chapter.title), TITLE)]
    if source_chapter.authors:
        story.append(Paragraph(escape("; ".join(source_chapter.authors)), AUTHORS))
    for section in source_chapter.sections:
        if section.heading:
            story.append(Paragraph(escape(section.heading), HEADING))
        story += blocks(section.blocks)
    return story


def blocks(items):
    story, rows, points = [], [], []

    def flush():
        if rows:
            table = Table([[Paragraph(escape(cell), BODY) for cell in row] for row in rows], hAlign="LEFT")
            table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
            story.extend([table, Spacer(1, 6)])
            rows.clear()
        if points:
            story.append(ListFlowable([ListItem(Paragraph(escape(point), BODY)) for point in points], bulletType="bullet",
                                      start="•", leftIndent=12))
            points.clear()

    for block in items:
        if block.kind == "row":
            rows.append(block.cells)
        elif block.kind == "item":
            points.append(block.text)
        else:
            flush()
            story.append(Paragraph(escape(block.text), BODY))
    flush()
    return story


def write(path, source):
    language = source.record["language"][0]
    title = source.record["title"]
    title = title if isinstance(title, str) else title.get(language) or next(iter(title.values()))
    authors = "; ".join(agent if isinstance(agent, str) else agent["name"] for agent in source.record.get("creators", []))
    volume = len(source.chapters) > 1
    document = Document(path, front=2 if volume else 0, title=title, author=authors, lang=language,
                        subject=source.record.get("publisher", ""))
    story = []
    if volume:
        contents = TableOfContents(levelStyles=[ENTRY], dotsMinLevel=0)
        story += [Paragraph(escape(title), COVER), PageBreak(), Paragraph(CONTENTS[language], FRONT), contents]
    for index, one in enumerate(source.chapters):
        if volume or index:
            story.append(PageBreak())
        story += chapter(one)
    document.multiBuild(story)
