# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of text as lists of printed lines, and a PDF of them."""
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
MARGIN = 70
FACES = {"serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
         "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")}


def printable(text):
    """What the standard fonts have."""
    return " ".join(text.encode("cp1252", "ignore").decode("cp1252").split())


def wrap(text, font, size, width):
    lines, line = [], ""
    for word in printable(text).split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, font, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line] if line else lines


class Setter:
    """Sets text from the top of a page to its end, in one column or two, then on the next page."""

    def __init__(self, face, columns=1):
        self.plain, self.bold, self.italic = FACES[face]
        self.columns, self.pages = columns, []
        self.new_page()

    def new_page(self):
        self.pages.append([])
        self.y, self.column, self.top = HEIGHT - 85, 0, HEIGHT - 85

    def is_fresh(self):
        return not self.pages[-1]

    def column_width(self):
        return (WIDTH - 2 * MARGIN - 24 * (self.columns - 1)) / self.columns

    def text_at(self, x, y, text, font, size):
        self.pages[-1].append((x, y, text, font, size))

    def across(self, text, font, size, align="left", after=6):
        """A block over the whole width: titles, bylines."""
        for line in wrap(text, font, size, WIDTH - 2 * MARGIN):
            if self.y < 90:
                self.new_page()
            x = MARGIN if align == "left" else (WIDTH - stringWidth(line, font, size)) / 2
            self.text_at(x, self.y, line, font, size)
            self.y -= size * 1.25
        self.y -= after
        self.top, self.column = self.y, 0

    def block(self, text, font=None, size=10, after=5):
        font = font or self.plain
        for line in wrap(text, font, size, self.column_width()):
            if self.y < 90:
                if self.column + 1 < self.columns:
                    self.column += 1
                    self.y = self.top
                else:
                    self.new_page()
            self.text_at(MARGIN + self.column * (self.column_width() + 24), self.y, line, font, size)
            self.y -= size * 1.22
        self.y -= after


def write(path, pages, labels=None, outline=(), title=""):
    """`outline`: (title, physical page from 1, depth); `labels`: (index, style, start) as reportlab has them."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for index, style, start in labels or ():
        canvas.addPageLabel(index, style, start)
    for number, page in enumerate(pages, 1):
        for entry, (text, at, depth) in enumerate(outline):
            if at == number:
                canvas.bookmarkPage(f"b{entry}")
        for x, y, text, font, size in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    for entry, (text, at, depth) in enumerate(outline):
        canvas.addOutlineEntry(text, f"b{entry}", depth)
    canvas.save()
