"""The measures themselves, on the examples of the papers that define them."""

from __future__ import annotations

import importlib.util
import itertools
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load(name: str) -> ModuleType:
    path = Path(__file__).parent / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


metrics = _load("linking_metrics")


def clustering(text: str) -> dict[str, int]:
    """ "ab c" -> a and b together, c alone."""
    return {item: number for number, group in enumerate(text.split()) for item in group}


def test_the_bagga_and_baldwin_example_has_its_published_values() -> None:
    gold = clustering("12345 67 89ABC")
    close = clustering("12345 6789ABC")
    far = clustering("1234589ABC 67")
    assert metrics.muc(gold, close).precision == pytest.approx(9 / 10)
    assert metrics.muc(gold, far).precision == pytest.approx(9 / 10)
    assert metrics.b_cubed(gold, close).precision == pytest.approx(0.762, abs=0.001)
    assert metrics.b_cubed(gold, far).precision == pytest.approx(0.583, abs=0.001)
    assert metrics.b_cubed(gold, close).recall == metrics.b_cubed(gold, far).recall == 1.0


def test_the_luo_example_has_its_published_entity_similarity() -> None:
    gold = clustering("12345 67 89ABC")
    score = metrics.ceaf(gold, clustering("12345 6789ABC"))
    assert score.precision * 2 == pytest.approx(1 + 10 / 12)
    assert score.recall * 3 == pytest.approx(1 + 10 / 12)


def test_the_same_clusters_score_one_whatever_their_names() -> None:
    gold = clustering("ab c def")
    result = metrics.scores(gold, {item: f"x{cluster}" for item, cluster in gold.items()})
    assert result.conll == pytest.approx(1.0)


def test_all_apart_has_no_muc_recall_and_full_b_cubed_precision() -> None:
    gold = clustering("abc def")
    ours = {item: item for item in gold}
    assert metrics.muc(gold, ours).recall == 0.0
    assert metrics.b_cubed(gold, ours).precision == 1.0


def test_the_assignment_is_the_best_of_all_permutations() -> None:
    chance = random.Random(7)
    for _ in range(50):
        n, m = chance.randint(2, 5), chance.randint(2, 5)
        weights = {(i, j): chance.random() for i in range(n) for j in range(m) if chance.random() < 0.8}
        if not weights:
            continue
        small, large = (n, m) if n <= m else (m, n)
        table = weights if n <= m else {(j, i): weight for (i, j), weight in weights.items()}
        best = max(
            sum(table.get((i, order[i]), 0.0) for i in range(small))
            for order in itertools.permutations(range(large))
        )
        found = sum(metrics._best_assignment(part) for part in metrics._components(weights))
        assert found == pytest.approx(best)
