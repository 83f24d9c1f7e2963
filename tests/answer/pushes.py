"""What every hop adds to the logit of the answer, checked against the network's own weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from memviz.models import Network
from memviz.models.checkpoint import Trained
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.trace import Trace


def _brought(network: Network, k: int, state: Tensor) -> Tensor:
    """What a hop hands on of the state that it began with, before units are rectified."""
    config = network.config
    if isinstance(network, MemN2N):
        return network.H @ state if isinstance(config, MemN2NConfig) and config.tying == "layer-wise" else state
    last = k == config.hops - 1 and network.config.readout == "value"
    return torch.zeros_like(state) if last else network.R[k] @ state


def assert_pushes_make_the_logit(trained: Trained, trace: Trace) -> None:
    """After every hop, what is read pushes and what the question brings are together the logit of the final answer."""
    network = trained.network
    winner = torch.tensor(trace.answer_vectors[trace.answers.index(trace.answer)])
    for k, hop in enumerate(trace.hops):
        brought, out = _brought(network, k, torch.tensor(hop.state_in)), torch.tensor(hop.state_out)
        rectified = torch.arange(len(out)) < round(network.config.relu * len(out))
        passed = (~rectified | (out > 0)).float()
        logit = float(winner @ out)
        assert hop.pushes.sum() + float(winner @ (passed * brought)) == pytest.approx(logit, abs=1e-5)
        assert np.abs(hop.pushes).max() > 1e-4
