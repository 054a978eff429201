# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the texts that the sample documents are made of.

A source is a JSON head between two lines of `---`, then a light Markdown:

    ---
    {"file": "guia.docx", "record": {"source_key": "...", "kind": "guide", ...}}
    ---
    # Title                     a chapter of a volume; the title of anything else
    @ Author; Author            authors of the chapter
    @lang pt                    its language
    ## Heading                  a section, or a slide
    A paragraph.
    - an item
    | a | b |                   a table row
    > notes of the speaker
"""
import json
from dataclasses import dataclass, field


@dataclass
class Block:
    kind: str           # paragraph, item, row, note
    text: str = ""
    cells: list = field(default_factory=list)


@dataclass
class Section:
    heading: str = ""
    blocks: list = field(default_factory=list)

    def of(self, kind):
        return [block for block in self.blocks if block.kind == kind]


@dataclass
class Chapter:
    title: str = ""
    authors: list = field(default_factory=list)
    language: str = ""
    sections: list = field(default_factory=list)


@dataclass
class Source:
    path: str
    file: str
    record: dict
    chapters: list


def read(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != "---":
        raise SystemExit(f"{path}: line 1: expected ---")
    end = lines.index("---", 1)
    try:
        head = json.loads("\n".join(lines[1:end]))
    except json.JSONDecodeError as error:
        raise SystemExit(f"{path}: line {error.lineno + 1}: {error.msg}")
    language = head["record"]["language"][0]
    chapters, paragraph = [], []

    def section():
        if not chapters[-1].sections:
            chapters[-1].sections.append(Section())
        return chapters[-1].sections[-1]

    def close():
        if paragraph:
            section().blocks.append(Block("paragraph", " ".join(paragraph)))
            paragraph.clear()

    for number, line in enumerate(lines[end + 1:], end + 2):
        line = line.rstrip()
        if line.startswith("# "):
            close()
            chapters.append(Chapter(line[2:], language=language))
        elif not chapters:
            if line:
                raise SystemExit(f"{path}: line {number}: text before the first title")
        elif line.startswith("@lang "):
            chapters[-1].language = line[6:].strip()
        elif line.startswith("@ "):
            chapters[-1].authors = [name.strip() for name in line[2:].split(";")]
        elif line.startswith("## "):
            close()
            chapters[-1].sections.append(Section(line[3:]))
        elif line.startswith("- "):
            close()
            section().blocks.append(Block("item", line[2:]))
        elif line.startswith("> "):
            close()
            section().blocks.append(Block("note", line[2:]))
        elif line.startswith("|"):
            close()
            section().blocks.append(Block("row", cells=[cell.strip() for cell in line.strip("|").split("|")]))
        elif line:
            paragraph.append(line)
        else:
            close()
    close()
    return Source(path.name, head["file"], head["record"], chapters)
