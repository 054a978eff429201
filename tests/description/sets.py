# SPDX-License-Identifier: GPL-3.0-or-later
"""The labelled collections: what is taken in, and what is true of it. A set is (rows of a manifest, files, {field: {key: truths}})."""
import json
import pathlib
import re
import tempfile
import unicodedata
from collections import defaultdict

AXES = {"Bon viure": "social", "Transició ecològica": "ecological", "Economia plural": "digital-economic", "Bon govern": "social",
        "Justícia global": "social"}
SUBJECTS = {  # of the plan's subcategories: our themes
    "Urbanisme per als barris": ["urb"], "Educació i coneixement": ["sal"], "Cicles de vida": ["soc"], "Cultura": ["cul"],
    "Desenvolupament i economia de proximitat": ["eco"], "Mobilitat sostenible": ["mov"], "Medi ambient i espai públic": ["amb", "urb"],
    "Equitat de gènere i diversitat sexual": ["soc"], "Habitatge": ["urb"], "Sanitat i salut": ["sal"], "Esports": ["sal"],
    "Economia cooperativa, social i solidària": ["eco"], "Turisme sostenible": ["cul"], "Justícia social": ["soc"],
    "Migració, interculturalitat i discriminació zero": ["soc"], "Autonomia personal": ["soc"], "Energia i canvi climàtic": ["cli"],
    "Acció comunitària": ["abi", "soc"], "Verd urbà i biodiversitat": ["amb"], "Convivència i seguretat": ["seg"],
    "Participació ciutadana": ["abi"], "Ocupació de qualitat": ["eco"], "Govern transparent  i rendició de comptes": ["abi"],
    "Administració  intel·ligent i inclusiva": ["adm", "dig"], "Justícia global": ["int"], "Eficiència i professionalitat": ["adm"]}
ISSUES = {"economics": ["eco", "fin"], "planning_development": ["urb", "adm"], "governance_political_institutions": ["abi", "gov"],
          "environment": ["amb", "cli"], "health": ["sal"], "education": ["sal"], "science_technology": ["dig"], "identity_diversity": ["soc"],
          "law_enforcement": ["seg"], "social_welfare": ["soc"], "human_rights": ["soc"], "international_affairs": ["int"],
          "arts_culture": ["cul"], "immigration": ["soc"]}
SCOPES = {"city/town": "local", "regional_eg_state_province_autonomous_region": "region", "national": "national", "multinational": "supranational"}

# What the sets write, beside what they read; taken away at the end of the run.
_made = tempfile.TemporaryDirectory(prefix="acervo-sets-")


def folded(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c))))


def country_codes():
    names = {"United States": "US", "United Kingdom": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "South Korea": "KR", "Korea": "KR",
             "Russia": "RU", "Iran": "IR", "Vietnam": "VN", "Czech Republic": "CZ", "Tanzania": "TZ", "The Netherlands": "NL", "USA": "US",
             "UK": "GB", "United States of America": "US", "México": "MX", "España": "ES", "Brasil": "BR", "Perú": "PE", "Deutschland": "DE",
             "Republic of Ireland": "IE", "Cape Verde": "CV"}
    with open("/usr/share/zoneinfo/iso3166.tab", encoding="utf-8") as table:
        for line in table:
            if not line.startswith("#"):
                code, name = line.rstrip("\n").split("\t")
                names.setdefault(name, code)
    return names


def lines(path):
    with open(path, encoding="utf-8") as source:
        return [json.loads(line) for line in source if line.strip()]


def decidim(data):
    path = data / "decidim-barcelona-2016" / "proposals-official.dev.jsonl"
    if not path.is_file():
        return None
    records, axis, theme = [], {}, {}
    for each in lines(path):
        key = each["code"]
        records.append({"source_key": key, "kind": "other", "title": each["title"].strip(), "abstract": each["summary"].strip()})
        axis[key] = [AXES[each["category"]["name"]]]
        theme[key] = SUBJECTS.get((each.get("subcategory") or {}).get("name", "").strip(), [])
    return records, [], {"axis": axis, "theme": theme}


def participedia(data):
    path = data / "participedia" / "participedia-2016.dev.jsonl"
    if not path.is_file():
        return None
    folder = pathlib.Path(_made.name) / "participedia"
    folder.mkdir(exist_ok=True)
    codes = country_codes()
    truth = defaultdict(dict)
    for each in lines(path):
        if each["kind"] != "case" or len(each["body"]) < 800:
            continue
        key = f"case-{each['id']}"
        (folder / f"{key}.html").write_text(
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{each['title']}</title></head><body><h1>{each['title']}</h1>{each['body_html']}"
            "</body></html>", encoding="utf-8")
        truth["kind"][key] = ["practice"]
        country = codes.get((each.get("country") or "").strip())
        if country:
            truth["country"][key] = [country]
            city = (each.get("city") or "").strip()
            if city:
                truth["place"][key] = [folded(city) + "|" + country]
        truth["government_level"][key] = [SCOPES[s] for s in each.get("scope_of_influence") or [] if s in SCOPES]
        truth["theme"][key] = sorted({theme for issue in each.get("issues") or [] for name, themes in ISSUES.items()
                                      if issue.startswith(name) for theme in themes})
    return [], [folder], truth


