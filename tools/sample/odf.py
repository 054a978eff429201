# SPDX-License-Identifier: GPL-3.0-or-later
"""ODP: one slide a section, speaker's notes attached."""
from package import escape, quoteattr, write as write_package

SPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
          'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
          'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
          'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
          'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
          'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
          'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"')
MIMETYPE = "application/vnd.oasis.opendocument.presentation"


def lines(blocks):
    return "".join(f"<text:p>{escape(' – '.join(block.cells) if block.kind == 'row' else block.text)}</text:p>" for block in blocks)


def slide(number, title, blocks, notes):
    box = "presentation:class=%s svg:x=%s svg:y=%s svg:width=%s svg:height=%s"
    heading = box % tuple(map(quoteattr, ("title", "2cm", "1cm", "24cm", "3cm")))
    outline = box % tuple(map(quoteattr, ("outline", "2cm", "4.5cm", "24cm", "10cm")))
    page = (f'<draw:page draw:name="page{number}" draw:master-page-name="Default">'
            f'<draw:frame {heading}><draw:text-box><text:p>{escape(title)}</text:p></draw:text-box></draw:frame>'
            f'<draw:frame {outline}><draw:text-box>{lines(blocks)}</draw:text-box></draw:frame>')
    if notes:
        frame = box % tuple(map(quoteattr, ("notes", "2cm", "14cm", "17cm", "12cm")))
        page += f'<presentation:notes><draw:frame {frame}><draw:text-box>{lines(notes)}</draw:text-box></draw:frame></presentation:notes>'
    return page + "</draw:page>"


def write(path, source):
    chapter = source.chapters[0]
    slides = [slide(1, chapter.title, [], [])]
    for number, section in enumerate(chapter.sections, 2):
        notes = section.of("note")
        slides.append(slide(number, section.heading, [block for block in section.blocks if block.kind != "note"], notes))
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body><office:presentation>'
               + "".join(slides) + "</office:presentation></office:body></office:document-content>")
    styles = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {SPACES}><office:automatic-styles>'
              '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/></style:page-layout>'
              '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="L"/>'
              '</office:master-styles></office:document-styles>')
    authors = "; ".join(chapter.authors)
    meta = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {SPACES}><office:meta><dc:title>{escape(chapter.title)}</dc:title>'
            f'<dc:creator>{escape(authors)}</dc:creator><dc:language>{chapter.language}</dc:language></office:meta></office:document-meta>')
    manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
                f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
                + "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                          for name in ("content.xml", "styles.xml", "meta.xml")) + "</manifest:manifest>")
    write_package(path, [("mimetype", MIMETYPE), ("content.xml", content), ("styles.xml", styles), ("meta.xml", meta),
                         ("META-INF/manifest.xml", manifest)])
