"""Trains the learned layer of attributions and writes its weights.

    cargo xtask train attribution MODEL TEXTS.jsonl -o EXAMPLES
    python xtask/python/train_attribution.py EXAMPLES WEIGHTS [--hold-out 8]

Needs PyTorch (2.15 was used) and NumPy. One thread and a fixed seed: on one kind of machine the
same examples give the same weights, byte for byte. With `--hold-out N` every Nth text, the first
included, is left out of training, to measure on.

The networks are those of `crates/claims/src/attribution/learned/network.rs`; `write` puts them
into the file that `weights.rs` there reads.
"""

import argparse
import json
import random
import struct
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

TOKEN_ROWS, PAIR_ROWS = 8192, 4096
FEATURES, TOKEN, PAIR = 64, 96, 64
TOKEN_LAYERS, PAIR_LAYERS, PIECES = 3, 3, 2
NOTHING, SOURCE, CUE, CONTENT = ROLES = range(4)

EPOCHS, TEXTS_A_STEP, RATE = 8, 5, 2e-3
DROPOUT, LAYER_DROPOUT = 0.3, 0.1
# Losses are sums over a text's cues, of which there are about so many.
CUES_A_TEXT = 20


class Examples:
    """What `cargo xtask train attribution` wrote, memory-mapped where it is large."""

    def __init__(self, folder):
        self.texts = [json.loads(line) for line in (folder / "texts.jsonl").open()]
        count = sum(len(text["spans"]) for text in self.texts)
        read = lambda name, kind: np.memmap(folder / name, kind, "r")
        self.rows = np.array(read("tokens.u16", np.uint16).reshape(count, -1))
        self.vectors = np.array(read("vectors.f32", np.float32).reshape(count, -1))
        self.cues = np.array(read("cues.u32", np.uint32).reshape(-1, 3).astype(np.int64))
        lengths = self.cues[:, 2] - self.cues[:, 1]
        self.offsets = np.concatenate([[0], np.cumsum(lengths)])
        self.pairs = read("pairs.u16", np.uint16).reshape(self.offsets[-1], -1)
        candidate = {token: number for number, token in enumerate(self.cues[:, 0].tolist())}
        paragraphs = np.zeros(count, np.int64)
        self.is_cue = np.zeros(count, np.float32)
        self.quotes = []
        last = 0
        for text in self.texts:
            first, numbers = text["first"], np.array(text["paragraphs"], np.int64)
            paragraphs[first : first + len(numbers)] = numbers + last + 1
            last += int(numbers[-1]) + 2 if len(numbers) else 1
            quotes = [q for q in text["quotes"] if q["head"] is not None and q["content"]]
            self.quotes.append([(candidate[first + q["head"]], q) for q in quotes])
            for quote in quotes:
                self.is_cue[first + quote["head"]] = 1
        changes = paragraphs[1:] != paragraphs[:-1]
        self.before = np.arange(count) - 1
        self.before[np.concatenate([[True], changes])] = -1
        self.after = np.arange(count) + 1
        self.after[np.concatenate([changes, [True]])] = -1

    def roles(self, text, candidate, quote):
        """The roles of the tokens around a cue."""
        _, start, end = self.cues[candidate]
        roles = np.full(end - start, NOTHING, np.int64)
        for name, role in ("content", CONTENT), ("source", SOURCE), ("cue", CUE):
            places = np.array(quote[name], np.int64) + self.texts[text]["first"] - start
            roles[places[(places >= 0) & (places < len(roles))]] = role
        return roles

    def step(self, texts):
        """The tokens of some texts as tensors, and where in them each token stands."""
        spans = [(self.texts[text]["first"], len(self.texts[text]["spans"])) for text in texts]
        tokens = np.concatenate([np.arange(first, first + count) for first, count in spans])
        place = np.full(len(self.rows) + 1, -1, np.int64)
        place[tokens] = np.arange(len(tokens))
        near = [place[side[tokens]] for side in (self.before, self.after)]
        for side in near:
            side[side < 0] = len(tokens)
        inputs = self.rows[tokens].astype(np.int64), self.vectors[tokens], *near
        return place, tokens, [torch.from_numpy(values) for values in inputs]

    def around(self, candidates, place):
        """The tokens around some cues, one after the other, as tensors."""
        parts = [[] for _ in range(5)]
        lengths, total = [], 0
        for candidate in candidates:
            cue, start, end = self.cues[candidate]
            length = end - start
            rows = self.pairs[self.offsets[candidate] : self.offsets[candidate + 1]]
            before, after = (np.arange(total, total + length) + step for step in (-1, 1))
            before[0] = after[-1] = -1
            values = place[start:end], np.full(length, place[cue]), rows, before, after
            for part, value in zip(parts, values):
                part.append(value)
            lengths.append(length)
            total += length
        tensors = [torch.from_numpy(np.concatenate(part).astype(np.int64)) for part in parts]
        for side in tensors[3:]:
            side[side < 0] = total
        return tensors, lengths


