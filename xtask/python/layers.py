"""Records what Thinc's layers give for small random weights and inputs.

    python layers.py > crates/language/src/engine/layers.json

The engine's unit tests compare its own layers with these values. Needs spaCy 3.8.
"""

import json

import numpy
from spacy.ml._precomputable_affine import PrecomputableAffine
from thinc.api import HashEmbed, LayerNorm, Linear, Maxout, chain, expand_window, residual

random = numpy.random.RandomState(7)


def floats(*shape):
    return random.normal(size=shape).astype("float32")


def filled(model):
    """The model, every parameter of every layer random."""
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, floats(*node.get_param(name).shape))
    return model


def written(array):
    return [round(float(value), 7) for value in numpy.asarray(array).ravel()]


def maxout(layers, inputs):
    outputs = layers.predict(inputs)
    affine = next(node for node in layers.walk() if node.name == "maxout")
    norm = next(node for node in layers.walk() if node.name == "layernorm")
    return {
        "weights": written(affine.get_param("W")),
        "bias": written(affine.get_param("b")),
        "gain": written(norm.get_param("G")),
        "shift": written(norm.get_param("b")),
        "inputs": written(inputs),
        "outputs": written(outputs),
    }


def mix():
    layers = chain(Maxout(nO=8, nI=12, nP=3), LayerNorm(8))
    layers.initialize(X=floats(2, 12))
    return maxout(filled(layers), floats(5, 12))


def window():
    layers = residual(chain(expand_window(1), Maxout(nO=8, nI=24, nP=2), LayerNorm(8)))
    layers.initialize(X=floats(2, 8))
    return maxout(filled(layers), floats(6, 8))


def embedding():
    layer = HashEmbed(nO=4, nV=10, seed=11)
    layer.initialize()
    keys = numpy.array([3, 17, 2**63 + 5, 0], dtype="uint64")
    return {
        "seed": 11,
        "table": written(layer.get_param("E")),
        "keys": [str(key) for key in keys.tolist()],
        "outputs": written(layer.predict(keys)),
    }


def state():
    lower = PrecomputableAffine(nO=4, nI=6, nF=3, nP=2)
    lower.initialize()
    upper = Linear(nO=5, nI=4)
    upper.initialize()
    filled(lower), filled(upper)
    vectors = floats(4, 6)
    tokens = [[0, 2, -1], [3, -1, 1]]
    # Row 0 of the result is the padding, for slots without a token.
    slots = lower.predict(vectors)
    scores = []
    for state in tokens:
        hidden = sum(slots[token + 1, slot] for slot, token in enumerate(state))
        hidden = (hidden + lower.get_param("b")).max(axis=-1)
        scores.append(upper.predict(hidden[None])[0])
    return {
        "weights": written(lower.get_param("W")),
        "bias": written(lower.get_param("b")),
        "empty": written(lower.get_param("pad")),
        "move_weights": written(upper.get_param("W")),
        "move_bias": written(upper.get_param("b")),
        "vectors": written(vectors),
        "tokens": tokens,
        "scores": written(numpy.array(scores)),
    }


print(json.dumps({"mix": mix(), "window": window(), "embedding": embedding(), "state": state()}))
