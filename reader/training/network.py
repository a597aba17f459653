"""The encoders: token classifiers that are given each word's look beside its pieces.

The student is a BERT encoder (MiniLM-L6) whose segment embedding becomes the look embedding, so it exports unchanged. The teacher
is MPNet-base; its vocabulary is BERT's moved up by four, so one cutting of the text serves both.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

from reader.recognise.wordpiece import LOOKS

from .encode import LABELS

__all__ = ["Network", "Student", "Teacher", "load", "save"]

MPNET_SHIFT, MPNET_CLS, MPNET_SEP, MPNET_PAD = 4, 0, 2, 1


class Network(nn.Module):
    """ids, looks, mask (batch x pieces, framed by [CLS] and [SEP] of BERT's vocabulary) -> logits (batch x pieces x labels)."""

    kind: str

    def without_dropout(self) -> Network:
        """Turns all dropout off: on a processor it takes a third of a step, and runs of a few epochs do not overfit."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        return self

    def slow(self) -> list[nn.Parameter]:
        """Parameters that came pretrained and are tuned with the smaller learning rate."""
        fast = {id(parameter) for parameter in self.fast()}
        return [p for p in self.parameters() if p.requires_grad and id(p) not in fast]

    def fast(self) -> list[nn.Parameter]:
        raise NotImplementedError

    def freeze_words(self) -> None:
        """Keep the word embeddings: rare words stay where pretraining put them, and the optimiser saves most of its work."""
        raise NotImplementedError


class Student(Network):
    kind = "bert"

    def __init__(self, config: BertConfig, encoder: BertModel | None = None) -> None:
        super().__init__()
        if encoder is None:
            config.type_vocab_size = LOOKS
            encoder = BertModel(config, add_pooling_layer=False)
        self.encoder = encoder
        self.head = nn.Linear(config.hidden_size, len(LABELS))

    @classmethod
    def pretrained(cls, folder: Path) -> Student:
        encoder = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
        old = encoder.embeddings.token_type_embeddings.weight.data
        looks = nn.Embedding(LOOKS, old.shape[1])
        looks.weight.data = old[0:1].repeat(LOOKS, 1) + torch.randn(LOOKS, old.shape[1]) * 0.01
        encoder.embeddings.token_type_embeddings = looks
        encoder.config.type_vocab_size = LOOKS
        return cls(encoder.config, encoder)

    def fast(self) -> list[nn.Parameter]:
        return [*self.head.parameters(), self.encoder.embeddings.token_type_embeddings.weight]

    def freeze_words(self) -> None:
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: torch.Tensor, looks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, token_type_ids=looks, attention_mask=mask).last_hidden_state
        return self.head(hidden)


class Teacher(Network):
    kind = "mpnet"

    def __init__(self, config: MPNetConfig, encoder: MPNetModel | None = None) -> None:
        super().__init__()
        self.encoder = encoder or MPNetModel(config, add_pooling_layer=False)
        self.looks = nn.Embedding(LOOKS, config.hidden_size)
        nn.init.normal_(self.looks.weight, std=0.01)
        self.head = nn.Linear(config.hidden_size, len(LABELS))

    @classmethod
    def pretrained(cls, folder: Path) -> Teacher:
        encoder = MPNetModel.from_pretrained(str(folder), add_pooling_layer=False)
        return cls(encoder.config, encoder)

    def thinned(self, layers: int) -> Teacher:
        """Keeps `layers` of its layers, evenly spaced from the first (Sanh et al., "DistilBERT", 2019), and returns itself."""
        every = self.encoder.encoder.layer
        self.encoder.encoder.layer = nn.ModuleList(every[n * len(every) // layers] for n in range(layers))
        self.encoder.config.num_hidden_layers = layers
        return self

    def fast(self) -> list[nn.Parameter]:
        return [*self.head.parameters(), self.looks.weight]

    def freeze_words(self) -> None:
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: torch.Tensor, looks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        moved = ids + MPNET_SHIFT
        moved[ids == BERT_CLS] = MPNET_CLS
        moved[ids == BERT_SEP] = MPNET_SEP
        moved[mask == 0] = MPNET_PAD
        words = self.encoder.embeddings.word_embeddings(moved) + self.looks(looks)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.head(hidden)


BERT_CLS, BERT_SEP, BERT_MASK = 101, 102, 103
KINDS = {"bert": (Student, BertConfig), "mpnet": (Teacher, MPNetConfig)}


def save(network: Network, folder: Path) -> None:
    """Weights and configuration into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), folder / "weights.pt")
    about = {"kind": network.kind, "labels": LABELS, "config": network.encoder.config.to_dict()}
    (folder / "network.json").write_text(json.dumps(about, indent=1, default=str))


def load(folder: Path) -> Network:
    """What `save` wrote."""
    about = json.loads((folder / "network.json").read_text())
    kind, config = KINDS[about["kind"]]
    network = kind(config.from_dict(about["config"]))
    network.load_state_dict(torch.load(folder / "weights.pt", map_location="cpu"))
    return network
