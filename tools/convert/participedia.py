#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns entries of Participedia (JSONL, one case, method or organization a line) into a JSONL manifest for `acervo ingest`.

Usage: participedia.py INPUT.jsonl OUTPUT.jsonl

Cases become practices: what the entry states (place, scope, dates, participants, text) and nothing else. Its categories are mapped
to themes; whatever has no counterpart stays in the keywords.
"""
import json
import re
import sys

ISSUES = {"economics": "eco", "governance_political_institutions": "abi.par", "planning_development": "urb.ord", "environment": "amb", "health": "sal.sal",
          "education": "sal.edu", "housing": "urb.viv", "transportation": "mov", "social_welfare": "soc.pob", "identity_diversity": "soc",
          "human_rights": "soc", "law_enforcement": "seg", "energy": "cli.ene", "science_technology": "dig", "agriculture": "eco.cad",
          "arts_culture": "cul", "immigration_migration": "soc.mig", "labor_work": "eco.tra", "media_telecommunications": "com",
          "international_affairs": "int", "national_security": "seg"}
SCOPES = {"city/town": "local", "neighbourhood": "submun", "neighborhood": "submun", "metropolitan_area": "metro",
          "regional_eg_state_province_autonomous_region": "region", "national": "national", "multinational": "supranational", "global": "supranational"}
KINDS = {"case": "practice", "method": "guide"}
NAMES = {"United Kingdom": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "United States": "US", "South Korea": "KR", "Russia": "RU", "Iran": "IR",
         "Vietnam": "VN", "Macedonia": "MK", "Czech Republic": "CZ", "Tanzania": "TZ", "Bosnia and Herzegovina": "BA", "Palestine": "PS"}


def countries():
    """Names of countries in English, from the time zone data that every system has."""
    names = dict(NAMES)
    with open("/usr/share/zoneinfo/iso3166.tab", encoding="utf-8") as table:
        for line in table:
            if not line.startswith("#"):
                code, name = line.rstrip("\n").split("\t")
                names.setdefault(name, code)
    return names


def paragraphs(html, plain):
    """The body as sections under its own headings."""
    if not html:
        return [{"text": plain}] if plain else []
    units, title = [], ""
    for piece in re.split(r"(?is)(<h[1-6][^>]*>.*?</h[1-6]>)", html):
        text = re.sub(r"(?is)<(script|style).*?</\1>", " ", piece)
        text = re.sub(r"(?i)</(p|li|div|tr|h[1-6])>|<br\s*/?>", "\n", text)
        text = re.sub(r"<[^>]+>", " ", text)
        for entity, letter in (("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'")):
            text = text.replace(entity, letter)
        text = "\n".join(line for line in (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in text.split("\n")) if line)
        if re.match(r"(?i)<h[1-6]", piece):
            title = text
        elif text:
            units.append({"title": title, "text": text})
            title = ""
    return units


def record(entry, codes):
    language = (entry.get("original_language") or "und").split("-")[0]
    words = [word.replace("_", " ") for key in ("specific_topics", "tags", "decision_methods", "purposes") for word in entry.get(key) or []]
    result = {"source_key": f"participedia-{entry['id']}", "kind": KINDS.get(entry["kind"], "other"), "title": {language: entry["title"]},
              "source": {"name": "Participedia"}, "rights": {"licence": "CC-BY-NC-SA-3.0", "access": "open"}}
    if language != "und":
        result["language"] = [language]
    if words:
        result["keywords"] = {language: sorted(set(words))}
    themes = []
    for issue in entry.get("issues") or []:
        for name, theme in ISSUES.items():
            if issue.startswith(name) and theme not in themes:
                themes.append(theme)
    if themes:
        result["theme"] = themes
    code = codes.get(entry.get("country") or "")
    if code:
        result["country"] = [code]
        if entry.get("city"):
            result["place"] = [{"name": entry["city"], "country": code, **({"subdivision": entry["province"]} if entry.get("province") else {})}]
    if entry["kind"] == "case":
        for scope in entry.get("scope_of_influence") or []:
            if scope in SCOPES:
                result["government_level"] = SCOPES[scope]
        for key, field in (("start_date", "start"), ("end_date", "end")):
            if re.match(r"\d{4}-\d\d-\d\d", entry.get(key) or ""):
                result[field] = entry[key][:10]
        if str(entry.get("number_of_participants") or "").isdigit():
            result["participants"] = int(entry["number_of_participants"])
    units = paragraphs(entry.get("body_html"), entry.get("body"))
    if units:
        result["text"] = units
    return result


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    codes = countries()
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
        for line in source:
            target.write(json.dumps(record(json.loads(line), codes), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
