#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sample collection's documents (corpus/sample/files, documents.jsonl) from the texts beside this program, and the
records of the events (programmes.jsonl) from corpus/events.

Needs Debian's python3-reportlab and fonts-dejavu-core; run it with /usr/bin/python3 after changing a text.
"""
import json
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))

import odf  # noqa: E402
import ooxml  # noqa: E402
import pdf  # noqa: E402
import programmes  # noqa: E402
import source  # noqa: E402
import web  # noqa: E402

WRITERS = {".pdf": pdf.write, ".pptx": ooxml.write_pptx, ".docx": ooxml.write_docx, ".odp": odf.write, ".html": web.write_html,
           ".xml": web.write_jats}
NOTE = {"es": "Colección de demostración: texto escrito para Acervo. Figura bajo un encuentro para mostrar cómo se verían sus documentos; no se presentó en él.",
        "pt": "Coleção de demonstração: texto escrito para o Acervo. Consta sob um encontro para mostrar como seus documentos apareceriam; não foi apresentado nele.",
        "en": "Demonstration collection: written for Acervo. It is filed under an event to show how its documents would look; it was not presented there."}


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main():
    sample = here.parent.parent / "corpus" / "sample"
    files = sample / "files"
    files.mkdir(parents=True, exist_ok=True)
    for old in files.iterdir():
        old.unlink()
    rows = []
    for path in sorted((here / "texts").glob("*.md")):
        one = source.read(path)
        target = files / one.file
        WRITERS[target.suffix](target, one)
        rows.append({**one.record, "file": f"files/{one.file}", "note": one.record.get("note", NOTE)})
        print(f"{target.name}: {target.stat().st_size} bytes")
    write(sample / "documents.jsonl", rows)
    write(sample / "programmes.jsonl", programmes.records(here.parent.parent / "corpus" / "events"))


if __name__ == "__main__":
    main()
