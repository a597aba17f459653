"""The training loop: batches of windows of like length, AdamW with a linear decay, gold and soft labels together."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from .encode import IGNORED, LABELS, Window
from .network import BERT_CLS, BERT_MASK, BERT_SEP, Network

__all__ = ["Plan", "batches", "fit", "tensors"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The run ends after `pieces` word pieces or `minutes`, whichever comes first; the learning rate falls to zero."""

    pieces: int
    minutes: float = 600.0
    rate: float = 3e-4
    fast_rate: float = 1e-3
    batch_pieces: int = 2048
    smoothing: float = 0.0
    soft_weight: float = 1.0
    masking: float = 0.0
    """The part of the pieces that is hidden ([MASK]) in each batch, so that names are told by their surroundings too."""
    average_from: float = 0.6
    """From this part of the run on, the weights are averaged exponentially (about the last hundred steps)."""
    seed: int = 1
    threads: int = 2


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Shuffled batches of windows of like length, `size` pieces each with their padding."""
    order = list(windows)
    rng.shuffle(order)
    for low in range(0, len(order), 512):
        batch: list[Window] = []
        ready: list[list[Window]] = []
        for window in sorted(order[low : low + 512], key=lambda w: len(w.ids)):
            if batch and (len(window.ids) + 2) * (len(batch) + 1) > size:
                ready.append(batch)
                batch = []
            batch.append(window)
        ready.append(batch)
        rng.shuffle(ready)
        yield from ready


def tensors(batch: Sequence[Window]) -> tuple[torch.Tensor, ...]:
    """ids, looks, mask, gold, soft of a batch, padded and framed."""
    width, count = max(len(window.ids) for window in batch) + 2, len(batch)
    ids = np.zeros((count, width), np.int64)
    looks = np.zeros((count, width), np.int64)
    mask = np.zeros((count, width), np.int64)
    gold = np.full((count, width), IGNORED, np.int64)
    soft = np.zeros((count, width, len(LABELS)), np.float32)
    for row, window in enumerate(batch):
        size = len(window.ids)
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = BERT_CLS, window.ids, BERT_SEP
        looks[row, 1 : size + 1] = window.looks
        mask[row, : size + 2] = 1
        gold[row, 1 : size + 1] = window.gold
        if window.soft is not None:
            soft[row, 1 : size + 1] = window.soft
    return tuple(map(torch.from_numpy, (ids, looks, mask, gold, soft)))


def loss_of(logits: torch.Tensor, gold: torch.Tensor, soft: torch.Tensor, plan: Plan) -> torch.Tensor:
    """Cross entropy against the gold labels plus, weighted, against the soft ones; a mean over the words that have either."""
    log_p = torch.log_softmax(logits.float(), -1)
    hard = torch.nn.functional.nll_loss(
        log_p.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="none"
    ).view(gold.shape)
    known = gold != IGNORED
    if plan.smoothing:
        hard = (1 - plan.smoothing) * hard - plan.smoothing * log_p.mean(-1) * known
    taught = soft.sum(-1) > 0.5
    weights = known + plan.soft_weight * taught
    total = hard * known + plan.soft_weight * -(soft * log_p).sum(-1)
    return total.sum() / weights.sum().clamp(min=1)


def fit(
    network: Network,
    windows_of: Callable[[int], Sequence[Window]],
    plan: Plan,
    *,
    say: Callable[[str], None] = print,
    check: Callable[[Network], None] | None = None,
    checks: int = 0,
) -> Network:
    """Trains in place and returns the network with averaged weights. `windows_of(epoch)` gives each epoch's windows.

    `check` is called with the network `checks` times during the run.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    rng = random.Random(plan.seed)
    groups = [{"params": network.slow(), "lr": plan.rate}, {"params": network.fast(), "lr": plan.fast_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    base = [group["lr"] for group in optimiser.param_groups]
    averaged: dict[str, torch.Tensor] = {}
    began, step, seen, epoch, running, checked = time.monotonic(), 0, 0, 0, 0.0, 0
    network.without_dropout().train()
    while True:
        for batch in batches(windows_of(epoch), plan.batch_pieces, rng):
            done = max(seen / plan.pieces, (time.monotonic() - began) / (60 * plan.minutes))
            if done >= 1:
                return _finished(network, averaged)
            for group, rate in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = rate * min(1.0, (step + 1) / 60) * (1 - done)
            ids, looks, mask, gold, soft = tensors(batch)
            if plan.masking:
                hidden = torch.rand(ids.shape) < plan.masking
                ids[hidden & (mask > 0) & (ids != BERT_CLS) & (ids != BERT_SEP)] = BERT_MASK
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(ids, looks, mask)
            loss = loss_of(logits, gold, soft, plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            seen += int(mask.sum())
            running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
            if done > plan.average_from:
                _average(averaged, network)
            if step % 50 == 0:
                say(
                    f"step {step} epoch {epoch} done {done:.3f} loss {running:.4f} pieces/s {seen / (time.monotonic() - began):.0f}"
                )
            if check and checks and done > (checked + 1) / (checks + 1):
                checked += 1
                check(network)
                network.train()
        epoch += 1


def _average(averaged: dict[str, torch.Tensor], network: Network, keep: float = 0.99) -> None:
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            if name in averaged:
                averaged[name].mul_(keep).add_(parameter.data, alpha=1 - keep)
            else:
                averaged[name] = parameter.data.clone()


def _finished(network: Network, averaged: dict[str, torch.Tensor]) -> Network:
    for name, parameter in network.named_parameters():
        if name in averaged:
            parameter.data.copy_(averaged[name])
    return network.eval()
