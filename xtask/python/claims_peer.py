"""The Python side of `cargo xtask bench claims`, which starts it.

    python claims_peer.py cqe|quantulum3 PIPELINE TEXTS.jsonl…

What a newsroom would put together for quotations and figures: a spaCy pipeline, textacy's
direct quotations over its documents, and the quantities of quantulum3 (over each of its
sentences) or of CQE (over each document, which it parses anew with the same pipeline). It loads
all and says so on standard output, then makes one pass over all texts for each line on
standard input and says what the pass took. All lines are JSON; times are in seconds,
memory in MiB, and "tokens" counts the quotations and quantities found.
"""

import json
import locale
import os
import sys
import time
import warnings

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded: one core

import spacy
import textacy.extract

warnings.filterwarnings("ignore")


def peak_memory():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def say(**what):
    print(json.dumps(what), flush=True)


def quotations(doc):
    try:
        return sum(1 for _ in textacy.extract.direct_quotations(doc))
    except ValueError:  # it gives up on documents with an odd number of quotation marks
        return 0


def quantulum3():
    from quantulum3 import parser

    parser.parse("It weighs 5 kg.")  # loads its units

    def quantities(doc):
        found = 0
        for sentence in doc.sents:
            try:
                found += len(parser.parse(sentence.text))
            except Exception:  # it fails on some sentences, which costs time all the same
                pass
        return found

    return quantities


def cqe(nlp):
    import spacy_download

    # It wants a pipeline of its own choice, an American locale, which not every machine has, and
    # the command line.
    sys.argv = sys.argv[:1]
    spacy_download.load_spacy = lambda *_, **__: nlp
    set_locale = locale.setlocale
    locale.setlocale = lambda category, name=None: set_locale(category, name and "C.UTF-8")
    from CQE import CQE

    reader = CQE.CQE(overload=False)

    def quantities(doc):
        try:
            return len(reader.parse(doc.text) or [])
        except Exception:
            return 0

    return quantities


def main():
    library, pipeline, *files = sys.argv[1:]
    start = time.perf_counter()
    nlp = spacy.load(pipeline)
    # CQE changes the pipeline that it is given.
    quantities = cqe(spacy.load(pipeline)) if library == "cqe" else quantulum3()
    say(load=time.perf_counter() - start, memory=peak_memory())
    texts = []
    for file in files:
        with open(file, encoding="utf-8") as lines:
            texts.extend(json.loads(line)["text"] for line in lines)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        found = sum(quotations(doc) + quantities(doc) for doc in nlp.pipe(texts))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        say(tokens=found, wall=wall, cpu=cpu, memory=peak_memory())


if __name__ == "__main__":
    main()
