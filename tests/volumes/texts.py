# SPDX-License-Identifier: GPL-3.0-or-later
"""Works to make volumes of: {title, authors, affiliations, language, abstract, keywords, paragraphs, references}."""
import os
import pathlib
import random
import re
import sys
import xml.etree.ElementTree as tree

TEI = "{http://www.tei-c.org/ns/1.0}"
STOP = {"es": " el la los las que por con para una del ", "pt": " o a os as que por com para uma do da não em ",
        "en": " the of and to in for with that is "}


def language_of(text):
    words = text.lower().split()
    return max(STOP, key=lambda code: sum(word in STOP[code].split() for word in words))


def flat(element):
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def congress():
    folder = pathlib.Path(os.environ.get("ACERVO_SHARED", "../shared")) / "data/dh2018-tei/xml"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: set ACERVO_SHARED, or use --own")
    works = []
    for file in sorted(folder.rglob("*.xml")):
        root = tree.parse(file).getroot()
        paragraphs = [flat(p) for p in root.iterfind(f".//{TEI}body//{TEI}p")]
        paragraphs = [p for p in paragraphs if len(p) > 80]
        authors, places = [], []
        for author in root.iterfind(f".//{TEI}titleStmt/{TEI}author"):
            name = " ".join(flat(author.find(f".//{TEI}{part}")) for part in ("forename", "surname")).strip()
            if name and len(name.split()) > 1:
                authors.append(re.sub(r"\s+", " ", name))
                places.append(flat(author.find(f"{TEI}affiliation")))
        title = flat(root.find(f".//{TEI}titleStmt/{TEI}title"))
        if len(paragraphs) < 3 or not authors or len(title) < 8:
            continue
        works.append({"title": title, "authors": authors, "affiliations": places,
                      "language": language_of(" ".join(paragraphs)), "abstract": paragraphs[0],
                      "keywords": [flat(t) for t in root.iterfind(f".//{TEI}keywords[@n='keywords']/{TEI}term")],
                      "paragraphs": paragraphs[1:],
                      "references": [flat(b) for b in root.iterfind(f".//{TEI}listBibl/{TEI}bibl")]})
    return works


NAMES = {"es": [["Ana", "Luis", "María José", "Jorge", "Lucía", "Tomás"], ["Pérez Gómez", "Núñez", "de la Torre", "Ibáñez"]],
         "pt": [["João", "Beatriz", "Thiago", "Inês", "Conceição"], ["da Silva", "Araújo", "dos Santos", "Magalhães"]],
         "en": [["Grace", "Peter", "Nora", "William"], ["O'Hara", "Brown", "McLean", "Whitfield"]]}
THINGS = {"es": (["La gestión del agua", "El presupuesto abierto", "La movilidad a pie", "La vivienda social", "El archivo municipal",
                  "Los mercados de barrio", "La escuela nocturna", "El transporte rural"],
                 ["en los municipios pequeños", "y la participación vecinal: tres casos de la costa", "¿para quién?",
                  "durante los años de la sequía, una lectura desde los datos"]),
          "pt": (["A gestão dos resíduos", "O orçamento de bairro", "As calçadas da escola", "A biblioteca itinerante",
                  "O arquivo da câmara", "As feiras livres"],
                 ["nos municípios do interior", "e a participação dos moradores: um estudo de caso", "depois da cheia"]),
          "en": (["Care in the city", "Open budgets", "Walking to school", "The night library", "Street markets"],
                 ["in small councils", "and what neighbours made of them: notes from two winters", "after the flood"])}
SENTENCES = {"es": ["El municipio reunió a las vecinas en la plaza y les preguntó qué calle arreglar primero.",
                    "Los datos se publican cada mes en un formato que cualquiera puede abrir.",
                    "La oficina tardó dos años en ordenar sus expedientes y hoy responde en una semana.",
                    "Ninguna de las medidas costó más que lo previsto, aunque dos llegaron tarde."],
             "pt": ["A câmara reuniu os moradores na praça e perguntou qual rua arrumar primeiro.",
                    "Os dados são publicados todos os meses num formato que qualquer pessoa pode abrir.",
                    "O gabinete levou dois anos a ordenar os processos e hoje responde numa semana.",
                    "Nenhuma das medidas custou mais do que o previsto, embora duas tenham chegado tarde."],
             "en": ["The council met the neighbours in the square and asked which street to mend first.",
                    "The figures are published every month in a form that anybody can open.",
                    "The office took two years to put its files in order and now answers within a week.",
                    "None of the measures cost more than planned, though two of them came late."]}


def own():
    rng = random.Random(7)
    works = []
    for language in ("es", "pt", "en"):
        for what in THINGS[language][0]:
            for where in THINGS[language][1]:
                first, last = NAMES[language]
                authors = list(dict.fromkeys(f"{rng.choice(first)} {rng.choice(last)}" for _ in range(rng.randint(1, 3))))
                paragraphs = [" ".join(rng.choices(SENTENCES[language], k=rng.randint(3, 7))) for _ in range(rng.randint(5, 16))]
                works.append({"title": f"{what} {where}", "authors": authors, "language": language,
                              "affiliations": ["Universidad de la Costa"] * 3, "abstract": paragraphs[0], "keywords": ["agua", "calle"],
                              "paragraphs": paragraphs[1:], "references": ["Brown, N. (2001). Notes on a street. Faro."] * 3})
    rng.shuffle(works)
    return works


def choose(source, language, shape, rng):
    """Works in the volume's language, where there are enough; in all languages when it is mixed."""
    fitting = [one for one in source if one["language"] == language]
    if shape["mixed"] or len(fitting) < shape["works"]:
        fitting = fitting + rng.sample(source, min(len(source), shape["works"]))
    chosen, seen = [], set()
    for one in rng.sample(fitting, len(fitting)):
        if one["title"] not in seen and len(chosen) < shape["works"]:
            seen.add(one["title"])
            chosen.append(one)
    return chosen
