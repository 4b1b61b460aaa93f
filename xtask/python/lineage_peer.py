"""The Python side of `cargo xtask bench lineage`, which starts it.

    python lineage_peer.py rensa|datasketch THRESHOLD TEXTS PAIRS

Near copies the usual way: MinHash of 128 permutations over shingles of three words, and
locality-sensitive hashing at the Jaccard similarity THRESHOLD. Reads TEXTS, one a line, writes the pairs of
line numbers that it finds to PAIRS, one a line, and says on standard output, as JSON, what that took: CPU
and clock in seconds, memory beyond the texts in MiB. Reading and writing are not counted.
"""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded: one core


def peak_memory():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def rensa_pairs(texts, threshold):
    from rensa import RMinHash, RMinHashLSH

    # Bands of four rows: half of the pairs at .42 meet.
    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    hashes = []
    for number, text in enumerate(texts):
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update(list(shingles(text)))
        for other in lsh.query(minhash):
            if minhash.jaccard(hashes[other]) >= threshold:
                yield other, number
        lsh.insert(number, minhash)
        hashes.append(minhash)


def datasketch_pairs(texts, threshold):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    hashes = []
    for number, text in enumerate(texts):
        minhash = MinHash(num_perm=128)
        minhash.update_batch([shingle.encode() for shingle in shingles(text)])
        for other in lsh.query(minhash):
            if minhash.jaccard(hashes[other]) >= threshold:
                yield other, number
        lsh.insert(number, minhash)
        hashes.append(minhash)


def main():
    library, threshold, texts, out = sys.argv[1:]
    find = {"rensa": rensa_pairs, "datasketch": datasketch_pairs}[library]
    with open(texts, encoding="utf-8") as lines:
        texts = lines.read().splitlines()
    memory, wall, cpu = peak_memory(), time.perf_counter(), time.process_time()
    pairs = list(find(texts, float(threshold)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": peak_memory() - memory}))
    with open(out, "w") as file:
        file.writelines(f"{a} {b}\n" for a, b in pairs)


if __name__ == "__main__":
    main()
