"""Do other programs read what `restated export` writes? `.ci/run` asks.

    pip install --requirement xtask/python/foreign_readers.txt
    python xtask/python/foreign_readers.py path/to/restated

Builds the dossier of the samples, exports it in every format, and has each file read by a program that does
not know this one: DuckDB the Parquet and CSV files, sqlite-utils the dossier itself, a JSON-LD processor the
linked data (offline: a context that would have to be fetched is an error), a JSON Schema validator all of
them. What they read is compared with the JSON export. Fails at the first thing that is not as it should be.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import jsonschema
import sqlite_utils
from pyld import jsonld

SCHEMAS = pathlib.Path(__file__).parents[2] / "crates" / "dossier" / "schemas"
FILES = {
    "json": "dossier.json",
    "csv": "figures.csv",
    "ged": "answers.csv",
    "parquet": "claims.parquet",
    "schema-org": "schema-org.jsonld",
    "annotations": "annotations.jsonld",
    "prov": "prov.jsonld",
    "markdown": "report.md",
}
LEFT_OUT = [[], ["--mask-names"], ["--quotes-only"], ["--mask-names", "--quotes-only"]]

OA, PROV, SCHEMA = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "https://schema.org/"
RESTATED = "urn:restated:term:"

# What the context of the Web Annotation Data Model says of the terms that are used, after the vocabulary's
# own description. The real one stands at that address, and nothing is fetched here.
ANNOTATION_CONTEXT = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation SpecificResource TextQuoteSelector TextPositionSelector DataPositionSelector TimeState "
            "describing exact prefix suffix"
        ).split()
    },
    "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "scope": {"@id": "oa:hasScope", "@type": "@id"},
    "via": {"@id": "oa:via", "@type": "@id"},
    "refinedBy": {"@id": "oa:refinedBy", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "name": "foaf:name",
    "text": "oa:text",
    "label": "rdfs:label",
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
}


def check(holds, what):
    if not holds:
        raise SystemExit(f"foreign readers: {what}")


def same(one, other, what):
    check(one == other, f"{what}: {one!r} is not {other!r}")


def offline(url, _options):
    check(url == "http://www.w3.org/ns/anno.jsonld", f"{url} would have to be fetched")
    document = {"@context": ANNOTATION_CONTEXT}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def triples(path):
    """The statements of a JSON-LD file, as (subject, predicate, object), values of objects only."""
    document = json.loads(path.read_text("utf-8"))
    graph = jsonld.to_rdf(document, {"documentLoader": offline, "base": ""})["@default"]
    return [tuple(triple[place]["value"] for place in ("subject", "predicate", "object")) for triple in graph]


def of_type(statements, kind):
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {subject for subject, predicate, value in statements if predicate == rdf_type and value == kind}


def has(statements, predicate):
    return sum(1 for _, found, _ in statements if found == predicate)


def parquet(folder, dossier):
    table = f"read_parquet('{folder / FILES['parquet']}')"
    rows = duckdb.sql(f"SELECT claim, kind, best, via, sentence, article FROM {table}").fetchall()
    expected = [
        (
            claim["id"],
            claim["kind"],
            claim["figure"] and claim["figure"]["best"],
            claim["attribution"]["via"],
            claim["evidence"]["exact"],
            claim["article"],
        )
        for claim in dossier["claims"]
    ]
    check(len(rows) > 100, "DuckDB finds few claims in the Parquet file")
    same(rows, expected, "claims as DuckDB reads them from Parquet")
    types = dict((name, kind) for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {table}").fetchall())
    for name, kind in {"best": "DOUBLE", "start": "BIGINT", "via": "VARCHAR[]", "claim": "VARCHAR"}.items():
        same(types[name], kind, f"type of {name} in Parquet")


def figures_csv(folder, dossier):
    table = f"read_csv('{folder / FILES['csv']}', header = true, all_varchar = true)"
    rows = duckdb.sql(f"SELECT claim, TRY_CAST(best AS DOUBLE), outlet FROM {table}").fetchall()
    outlets = {article["id"]: article["outlet"] for article in dossier["articles"]}
    expected = [
        (claim["id"], claim["figure"]["best"], outlets[claim["article"]])
        for claim in dossier["claims"]
        if claim["figure"]
    ]
    same(rows, expected, "figures as DuckDB reads them from CSV")


def ged(folder, dossier):
    table = f"read_csv('{folder / FILES['ged']}', header = true)"
    query = f"SELECT id, best, low, high, number_of_sources, families, articles FROM {table} ORDER BY id"
    rows = duckdb.sql(query).fetchall()
    people = {
        claim["id"] for claim in dossier["claims"] if claim["figure"] and claim["figure"]["unit"] == "persons"
    }
    expected = sorted(
        (
            f"{question['id']}-{number}",
            *(position[key] for key in ("best", "low", "high", "origins", "families", "articles")),
        )
        for question in dossier["questions"]
        for number, position in enumerate(question["positions"], 1)
        if people.intersection(position["claims"])
    )
    check(len(expected) > 10, "few answers count people")
    same(rows, expected, "answers as DuckDB reads them from the GED-like CSV")
    dated = f"SELECT count(*) FROM {table} WHERE date_prec = 1 AND CAST(date_start AS DATE) = CAST(date_end AS DATE)"
    check(duckdb.sql(dated).fetchall()[0][0] > 0, "no answer is dated to a day")


def no_formulas(folder):
    for name in ("csv", "ged"):
        with open(folder / FILES[name], newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for column, cell in row.items():
                    is_number = column in ("best", "low", "high")
                    check(is_number or not cell.startswith(tuple("=+-@")), f"{name}: {column} is a formula: {cell}")


def sqlite(path, dossier):
    database = sqlite_utils.Database(path)
    figures = sum(1 for claim in dossier["claims"] if claim["figure"])
    same(sum(1 for _ in database["figures"].rows), figures, "rows of the view figures")
    answers = sum(len(position["claims"]) for question in dossier["questions"] for position in question["positions"])
    same(sum(1 for _ in database["answers"].rows), answers, "rows of the view answers")


def schema_org(folder, dossier):
    statements = triples(folder / FILES["schema-org"])
    claims = of_type(statements, SCHEMA + "Claim")
    same(claims, {f"urn:restated:claim:{claim['id']}" for claim in dossier["claims"]}, "claims of schema.org")
    check(len(of_type(statements, SCHEMA + "NewsArticle")) > 5, "few articles appear")
    check(has(statements, SCHEMA + "firstAppearance") > 0, "nothing appears first")
    for term in ("reviewRating", "claimReviewed", "ratingValue"):
        same(has(statements, SCHEMA + term), 0, term)


def annotations(folder, dossier):
    statements = triples(folder / FILES["annotations"])
    same(len(of_type(statements, OA + "Annotation")), len(dossier["claims"]), "annotations")
    targets = sum(1 + len(claim["repeats"]) for claim in dossier["claims"])
    same(has(statements, OA + "hasTarget"), targets, "targets")
    check(has(statements, OA + "exact") >= targets, "words of targets are lost")
    # The source of a claim is a name: it must not become the link that a target's source is.
    named = sum(1 for claim in dossier["claims"] if claim["attribution"]["source"])
    same(has(statements, RESTATED + "source"), named, "sources of claims")
    same(has(statements, OA + "hasSource"), targets, "sources of targets")
    same(has(statements, OA + "text"), 0, "texts of figures that are taken for another thing")
    figures = sum(1 for claim in dossier["claims"] if claim["figure"])
    same(has(statements, RESTATED + "figure"), figures, "figures in bodies")


def prov(folder, dossier):
    path = folder / FILES["prov"]
    statements = triples(path)
    document = json.loads(path.read_text("utf-8"))
    known = set(document["@context"]) | {"@id", "@type"}

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                check(key in known, f"{key} is no term of the PROV export's context")
                keys(inner)
        elif isinstance(value, list):
            for inner in value:
                keys(inner)

    keys(document["@graph"])
    entities = of_type(statements, PROV + "Entity")
    for claim in dossier["claims"]:
        check(f"urn:restated:claim:{claim['id']}" in entities, f"{claim['id']} is no entity")
    for term in "wasDerivedFrom wasQuotedFrom wasAttributedTo hadPrimarySource qualifiedDerivation".split():
        check(has(statements, PROV + term) > 0, f"nothing {term} anything")
    check(len(of_type(statements, PROV + "SoftwareAgent")) == 1, "the program is not named once")
    outside = {subject for subject, predicate, value in statements if (predicate, value) == (RESTATED + "inPile", "false")}
    origins = sum(len(question["origins"]) for question in dossier["questions"])
    same(sum(":origin:" in subject for subject in outside), origins, "origins")


def schemas(folder):
    for name, of in (("json", "dossier"), *((name, name) for name in ("schema-org", "annotations", "prov"))):
        schema = json.loads((SCHEMAS / f"{of}.schema.json").read_text("utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        validator.check_schema(schema)
        error = jsonschema.exceptions.best_match(
            validator.iter_errors(json.loads((folder / FILES[name]).read_text("utf-8")))
        )
        check(error is None, f"{name}: {error and error.json_path}: {error and error.message}")


def masked(folder, plain):
    """No format names a person of the samples."""
    people = {
        wording
        for entity in plain["entities"]
        if entity["type"] == "person"
        for wording in (entity["name"], entity["name"].rsplit(" ", 1)[-1])
        if wording[:1].isupper()
    }
    check(len(people) > 4, "the samples name nobody")
    text = {name: (folder / file).read_bytes() for name, file in FILES.items() if name != "parquet"}
    rows = duckdb.sql(f"SELECT * EXCLUDE (path, url) FROM read_parquet('{folder / FILES['parquet']}')").fetchall()
    text["parquet"] = repr(rows).encode()
    for person in sorted(people):
        for name, content in text.items():
            check(person.encode() not in content, f"{name} names {person}")


def main(program):
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        path = place / "samples.db"
        subprocess.run([program, "demo", "-o", path], check=True, stdout=subprocess.DEVNULL)
        plain = None
        for options in LEFT_OUT:
            folder = place / "-".join(["exports", *options])
            folder.mkdir()
            for name, file in FILES.items():
                subprocess.run([program, "export", path, "--format", name, "-o", folder / file, *options], check=True)
            dossier = json.loads((folder / FILES["json"]).read_text("utf-8"))
            plain = plain or dossier
            for reader in (parquet, figures_csv, ged, schema_org, annotations, prov):
                reader(folder, dossier)
            schemas(folder)
            no_formulas(folder)
            if "--mask-names" in options:
                masked(folder, plain)
            if "--quotes-only" in options:
                check(all(article["text"] is None for article in dossier["articles"]), "a full text is shown")
        sqlite(path, plain)
    print("DuckDB, sqlite-utils, a JSON-LD processor and a JSON Schema validator read every export of the samples")


if __name__ == "__main__":
    main(*sys.argv[1:])
