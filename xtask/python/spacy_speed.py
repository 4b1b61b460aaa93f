"""spaCy's side of `cargo xtask bench language`, which starts it.

    python spacy_speed.py PIPELINE TEXTS.jsonl…

It loads the pipeline and says so on standard output, then makes one pass over all texts
for each line on standard input and says what the pass took. All lines are JSON; times are
in seconds, memory in MiB.
"""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded: one core

import spacy


def peak_memory():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def say(**what):
    print(json.dumps(what), flush=True)


def main():
    pipeline, *files = sys.argv[1:]
    start = time.perf_counter()
    nlp = spacy.load(pipeline)
    say(load=time.perf_counter() - start, memory=peak_memory())
    texts = []
    for file in files:
        with open(file, encoding="utf-8") as lines:
            texts.extend(json.loads(line)["text"] for line in lines)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        say(tokens=tokens, wall=wall, cpu=cpu, memory=peak_memory())


if __name__ == "__main__":
    main()
