#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs of files of a collection that are one work, from their names and folders alone.

usage: truth.py FOLDER     prints: one <TAB> other <TAB> same|version
same     one stem, two formats: the deck beside its PDF, docs/src/x.md and docs/pdf/x.pdf
version  the stems differ by a date or a version, by an annex's number in front, or one is the title of the other's work:
         they may be near-duplicates or not, which is counted apart
"""
import pathlib
import re
import sys
import unicodedata

formats = {".pdf", ".odp", ".odt", ".pptx", ".md"}


def stem(path):
    # "Gu_a_para_el_uso" was "Guía para el uso": what a server left of a letter says nothing.
    text = unicodedata.normalize("NFD", path.stem.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def bare(name):
    return re.sub(r"-?(v?\d+(-\d+)*|20\d\d(-\d\d)*)$", "", name)


def subject(name):
    # The guides were published under their titles too, whose last word is the file's name elsewhere.
    last = bare(name).split("-")[-1]
    return last if name.startswith(("gu-a-para", "guia-para", "guia-", "anexo-")) else None


def related(one, other):
    a, b = stem(one), stem(other)
    if a == b and one.suffix != other.suffix:
        folders = [set(p.parent.parts) for p in (one, other)]
        # Beside each other, or in sibling folders of sources and of PDF.
        return "same" if one.parent == other.parent or (folders[0] ^ folders[1]) <= {"src", "pdf"} else "version"
    if bare(a) == bare(b) or re.sub(r"^anexo-[ivx]+-", "", a) == re.sub(r"^anexo-[ivx]+-", "", b):
        return "version"
    return "version" if subject(a) and subject(a) == subject(b) else None


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted(p.relative_to(root) for p in root.rglob("*") if p.suffix in formats and p.stem != "_index")
    for i, one in enumerate(files):
        for other in files[i + 1 :]:
            if kind := related(one, other):
                print(one, other, kind, sep="\t")


if __name__ == "__main__":
    main()
