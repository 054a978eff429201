# SPDX-License-Identifier: GPL-3.0-or-later
"""Printed tables of contents in the styles that volumes have."""
from reportlab.pdfbase.pdfmetrics import stringWidth

from page import MARGIN, WIDTH, printable, wrap

STYLES = ["dots-after", "dots-before", "dots-line-above", "gap-after", "front-number", "italic-inline", "colon-inline",
          "slash-inline", "title-only", "two-columns"]
HEADINGS = {"es": ["Índice", "Índice general", "Tabla de contenidos", "SUMARIO"], "pt": ["Sumário", "Índice", "Conteúdo"],
            "en": ["Contents", "Table of Contents", "CONTENTS"]}


class Column:
    def __init__(self, setter, two):
        self.setter, self.two = setter, two
        self.left = MARGIN
        self.width = (WIDTH - 2 * MARGIN - 30) / 2 if two else WIDTH - 2 * MARGIN

    def right(self):
        return self.left + self.width

    def room(self, lines, size):
        if self.setter.y - lines * size * 1.25 > 80:
            return
        if self.two and self.left == MARGIN:
            self.left = MARGIN + self.width + 30
            self.setter.y = self.setter.top
        else:
            self.setter.new_page()
            self.left = MARGIN

    def line(self, text, font, size, number="", dots=True, indent=0):
        put = self.setter.text_at
        put(self.left + indent, self.setter.y, text, font, size)
        if number:
            end = self.right() - stringWidth(number, font, size)
            put(end, self.setter.y, number, font, size)
            start = self.left + indent + stringWidth(text, font, size) + 4
            count = int((end - 4 - start) / stringWidth(".", font, size))
            if dots and count > 2:
                put(start, self.setter.y, "." * count, font, size)
        self.setter.y -= size * 1.2


def entry(column, one, style, number, gap):
    s, size = column.setter, 10
    authors = printable(", ".join(one["authors"]))
    title = printable(one["title"])
    if style == "colon-inline" and authors:
        title = f"{authors}: {title}"
    if style == "slash-inline" and authors:
        title = f"{title} / {authors}"
    lines = wrap(title, s.plain, size, column.width - 40)
    names = wrap(authors, s.italic, size - 0.5, column.width - 40)
    column.room(len(lines) + len(names), size)
    if style == "front-number":
        column.line(number, s.plain, size)
        s.y += size * 1.2
        for line in lines:
            column.line(line, s.plain, size, indent=34)
        for line in names:
            column.line(line, s.italic, size - 0.5, indent=34)
    elif style in ("dots-before", "dots-line-above"):
        for line in names:
            column.line(line, s.italic if style == "dots-before" else s.plain, size - 0.5)
        for line in lines[:-1]:
            column.line(line, s.plain, size)
        column.line(lines[-1], s.plain, size, number)
    elif style == "italic-inline" and authors:
        # Authors in italics go on where the title ends.
        for line in lines[:-1]:
            column.line(line, s.plain, size)
        last = lines[-1]
        width = stringWidth(last + " ", s.plain, size)
        if width + stringWidth(authors, s.italic, size) < column.width - 30:
            s.text_at(column.left + width, s.y, authors, s.italic, size)
            number_at = column.right() - stringWidth(number, s.plain, size)
            start = column.left + width + stringWidth(authors, s.italic, size) + 4
            count = int((number_at - 4 - start) / stringWidth(".", s.plain, size))
            if count > 2:
                s.text_at(start, s.y, "." * count, s.plain, size)
            s.text_at(number_at, s.y, number, s.plain, size)
            column.line(last, s.plain, size)
        else:
            column.line(last, s.plain, size, number)
            for line in names:
                column.line(line, s.italic, size)
    else:
        for line in lines[:-1]:
            column.line(line, s.plain, size)
        column.line(lines[-1], s.plain, size, number, dots=style not in ("gap-after",))
        if style in ("dots-after", "gap-after", "two-columns"):
            for line in names:
                column.line(line, s.italic, size - 0.5, indent=8)
    s.y -= gap


def set_contents(setter, language, style, items, rng):
    """`items`: ("session", title) or ("entry", work, printed number) in their order."""
    setter.across(rng.choice(HEADINGS[language]), setter.bold, 16, after=14)
    column = Column(setter, style == "two-columns")
    gap = rng.choice([0, 3, 6])
    for kind, one, number in items:
        if kind == "session":
            column.room(3, 11)
            setter.y -= 5
            for line in wrap(one, setter.bold, 11, column.width - 20):
                column.line(line, setter.bold, 11)
            setter.y -= 2
        else:
            entry(column, one, style, number, gap)
