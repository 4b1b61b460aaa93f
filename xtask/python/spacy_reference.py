"""Writes what a spaCy pipeline finds in texts: the reference that `cargo xtask parity`
and `cargo xtask score language` compare with.

    python xtask/python/spacy_reference.py PIPELINE < texts.jsonl > reference.jsonl

PIPELINE is the name of an installed pipeline or its folder (the one with `config.cfg`).
In: JSON Lines of {"id", "text"}; other fields are passed over. Out: JSON Lines of
{"id", "text", "tokens"}, a token being

    [start, end, norm, tag, pos, morph, lemma, head, dep, ent_iob, ent_type, sent_start]

with offsets in Unicode scalar values, `head` as an index into the tokens (a root is its
own head), `ent_iob` one of "B", "I", "O" or "" (no entity recognizer ran), and
`sent_start` 0 or 1.
"""

import json
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded: sums must not depend on threads

import spacy


def row(token):
    return [
        token.idx,
        token.idx + len(token),
        token.norm_,
        token.tag_,
        token.pos_,
        str(token.morph),
        token.lemma_,
        token.head.i,
        token.dep_,
        token.ent_iob_,
        token.ent_type_,
        int(bool(token.is_sent_start)),
    ]


def main():
    nlp = spacy.load(sys.argv[1])
    lines = (json.loads(line) for line in sys.stdin)
    pairs = ((line["text"], line.get("id")) for line in lines)
    for doc, name in nlp.pipe(pairs, as_tuples=True):
        found = {"id": name, "text": doc.text, "tokens": [row(token) for token in doc]}
        print(json.dumps(found, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
