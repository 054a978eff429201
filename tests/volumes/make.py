#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Volumes of many shapes with the truth beside them: make.py OUT COUNT [--seed N] [--own]

Texts are those of a congress in $ACERVO_SHARED/data/dh2018-tei, or with --own the short ones of texts.py. For each
volume OUT/NNN.pdf there is OUT/NNN.json: {"shape": {...}, "parts": [{title, authors, start, end, language}]}; reports
with chapters, which are no volumes, have no parts."""
import argparse
import json
import pathlib
import random

import contents
import texts
from page import HEIGHT, MARGIN, WIDTH, Setter, printable, write
from reportlab.pdfbase.pdfmetrics import stringWidth

WORDS = {"es": {"abstract": "Resumen", "keywords": "Palabras clave", "refs": "Referencias", "preface": "Presentación",
                "committee": "Comité organizador", "index": "Índice de autores", "session": "Mesa"},
         "pt": {"abstract": "Resumo", "keywords": "Palavras-chave", "refs": "Referências", "preface": "Apresentação",
                "committee": "Comissão organizadora", "index": "Índice de autores", "session": "Sessão"},
         "en": {"abstract": "Abstract", "keywords": "Keywords", "refs": "References", "preface": "Preface",
                "committee": "Programme committee", "index": "Author index", "session": "Session"}}
SUBJECTS = {"es": ["Territorio y datos", "Participación", "Cultura y memoria", "Servicios públicos"],
            "pt": ["Território e dados", "Participação", "Cultura e memória", "Serviços públicos"],
            "en": ["Territory and data", "Participation", "Culture and memory", "Public services"]}


def roman(number):
    out = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + letters, number - value
    return out


def shape_of(rng):
    return {"outline": rng.choice(["none", "none", "flat", "nested", "sections"]),
            "labels": rng.choice(["none", "right", "none"]),
            "contents": rng.choice(contents.STYLES + ["none"]),
            "contents_behind": rng.random() < 0.15,
            "sessions": rng.random() < 0.4,
            "heads": rng.choice(["none", "volume", "title", "authors-title"]),
            "number": rng.choice(["foot-centre", "foot-outer", "head-outer", "none"]),
            "numbering": rng.choice(["roman-front", "continuous"]),
            "start": rng.choice(["page", "page", "odd", "run-on"]),
            "columns": rng.choice([1, 1, 2]),
            "face": rng.choice(["serif", "sans"]),
            "abstracts": rng.choice(["all", "some", "none"]),
            "title": rng.choice(["bold-left", "bold-centre", "large-plain", "capitals"]),
            "byline": rng.choice(["one-line", "one-each", "marks", "affiliations"]),
            "mixed": rng.random() < 0.35,
            "back": rng.choice(["none", "index"]),
            "works": rng.randint(4, 14)}


def byline(setter, one, shape, align):
    authors = one["authors"]
    if shape["byline"] == "one-each":
        for author in authors:
            setter.across(author, setter.italic, 11, align, after=0)
    elif shape["byline"] == "marks":
        setter.across(", ".join(f"{author}{n}" for n, author in enumerate(authors, 1)), setter.plain, 11, align, after=2)
        for n, place in enumerate(one["affiliations"][:len(authors)], 1):
            setter.across(f"{n} {place}", setter.plain, 8.5, align, after=0)
    elif shape["byline"] == "affiliations":
        for author, place in zip(authors, one["affiliations"] + ["Universidad de Prueba"] * len(authors)):
            setter.across(author, setter.plain, 11, align, after=0)
            setter.across(place, setter.italic, 9, align, after=2)
    else:
        setter.across(", ".join(authors), setter.plain, 11, align, after=2)
    setter.y -= 10
    setter.top = setter.y


def set_work(setter, one, shape, rng):
    """Returns the physical page, from 1 within the body, and the pages' section headings."""
    align = "centre" if "centre" in shape["title"] else "left"
    title = one["title"].upper() if shape["title"] == "capitals" else one["title"]
    font = setter.plain if shape["title"] == "large-plain" else setter.bold
    setter.across(title, font, 16 if shape["title"] != "capitals" else 13, align, after=8)
    start = len(setter.pages)
    if not shape.get("report"):
        byline(setter, one, shape, align)
    words = WORDS[one["language"]]
    if not shape.get("report") and (shape["abstracts"] == "all" or (shape["abstracts"] == "some" and rng.random() < 0.6)):
        setter.across(words["abstract"], setter.bold, 10, after=2)
        setter.block(one["abstract"], size=9)
        setter.block(f"{words['keywords']}: " + "; ".join(one["keywords"] or ["ciudad", "datos"]), size=9, after=10)
    sections = []
    for n, paragraph in enumerate(one["paragraphs"]):
        if n % 5 == 2:
            heading = " ".join(printable(paragraph).split()[:4]).strip(".,;:")
            setter.block(heading, setter.bold, 11)
            sections.append((heading, len(setter.pages)))
        setter.block(paragraph)
    setter.block(words["refs"], setter.bold, 11)
    for reference in one["references"]:
        setter.block(reference, size=9, after=2)
    return start, sections


def heads(pages, front, works, shape, volume, number_of, face):
    """Running heads and page numbers, but not on the cover."""
    font = Setter(face).italic
    for index, page in enumerate(pages):
        physical = index + 1
        number = number_of(physical)
        here = next((one for one in works if one["start"] <= physical <= one["end"]), None)
        opening = here and here["start"] == physical
        head = ""
        if shape["heads"] == "volume":
            head = volume
        elif here and not opening and shape["heads"] == "title":
            head = here["title"][:70]
        elif here and not opening and shape["heads"] == "authors-title":
            head = here["title"][:70] if physical % 2 else ", ".join(here["authors"])[:70]
        head = printable(head)
        if not page or physical == 1:
            continue
        if head:
            page.append(((WIDTH - stringWidth(head, font, 8.5)) / 2, HEIGHT - 45, head, font, 8.5))
        if shape["number"] == "none":
            continue
        y = HEIGHT - 45 if shape["number"] == "head-outer" else 42
        x = WIDTH / 2 if shape["number"] == "foot-centre" else WIDTH - MARGIN - 15 if physical % 2 else MARGIN
        page.append((x, y, number, Setter(face).plain, 9))


