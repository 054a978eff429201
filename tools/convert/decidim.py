#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns proposals of Decidim Barcelona's municipal action plan (JSONL) into a JSONL manifest for `acervo ingest`.

Usage: decidim.py INPUT.jsonl OUTPUT.jsonl

The plan's five axes become transition axes and main themes; subcategory and district become keywords.
"""
import json
import sys

AXES = {"Bon viure": ("social", "soc"), "Transició ecològica": ("ecological", "cli"), "Economia plural": ("digital-economic", "eco"),
        "Bon govern": ("social", "abi"), "Justícia global": ("social", "int.coo")}


def record(proposal):
    day, month, year = proposal["created_at"].split("/")
    words = [part["name"].strip() for part in (proposal.get("subcategory"), proposal.get("district")) if part]
    result = {"source_key": proposal["code"], "kind": "other", "title": {"und": proposal["title"].strip()}, "abstract": {"und": proposal["summary"].strip()},
              "issued": f"{year}-{month}-{day}", "country": ["ES"], "government_level": "local", "publisher": "Ajuntament de Barcelona",
              "place": [{"name": "Barcelona", "country": "ES"}], "source": {"name": "Decidim Barcelona", "url": proposal["url"]}}
    axis = AXES.get((proposal.get("category") or {}).get("name"))
    if axis:
        result["axis"], result["theme"] = [axis[0]], [axis[1]]
    if words:
        result["keywords"] = {"ca": words}
    return result


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
        for line in source:
            target.write(json.dumps(record(json.loads(line)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
