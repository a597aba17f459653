"""PyTorch network -> the model folder that the tagger reads: int8 ONNX, vocabulary, labels."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from .encode import LABELS
from .network import Network

__all__ = ["export"]

INPUTS = ("input_ids", "token_type_ids", "attention_mask")


class _Ordered(torch.nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> torch.Tensor:
        return self.network(input_ids, token_type_ids, attention_mask)


def export(network: Network, vocabulary: Path, folder: Path, *, quantised: bool = True) -> Path:
    """Writes `model.onnx`, `vocab.txt` and `labels.json` into `folder` and returns it.

    Weights become 7-bit integers a channel, activations are quantised on the fly. The eighth bit would overflow the 16-bit sums of
    processors without VNNI (AVX2) and brings nothing measurable elsewhere. `quantised` false leaves float32.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    _eager(network)
    ids = torch.randint(1000, 2000, (2, 16))
    looks = torch.ones_like(ids)
    mask = torch.ones_like(ids)
    mask[1, 12:] = 0
    axes = {name: {0: "batch", 1: "pieces"} for name in (*INPUTS, "logits")}
    with tempfile.TemporaryDirectory() as temporary:
        plain, prepared = Path(temporary) / "plain.onnx", Path(temporary) / "prepared.onnx"
        torch.onnx.export(
            _Ordered(network),
            (ids, looks, mask),
            str(plain),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        _without_mask(plain)
        if quantised:
            quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
            quantize_dynamic(
                str(prepared),
                str(folder / "model.onnx"),
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
            )
        else:
            shutil.copyfile(plain, folder / "model.onnx")
    shutil.copyfile(vocabulary, folder / "vocab.txt")
    (folder / "labels.json").write_text(json.dumps(LABELS) + "\n", encoding="utf-8")
    return folder


def _without_mask(path: Path) -> None:
    """Take the attention mask out of the graph: the tagger reads one window at a time, which nothing pads, and adding zeros to all
    attention takes a twentieth of the time."""
    graph = onnx.load(str(path))
    kept: dict[str, str] = {}
    for node in list(graph.graph.node):
        if node.op_type == "Add" and node.name.endswith("attention/self/Add"):
            kept[node.output[0]] = node.input[0]
            graph.graph.node.remove(node)
    for node in graph.graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = kept.get(name, name)
    wanted = {each.name for each in graph.graph.output}
    for node in reversed(list(graph.graph.node)):
        if wanted.isdisjoint(node.output):
            graph.graph.node.remove(node)
        else:
            wanted.update(node.input)
    for group in (graph.graph.input, graph.graph.initializer):
        for each in [each for each in group if each.name not in wanted]:
            group.remove(each)
    onnx.save(graph, str(path))


def _eager(network: Network) -> None:
    """The plain attention: the fused one has no ONNX form."""
    network.encoder.config._attn_implementation = "eager"