def volume(path, shape, works, language, rng, name):
    words = WORDS[language]
    body = Setter(shape["face"], shape["columns"])
    items, outline, truth = [], [], []
    for n, one in enumerate(works):
        if shape["sessions"] and n % 4 == 0:
            session = f"{words['session']} {n // 4 + 1}. {SUBJECTS[language][n // 4 % 4]}"
            items.append(("session", session, ""))
        if n:
            if shape["start"] != "run-on" or shape["columns"] == 2:
                if not body.is_fresh():
                    body.new_page()
                if shape["start"] == "odd" and len(body.pages) % 2 == 0:
                    body.new_page()
            else:
                body.y -= 24
        start, sections = set_work(body, one, shape, rng)
        truth.append({**one, "start": start, "end": len(body.pages), "sections": sections})
        items.append(("entry", one, len(truth) - 1))
    front = [[], []]
    cover = Setter(shape["face"])
    cover.y -= 150
    cover.across(name, cover.bold, 24, "centre")
    front[0] = cover.pages[0]
    if not shape.get("report"):
        committee = Setter(shape["face"])
        committee.across(words["committee"], committee.bold, 14)
        for author in [a for one in works for a in one["authors"]][:12]:
            committee.block(author)
        front += committee.pages
        preface = Setter(shape["face"])
        preface.across(words["preface"], preface.bold, 14)
        for paragraph in works[0]["paragraphs"][:2]:
            preface.block(paragraph)
        front += preface.pages
    behind = shape["contents_behind"]
    pages_of_contents = []
    for _ in range(2):  # once to know how many pages it takes
        if shape["contents"] == "none":
            break
        count = 0 if behind else len(pages_of_contents)
        before = len(front) + count
        if shape["start"] == "odd" and before % 2:
            before += 1
        printed = (lambda at: str(at)) if shape["numbering"] == "roman-front" else (lambda at: str(at + before))
        listed = []
        if not shape.get("report"):
            at = front.index(preface.pages[0]) + 1
            listed.append(("entry", {"title": words["preface"], "authors": []},
                           roman(at) if shape["numbering"] == "roman-front" else str(at)))
        for kind, one, index in items:
            listed.append((kind, one, printed(truth[index]["start"]) if kind == "entry" else ""))
        setter = Setter(shape["face"])
        state = random.Random(shape["works"])
        style = shape["contents"] if not shape.get("report") else "title-only"
        contents.set_contents(setter, language, style, listed, state)
        pages_of_contents = setter.pages
    pages = front + ([] if behind else pages_of_contents)
    if shape["start"] == "odd" and len(pages) % 2:
        pages.append([])
    offset = len(pages)
    pages = pages + body.pages
    for one in truth:
        one["start"] += offset
        one["end"] += offset
    if shape["back"] == "index" and not shape.get("report"):
        index = Setter(shape["face"])
        index.across(words["index"], index.bold, 14)
        for one in truth:
            for author in one["authors"]:
                index.block(f"{author}, {one['start'] - offset}")
        pages += index.pages
    if behind:
        pages += pages_of_contents
    if shape["numbering"] == "roman-front":
        number_of = lambda physical: roman(physical) if physical <= offset else str(physical - offset)
    else:
        number_of = lambda physical: str(physical)
    heads(pages, offset, truth, shape, name, number_of, shape["face"])
    if shape["outline"] != "none":
        outline.append((words["preface"], 4 if not shape.get("report") else 1, 0))
        for n, one in enumerate(truth):
            nested = shape["outline"] == "nested" and shape["sessions"]
            if nested and n % 4 == 0:
                outline.append((f"{words['session']} {n // 4 + 1}", one["start"], 0))
            outline.append((printable(one["title"]), one["start"], 1 if nested else 0))
            if shape["outline"] == "sections":
                outline += [(heading, at + offset, 1) for heading, at in one["sections"]]
    labels = [(0, "ROMAN_LOWER", 1), (offset, "ARABIC", 1)] \
        if shape["labels"] == "right" and shape["numbering"] == "roman-front" else None
    write(path, pages, labels, outline, name)
    parts = [] if shape.get("report") else [
        {"title": printable(one["title"]), "authors": [printable(a) for a in one["authors"]], "start": one["start"],
         "end": one["end"], "language": one["language"]} for one in truth]
    path.with_suffix(".json").write_text(json.dumps({"shape": shape, "pages": len(pages), "parts": parts},
                                                    ensure_ascii=False, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", action="store_true")
    wishes = parser.parse_args()
    rng = random.Random(wishes.seed)
    source = texts.own() if wishes.own else texts.congress()
    wishes.out.mkdir(parents=True, exist_ok=True)
    for n in range(wishes.count):
        shape = shape_of(rng)
        language = rng.choice(["es", "es", "pt", "en"])
        if n % 8 == 7:
            shape["report"] = True
        if shape["start"] == "run-on":
            shape["columns"] = 1
        works = texts.choose(source, language, shape, rng)
        shape["language"] = language
        name = {"es": "Actas del Congreso de Prueba", "pt": "Anais do Congresso de Teste",
                "en": "Proceedings of the Test Congress"}[language]
        volume(wishes.out / f"{n:03}.pdf", shape, works, language, rng, name)


if __name__ == "__main__":
    main()
