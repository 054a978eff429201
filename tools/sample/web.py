# SPDX-License-Identifier: GPL-3.0-or-later
"""HTML, Markdown and JATS XML."""
from xml.sax.saxutils import escape, quoteattr


def html_blocks(blocks):
    result, open_list, open_table = "", False, False
    for block in blocks:
        if open_list and block.kind != "item":
            result, open_list = result + "</ul>\n", False
        if open_table and block.kind != "row":
            result, open_table = result + "</table>\n", False
        if block.kind == "item":
            result += ("" if open_list else "<ul>\n") + f"<li>{escape(block.text)}</li>\n"
            open_list = True
        elif block.kind == "row":
            result += ("" if open_table else "<table>\n") + "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in block.cells) + "</tr>\n"
            open_table = True
        else:
            result += f"<p>{escape(block.text)}</p>\n"
    return result + ("</ul>\n" if open_list else "") + ("</table>\n" if open_table else "")


def write_html(path, source):
    chapter = source.chapters[0]
    body = "".join(f"<section>\n<h2>{escape(section.heading)}</h2>\n{html_blocks(section.blocks)}</section>\n" for section in chapter.sections)
    path.write_text(f"""<!doctype html>
<html lang="{chapter.language}">
<head>
<meta charset="utf-8">
<title>{escape(chapter.title)}</title>
<meta name="author" content={quoteattr("; ".join(chapter.authors))}>
</head>
<body>
<article>
<h1>{escape(chapter.title)}</h1>
{body}</article>
</body>
</html>
""", encoding="utf-8")


def write_jats(path, source):
    chapter, record = source.chapters[0], source.record
    titles = record["title"]
    abstracts = record.get("abstract", {})
    translated = "".join(f'<trans-title-group xml:lang="{tag}"><trans-title>{escape(text)}</trans-title></trans-title-group>'
                         for tag, text in titles.items() if tag != chapter.language)
    summaries = "".join(f'<{"abstract" if tag == chapter.language else "trans-abstract"} xml:lang="{tag}"><p>{escape(text)}</p>'
                        f'</{"abstract" if tag == chapter.language else "trans-abstract"}>' for tag, text in
                        sorted(abstracts.items(), key=lambda pair: pair[0] != chapter.language))
    words = "".join(f'<kwd-group xml:lang="{tag}">' + "".join(f"<kwd>{escape(word)}</kwd>" for word in list_) + "</kwd-group>"
                    for tag, list_ in record.get("keywords", {}).items())
    people = "".join(f'<contrib contrib-type="author"><collab>{escape(name)}</collab></contrib>' for name in chapter.authors)
    sections = ""
    for number, section in enumerate(chapter.sections, 1):
        paragraphs = "".join(f"<p>{escape(' – '.join(block.cells) if block.kind == 'row' else block.text)}</p>" for block in section.blocks)
        sections += f'<sec id="s{number}"><title>{escape(section.heading)}</title>{paragraphs}</sec>'
    path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" dtd-version="1.1" xml:lang="{chapter.language}">
<front>
<journal-meta><journal-title-group><journal-title>{escape(record.get("series", ""))}</journal-title></journal-title-group></journal-meta>
<article-meta>
<title-group><article-title>{escape(titles[chapter.language])}</article-title>{translated}</title-group>
<contrib-group>{people}</contrib-group>
<pub-date pub-type="epub"><year>{record["issued"][:4]}</year></pub-date>
<permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>CC BY 4.0</license-p></license></permissions>
{summaries}{words}
</article-meta>
</front>
<body>{sections}</body>
</article>
""", encoding="utf-8")
