"""Weights in few bits."""

import torch

from memviz.models.quantised import quantised, restored


def _weights() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    return {
        "coarse": torch.randn(64, 128, generator=generator),
        "fine": torch.randn(64, 128, generator=generator),
        "bias": torch.randn(64, generator=generator),
    }


def _bits(name: str) -> int:
    return 4 if name == "coarse" else 8


def test_what_comes_back_is_close_and_small() -> None:
    weights = _weights()
    stored = quantised(weights, _bits)
    back = restored(stored)
    off = {name: float((back[name] - weights[name]).norm() / weights[name].norm()) for name in weights}
    assert off["coarse"] < 0.12
    assert off["fine"] < 0.01
    assert off["bias"] < 0.001
    assert stored["coarse.q4"].nbytes == 64 * 128 // 2


def test_stored_twice_is_stored_once() -> None:
    once = restored(quantised(_weights(), _bits))
    twice = restored(quantised(once, _bits))
    assert all(torch.equal(once[name], twice[name]) for name in once)