class Peak(nn.Module):
    """The largest of several affine maps, normalised over the row."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.affine = nn.Linear(inputs, outputs * PIECES)
        self.norm = nn.LayerNorm(outputs, eps=1e-8)
        self.outputs = outputs

    def forward(self, values):
        pieces = self.affine(values).view(-1, PIECES, self.outputs)
        return self.norm(pieces.max(1).values)


class Window(nn.Module):
    """Adds to each row what a layer makes of it and its neighbours."""

    def __init__(self, width):
        super().__init__()
        self.peak = Peak(3 * width, width)
        self.dropout = nn.Dropout(LAYER_DROPOUT)

    def forward(self, values, before, after):
        padded = torch.cat([values, values.new_zeros(1, values.shape[1])])
        window = torch.cat([padded[before], values, padded[after]], 1)
        return values + self.dropout(self.peak(window))


class Network(nn.Module):
    def __init__(self, engine):
        super().__init__()
        self.token_table = nn.EmbeddingBag(TOKEN_ROWS, FEATURES, mode="sum")
        self.pair_table = nn.EmbeddingBag(PAIR_ROWS, PAIR, mode="sum")
        nn.init.normal_(self.token_table.weight, std=0.1)
        nn.init.normal_(self.pair_table.weight, std=0.1)
        self.mix = Peak(FEATURES + engine, TOKEN)
        self.token_layers = nn.ModuleList([Window(TOKEN) for _ in range(TOKEN_LAYERS)])
        self.cue = nn.Linear(TOKEN, 1)
        self.pair_token = nn.Linear(TOKEN, PAIR)
        self.pair_cue = nn.Linear(TOKEN, PAIR, bias=False)
        self.first = Peak(PAIR, PAIR)
        self.pair_layers = nn.ModuleList([Window(PAIR) for _ in range(PAIR_LAYERS)])
        self.roles = nn.Linear(PAIR, len(ROLES))
        self.steps = nn.Parameter(torch.zeros(len(ROLES), len(ROLES)))
        self.start = nn.Parameter(torch.zeros(len(ROLES)))
        self.dropout = nn.Dropout(DROPOUT)

    def encode(self, rows, vectors, before, after):
        features = self.dropout(self.token_table(rows))
        values = self.mix(torch.cat([features, self.dropout(vectors)], 1))
        for layer in self.token_layers:
            values = layer(values, before, after)
        return values

    def cues(self, encoded):
        return self.cue(self.dropout(encoded)).squeeze(1)

    def score(self, encoded, tokens, cues, rows, before, after):
        """The scores of each token in each role to its cue."""
        encoded = self.dropout(encoded)
        values = self.pair_token(encoded)[tokens] + self.pair_cue(encoded)[cues]
        values = self.first(values + self.dropout(self.pair_table(rows)))
        for layer in self.pair_layers:
            values = layer(values, before, after)
        return self.roles(values)

    def loss(self, scores, roles, mask):
        """Minus the log-likelihood of the roles (Lafferty et al. 2001)."""
        total = self.start + scores[:, 0]
        gold = total.gather(1, roles[:, :1]).squeeze(1)
        for at in range(1, scores.shape[1]):
            here, scored = mask[:, at], scores[:, at]
            reached = torch.logsumexp(total.unsqueeze(2) + self.steps, 1) + scored
            total = torch.where(here[:, None], reached, total)
            own = self.steps[roles[:, at - 1], roles[:, at]]
            own = own + scored.gather(1, roles[:, at : at + 1]).squeeze(1)
            gold = gold + torch.where(here, own, torch.zeros(()))
        return torch.logsumexp(total, 1) - gold


def padded(values, lengths):
    """Runs of the given lengths as rows, zeros behind."""
    table = values.new_zeros((len(lengths), max(lengths)) + values.shape[1:])
    start = 0
    for row, length in enumerate(lengths):
        table[row, :length] = values[start : start + length]
        start += length
    return table


def losses(network, examples, texts):
    """The summed losses of cues and roles, and the number of cues."""
    place, tokens, inputs = examples.step(texts)
    encoded = network.encode(*inputs)
    gold = torch.from_numpy(examples.is_cue[tokens])
    cues = F.binary_cross_entropy_with_logits(network.cues(encoded), gold, reduction="sum")
    quotes = [(text, *quote) for text in texts for quote in examples.quotes[text]]
    if not quotes:
        return cues, torch.zeros(()), 0
    around, lengths = examples.around([candidate for _, candidate, _ in quotes], place)
    scores = padded(network.score(encoded, *around), lengths)
    roles = np.concatenate([examples.roles(*quote) for quote in quotes])
    mask = torch.arange(scores.shape[1])[None] < torch.tensor(lengths)[:, None]
    return cues, network.loss(scores, padded(torch.from_numpy(roles), lengths), mask).sum(), len(quotes)


def train(examples, texts, epochs):
    network = Network(examples.vectors.shape[1])
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, betas=(0.9, 0.98))
    steps = epochs * -(-len(texts) // TEXTS_A_STEP)
    step = 0
    for epoch in range(epochs):
        random.shuffle(texts)
        network.train()
        begun, sums = time.time(), np.zeros(3)
        for first in range(0, len(texts), TEXTS_A_STEP):
            batch = texts[first : first + TEXTS_A_STEP]
            cues, roles, count = losses(network, examples, batch)
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, step / 50) * max(0.02, 1 - step / steps)
            optimizer.zero_grad()
            ((cues + 0.5 * roles) / (len(batch) * CUES_A_TEXT)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            sums += cues.item(), roles.item(), count
        cues, roles = sums[:2] / sums[2]
        print(f"epoch {epoch}: cue {cues:.3f} roles {roles:.3f}, {time.time() - begun:.0f} s", flush=True)
    return network


def write(network, path):
    """The file that `learned/weights.rs` describes."""
    out = bytearray(b"RSTATTR1")
    values = lambda tensor: tensor.detach().numpy().astype("<f4")

    def floats(tensor):
        out.extend(values(tensor).ravel().tobytes())

    def rows(tensor, kind, largest):
        for row in values(tensor):
            scale = np.float32(np.abs(row).max() / largest) or np.float32(1)
            whole = np.clip(np.rint(row / scale), -largest, largest)
            out.extend(struct.pack("<f", scale) + whole.astype(kind).tobytes())

    def affine(weight, bias):
        rows(weight, "<i2", 32767)
        floats(bias)

    def peak(layer):
        # The engine has an output's pieces side by side.
        shape = PIECES, layer.outputs, -1
        weight = layer.affine.weight.view(shape).transpose(0, 1)
        bias = layer.affine.bias.view(shape).transpose(0, 1)
        affine(weight.reshape(layer.outputs * PIECES, -1), bias)
        floats(layer.norm.weight)
        floats(layer.norm.bias)

    rows(network.token_table.weight, "<i1", 127)
    peak(network.mix)
    for layer in network.token_layers:
        peak(layer.peak)
    affine(network.cue.weight, network.cue.bias)
    affine(network.pair_token.weight, network.pair_token.bias)
    affine(network.pair_cue.weight, torch.zeros(PAIR))
    rows(network.pair_table.weight, "<i1", 127)
    peak(network.first)
    for layer in network.pair_layers:
        peak(layer.peak)
    affine(network.roles.weight, network.roles.bias)
    floats(network.start)
    floats(network.steps)
    path.write_bytes(bytes(out))
    print(f"{path}: {len(out)} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("examples", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--hold-out", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(1)
    random.seed(1)
    examples = Examples(args.examples)
    texts = list(range(len(examples.texts)))
    if args.hold_out:
        texts = [text for text in texts if text % args.hold_out]
    write(train(examples, texts, args.epochs), args.weights)


main()
