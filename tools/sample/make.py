#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the documents of the sample collection (corpus/sample/files and documents.jsonl) from the texts beside this program.

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
import source  # noqa: E402
import web  # noqa: E402

WRITERS = {".pdf": pdf.write, ".pptx": ooxml.write_pptx, ".docx": ooxml.write_docx, ".odp": odf.write, ".html": web.write_html,
           ".xml": web.write_jats}
NOTE = {"es": "Colección de demostración: texto escrito para Acervo, que no se presentó en ningún encuentro.",
        "pt": "Coleção de demonstração: texto escrito para o Acervo, que não foi apresentado em nenhum encontro.",
        "en": "Demonstration collection: written for Acervo and not presented at any event."}


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
    (sample / "documents.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
