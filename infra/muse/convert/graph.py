"""Builds the encoder as one ONNX graph that takes a batch of texts as one run of tokens, without padding.

Texts lie one after the other in `ids`, parted by GAP positions of an id that has no piece. The widest branch looks two tokens
back and two ahead, so with two masked positions between them no text sees another.

The embedding table stays outside the graph, as bytes that the caller gathers rows from: inside, a runtime would hold 65 MB
several times over while it loads.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

PIECES = 128_000
GAP_ID = PIECES
GAP = 2
CHUNKS = 17
EMBEDDING = 512
BRANCHES = ((2, 0), (3, 1), (5, 2))  # tokens in the window, how many of them lie before the present one
OPSET = 18


class GraphBuilder:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self):
        self.nodes = []
        self.constants = {}

    def constant(self, name, value, dtype=np.float32):
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value, dtype), name)
        return name

    def op(self, kind, name, *inputs, outputs=None, **attributes):
        names = outputs or [name]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **attributes))
        return names[0] if outputs is None else names


def embedding(g, weights):
    """De-quantises the table's rows: code * scale + lowest, both per interleaved chunk (chunk = id mod 17)."""
    chunk = g.op("Mod", "chunk", "ids", g.constant("chunks", CHUNKS, np.int32))
    scale = g.op("Gather", "row_scale", g.constant("scale", weights["scale"][:, None]), chunk)
    lowest = g.op("Gather", "row_lowest", g.constant("lowest", weights["lo"][:, None]), chunk)
    scaled = g.op("Mul", "scaled", g.op("Cast", "codes_float", "codes", to=TensorProto.FLOAT), scale)
    return g.op("Add", "embedding", scaled, lowest)


def projection(g, weights, embedded):
    """Projects into the three branches side by side; one layer norm over all 768 numbers."""
    joined = {key: np.concatenate([weights[f"{key}{n}"] for n, _ in BRANCHES], axis=-1) for key in ("proj", "proj_b", "ln_g", "ln_b")}
    flat = g.op("Gemm", "projected", embedded, g.constant("proj_w", joined["proj"]), g.constant("proj_b", joined["proj_b"]))
    return layer_norm(g, "projected_norm", flat, joined["ln_g"], joined["ln_b"], weights["eps"])


def layer_norm(g, name, x, gain, shift, eps):
    gain_name, shift_name = g.constant(f"{name}_gain", gain), g.constant(f"{name}_shift", shift)
    return g.op("LayerNormalization", name, x, gain_name, shift_name, axis=-1, epsilon=float(eps))


def branch(g, weights, x, mask, size, left):
    """Two residual convolutions over a window of `size` tokens."""
    for step in (1, 2):
        name = f"conv{step}_{size}"
        masked = g.op("Mul", f"{name}_masked", x, mask)
        added = g.op("Relu", f"{name}_relu", window_product(g, weights, name, masked, step, size, left))
        x = g.op("Add", f"{name}_residual", x, added)
    return x


def window_product(g, weights, name, x, step, size, left):
    """The window of each position as one row, times the weights: one large product instead of `size` small ones."""
    ends = g.constant(f"pads_{size}", [left, 0, size - 1 - left, 0], np.int64)
    padded = g.op("Pad", f"{name}_padded", x, ends)
    views = [
        g.op("Slice", f"{name}_view{i}", padded, g.constant(f"start_{i}", [i], np.int64),
             g.constant(f"end_{size}_{i}", [i + 1 - size or np.iinfo(np.int64).max], np.int64), g.constant("rows", [0], np.int64))
        for i in range(size)
    ]
    window = g.op("Concat", f"{name}_window", *views, axis=1)
    return g.op("Gemm", name, window, g.constant(f"{name}_w", weights[f"w{step}_{size}"]), g.constant(f"{name}_b", weights[f"b{step}_{size}"]))


def text_sums(g, weights, features):
    """Sums the features of each text, projects the sum (projecting is linear) and divides by the root of the token count."""
    count = g.op("Shape", "text_count", "lengths")
    shape = g.op("Concat", "sums_shape", count, g.constant("feature_size", [1280], np.int64), axis=0)
    zeros = g.op("ConstantOfShape", "no_sums", shape)
    rows = g.op("Unsqueeze", "segment_rows", g.op("Cast", "segments_long", "segments", to=TensorProto.INT64), g.constant("last_axis", [1], np.int64))
    sums = g.op("ScatterND", "sums", zeros, rows, features, reduction="add")
    lengths = g.op("Unsqueeze", "lengths_column", "lengths", "last_axis")
    bias = g.op("Mul", "sum_bias", lengths, g.constant("cnn_b", weights["cnn_b"][None, :]))
    projected = g.op("Add", "sum_projected", g.op("MatMul", "sum_product", sums, g.constant("cnn_w", weights["cnn_W"])), bias)
    return g.op("Div", "text", projected, g.op("Sqrt", "root_length", lengths))


def head(g, weights, x):
    """Two residual dense blocks, tanh, length 1."""
    def product(name, a):
        return g.op("MatMul", f"{name}_product", a, g.constant(name, weights[name]))

    y0 = g.op("Relu", "y0", product("d0", x))
    y1 = g.op("Relu", "y1", g.op("Add", "y1_sum", product("p1", x), product("d1", y0)))
    y2 = g.op("Relu", "y2", product("d2", y1))
    z = g.op("Tanh", "z", g.op("Add", "z_sum", product("p3", y1), product("d3", y2)))
    squares = g.op("ReduceSumSquare", "squares", z, "last_axis", keepdims=1)
    length = g.op("Sqrt", "vector_length", g.op("Max", "squares_floor", squares, g.constant("eps", [[weights["eps"]]])))
    return g.op("Div", "vectors", z, length)


def build_graph(weights):
    """The whole encoder: ids [tokens], codes [tokens, 512], segments [tokens], lengths [texts] -> vectors [texts, 512]."""
    g = GraphBuilder()
    known = g.op("Less", "is_token", "ids", g.constant("gap_id", GAP_ID, np.int32))
    mask = g.op("Unsqueeze", "mask", g.op("Cast", "is_token_float", known, to=TensorProto.FLOAT), g.constant("last_axis", [1], np.int64))
    embedded = embedding(g, weights)
    projected = projection(g, weights, embedded)
    parts = g.op("Split", "parts", projected, outputs=[f"part_{n}" for n, _ in BRANCHES], axis=1, num_outputs=len(BRANCHES))
    branches = [branch(g, weights, part, mask, n, left) for part, (n, left) in zip(parts, BRANCHES)]
    joined = g.op("Concat", "joined", embedded, *branches, axis=1)
    features = g.op("Mul", "features", layer_norm(g, "joined_norm", joined, weights["ln_g"], weights["ln_b"], weights["eps"]), mask)
    head(g, weights, text_sums(g, weights, features))
    return model_of(g)


def model_of(g):
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, ["tokens"]),
        helper.make_tensor_value_info("codes", TensorProto.UINT8, ["tokens", EMBEDDING]),
        helper.make_tensor_value_info("segments", TensorProto.INT32, ["tokens"]),
        helper.make_tensor_value_info("lengths", TensorProto.FLOAT, ["texts"]),
    ]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", EMBEDDING])]
    graph = helper.make_graph(g.nodes, "muse-v3", inputs, outputs, list(g.constants.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="upnext")
    onnx.checker.check_model(model, full_check=True)
    return model