def dh2018(data):
    folder = data / "dh2018-tei" / "xml"
    if not folder.is_dir():
        return None
    codes = country_codes()
    truth = defaultdict(dict)
    for path in sorted(folder.rglob("*.xml")):
        text = path.read_text(encoding="utf-8")
        found = set()
        for affiliation in re.findall(r"<affiliation>(.*?)</affiliation>", text, re.S):
            last = re.sub(r"<[^>]+>", " ", affiliation).split(",")[-1].split(";")[-1].strip()
            if last in codes:
                found.add(codes[last])
        truth["country"][path.stem] = sorted(found)
        truth["kind"][path.stem] = ["paper"]
    return [], [folder], truth


def dh2018_html(data):
    """The same papers as pages: nothing in them says that they are papers."""
    folder = data / "dh2018-tei" / "html"
    if not folder.is_dir():
        return None
    return [], [folder], {"kind": {path.stem: ["paper"] for path in folder.rglob("*.htm*")}}


def kinds(data):
    """Files of known sorts."""
    sorts = [("ofilibre-slides/transpas", ("pdf", "odp", "pptx"), "presentation"), ("dados-mg-slides", ("pdf", "pptx"), "presentation"),
             ("datosgobar-guias/docs", ("pdf", "md"), "guide"), ("scielo-jats/samples", ("xml", "pdf"), "paper")]
    files, truth = [], {}
    for folder, endings, kind in sorts:
        for path in sorted((data / folder).rglob("*")) if (data / folder).is_dir() else []:
            if path.suffix[1:].lower() in endings and path.name.lower() not in ("readme.md", "index.md") and path.stat().st_size < 30e6:
                files.append(path)
                truth[path.stem] = [kind]
    return ([], files, {"kind": truth}) if files else None


def sdg(data):
    """Targets and indicators of the goals, in three languages: the goal each belongs to."""
    path = data / "vocabularies" / "sdg-kos-goals-targets-indicators.ttl"
    if not path.is_file():
        return None
    records, truth = [], {}
    text = path.read_text(encoding="utf-8")
    for subject, labels in re.findall(r"^sdg:(\S+) skos:prefLabel (.*?) ?\.\n", text, re.S | re.M):
        # "11.3" is a target, "C110301" an indicator of it.
        goal = subject.split(".")[0] if subject[0].isdigit() else str(int(subject[1:3]))
        for label, language in re.findall(r'"((?:[^"\\]|\\.)*)"@(en|es|fr)', labels):
            key = f"{subject}-{language}"
            if len(label.split()) >= 8 and key not in truth:
                records.append({"source_key": key, "kind": "other", "title": {language: subject}, "abstract": {language: label},
                                "language": [language]})
                truth[key] = [goal]
    return (records, [], {"sdg": truth}) if records else None


def sample(data):
    """The sample collection of this repository, which names the fields of every practice."""
    folder = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus" / "sample"
    drop = ("theme", "axis", "sdg", "country", "place", "government_level", "event", "population_band")
    records, truth = [], defaultdict(dict)
    for path in sorted(folder.glob("practices-*.jsonl")):
        for each in lines(path):
            key = each["source_key"]
            for field in ("theme", "axis", "sdg", "country"):
                value = each.get(field, [])
                value = value if isinstance(value, list) else [value]
                truth[field][key] = sorted({v.split(".")[0] for v in value})
            level = each.get("government_level")
            truth["government_level"][key] = [level] if level else []
            places = each.get("place", [])
            truth["place"][key] = [folded(p["name"]) + "|" + p["country"] for p in places if "name" in p and "country" in p]
            records.append({k: v for k, v in each.items() if k not in drop and not k.startswith(("place.", "event."))})
    return records, [], truth


def languages(data):
    """Texts whose language is known, from a sentence to a law; nothing says it to the machine."""
    files, truth = [], {}
    for folder, ending, language in [("legalize-ad/sample", "md", "ca"), ("legalize-ar/sample", "md", "es"), ("legalize-uy/sample", "md", "es"),
                                     ("dados-mg-slides", "md", "pt")]:
        for path in sorted((data / folder).rglob("*." + ending))[:30] if (data / folder).is_dir() else []:
            if path.stat().st_size > 2000:
                files.append(path)
                truth[path.stem] = [language]
    folder = pathlib.Path(_made.name) / "languages"
    folder.mkdir(exist_ok=True)
    made = sdg(data)
    for each in made[0][::17] if made else []:
        (language, text), = each["abstract"].items()
        (folder / f"{each['source_key']}.txt").write_text(text + "\n", encoding="utf-8")
        truth[each["source_key"]] = [language]
    return [], [*files, folder], {"language": truth}


ALL = {"languages": languages, "decidim": decidim, "participedia": participedia, "dh2018": dh2018, "dh2018-html": dh2018_html, "kinds": kinds, "sdg-kos": sdg,
       "sample": sample}
