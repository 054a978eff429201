# SPDX-License-Identifier: GPL-3.0-or-later
"""ZIP packages that come out the same, byte for byte, each time."""
import zipfile
from xml.sax.saxutils import escape, quoteattr

__all__ = ["write", "escape", "quoteattr"]


def write(path, members):
    """members: (name, text or bytes); one named "mimetype" is stored first and not compressed, as ODF asks."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
