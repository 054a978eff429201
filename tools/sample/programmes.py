# SPDX-License-Identifier: GPL-3.0-or-later
"""One record of kind `programme` for each event of corpus/events: what is publicly known of it, in three languages."""
import json

WORDS = {
    "es": {"title": "Ficha pública: {}", "abstract": "{}: fechas, lugar, lema y ejes, según fuentes públicas.", "when": "Fechas", "where": "Lugar", "who": "Organiza",
           "motto": "Lema", "axes": "Ejes", "to": "a", "none": "no comprobadas"},
    "pt": {"title": "Ficha pública: {}", "abstract": "{}: datas, local, tema e eixos, segundo fontes públicas.", "when": "Datas", "where": "Local", "who": "Organiza",
           "motto": "Tema", "axes": "Eixos", "to": "a", "none": "não verificadas"},
    "en": {"title": "Public facts: {}", "abstract": "{}: dates, place, motto and axes, from public sources.", "when": "Dates", "where": "Place", "who": "Organizers",
           "motto": "Motto", "axes": "Axes", "to": "to", "none": "not checked"},
}
NOTE = {"es": "Colección de demostración: ficha redactada para Acervo a partir de las fuentes citadas; la organización no la ha confirmado.",
        "pt": "Coleção de demonstração: ficha redigida para o Acervo a partir das fontes citadas; a organização não a confirmou.",
        "en": "Demonstration collection: written for Acervo from the sources named; the organizers have not confirmed it."}


def text(event, language):
    words = WORDS[language]
    dates = event.get("start", words["none"])
    if event.get("end", dates) != dates:
        dates += f" {words['to']} {event['end']}"
    lines = [f"{words['when']}: {dates}."]
    if event.get("venue", {}).get("name"):
        lines.append(f"{words['where']}: {event['venue']['name']} ({event['venue']['country']}).")
    if event.get("organizers"):
        lines.append(f"{words['who']}: {'; '.join(event['organizers'])}.")
    if event.get("theme_statement"):
        lines.append(f"{words['motto']}: {event['theme_statement'][language]}.")
    if event.get("axes"):
        lines.append(f"{words['axes']}: " + "; ".join(axis["label"][language] for axis in event["axes"]) + ".")
    if event.get("note"):
        lines.append(event["note"][language])
    return "\n".join(lines)


def unique(lists):
    return list(dict.fromkeys(code for codes in lists for code in codes))


def records(folder):
    for path in sorted(folder.glob("*.json")):
        for event in json.loads(path.read_text(encoding="utf-8"))["events"]:
            axes = event.get("axes", [])
            record = {
                "source_key": f"programa-{event['id']}", "kind": "programme",
                "title": {tag: words["title"].format(event["name"][tag]) for tag, words in WORDS.items()},
                "abstract": {tag: words["abstract"].format(event["name"][tag]) for tag, words in WORDS.items()},
                "language": list(WORDS), "issued": event["start"][:4],
                "creators": [{"name": "Equipo de Acervo", "organization": True}], "publisher": "Acervo",
                "theme": unique(axis.get("themes", []) for axis in axes), "axis": unique(axis.get("axes", []) for axis in axes),
                "country": [event["venue"]["country"]], "event": {"id": event["id"]},
                "source": {"name": "; ".join(event["sources"]), "url": event["sources"][0]},
                "rights": {"licence": "CC-BY-4.0", "access": "open"}, "note": NOTE,
                "text": [{"language": tag, "title": event["name"][tag], "text": text(event, tag)} for tag in WORDS],
            }
            if event["venue"].get("name"):
                record["place"] = [event["venue"]]
            yield record
