"""An exported int8 model back as a network that can be trained on: the weights are what the integers stand for.

Lets a model be taught further where only the exported file is at hand, as on a user's machine. Attention heads are not written
in the file's weights; the encoders used here all have twelve.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig

from .network import Student

__all__ = ["restored"]

HEADS = 12
MATRIX = re.compile(r"/(network/.+)/MatMul_quant$")


def restored(folder: Path) -> Student:
    """The network in `folder/model.onnx`, with dequantised weights. Raises ValueError where the file is not one of ours."""
    graph = onnx.load(str(folder / "model.onnx")).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state: dict[str, torch.Tensor] = {}
    for name, value in values.items():
        if name.startswith("network.") and name.endswith(("weight", "bias")):
            state[name.removeprefix("network.")] = torch.from_numpy(value.copy())
        elif name.startswith("network.") and name.endswith(".weight_quantized"):
            key = name.removesuffix("_quantized")
            state[key.removeprefix("network.")] = torch.from_numpy(_plain(values, key))
    for node in graph.node:
        found = MATRIX.match(node.name)
        if node.op_type == "MatMulInteger" and found:
            weights = _plain(values, node.input[1].removesuffix("_quantized"))
            state[_dotted(found[1]) + ".weight"] = torch.from_numpy(weights.T.copy())
    try:
        network = Student(_config(state))
        missing, unknown = network.load_state_dict(state, strict=False)
    except (KeyError, RuntimeError) as error:
        raise ValueError(f"{folder}: not a model that can be taught further ({error})") from error
    missing = [name for name in missing if not name.endswith(("position_ids", "token_type_ids"))]
    if missing or unknown:
        raise ValueError(
            f"{folder}: not a model that can be taught further (weights {missing[:2] or unknown[:2]})"
        )
    return network


def _plain(values: dict[str, np.ndarray], key: str) -> np.ndarray:
    """What quantised weights stand for: a scale and a zero point for all, or one for each column."""
    whole = values[f"{key}_quantized"].astype(np.float32)
    return ((whole - values[f"{key}_zero_point"].astype(np.float32)) * values[f"{key}_scale"]).astype(
        np.float32
    )


def _dotted(path: str) -> str:
    return path.removeprefix("network/").replace("/", ".")


def _config(state: dict[str, torch.Tensor]) -> BertConfig:
    words = state["encoder.embeddings.word_embeddings.weight"]
    return BertConfig(
        vocab_size=words.shape[0],
        hidden_size=words.shape[1],
        num_hidden_layers=sum(name.endswith("attention.self.query.weight") for name in state),
        num_attention_heads=HEADS,
        intermediate_size=state["encoder.encoder.layer.0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=state["encoder.embeddings.position_embeddings.weight"].shape[0],
    )
