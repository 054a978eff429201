#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The small scans of tests/ingest/scans: make.py FOLDER

A TIFF of three pages (Spanish, blank, Portuguese) and a PDF whose second page is a picture under a stray page number."""
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SPANISH = """Acta de la sesión ordinaria

El municipio reunió a las vecinas en la plaza y les
preguntó qué calle arreglar primero. La oficina tardó
dos años en ordenar sus expedientes y hoy responde en
una semana. Ninguna de las medidas costó más que lo
previsto, aunque dos llegaron tarde."""
PORTUGUESE = """Ata da reunião ordinária

A câmara reuniu os moradores na praça e perguntou qual
rua arrumar primeiro. O gabinete levou dois anos a
ordenar os processos e hoje responde numa semana.
Nenhuma das medidas custou mais do que o previsto,
embora duas tenham chegado tarde."""


def page(text, tilt=0.0):
    image = Image.new("L", (1240, 1000), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 34)
    for number, line in enumerate(text.splitlines()):
        draw.text((90, 90 + 56 * number), line, fill=0, font=font)
    return image.rotate(tilt, fillcolor=255, resample=Image.BICUBIC)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page(SPANISH, 0.4), page(""), page(PORTUGUESE)]
    bilevel = [one.point(lambda shade: 255 if shade > 140 else 0).convert("1") for one in pages]
    bilevel[0].save(folder / "actas.tif", save_all=True, append_images=bilevel[1:], compression="group4", dpi=(150, 150))
    pages[0].convert("1").resize((200, 160)).save(folder / "logo.png")
    canvas = Canvas(str(folder / "mixed.pdf"), pagesize=A4, invariant=1)
    canvas.drawString(72, 700, "La primera página tiene su texto y no hace falta reconocer nada en ella, porque ya se lee.")
    canvas.showPage()
    path = folder / "scan.png"
    bilevel[0].save(path)
    canvas.drawImage(str(path), 0, A4[1] - 480, width=A4[0], height=480)
    canvas.drawString(290, 30, "2")
    canvas.showPage()
    canvas.save()
    path.unlink()


if __name__ == "__main__":
    main()
