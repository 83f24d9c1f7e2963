"""Miller et al. 2016 (arXiv 1606.03126) once more, in numpy and plain loops.

Written from the paper's equations, one question at a time, to compare with; it shares nothing with memviz.models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .paper import Matrix, weighted_sum


@dataclass(frozen=True)
class KVPaper:
    """A Φ_X, A Φ_K and A Φ_V as vectors of tokens, B Φ_Y a row an answer, R a matrix a hop.

    A token without a vector is a blank. T_K and T_V have a row an age, None without temporal encoding; nothing has the
    score of that slot in every hop, None without it. `value` leaves q_H out of the last sum.
    """

    X: Mapping[str, Matrix]
    K: Mapping[str, Matrix]
    V: Mapping[str, Matrix]
    R: list[Matrix]
    B: Matrix
    T_K: Matrix | None
    T_V: Matrix | None
    nothing: Matrix | None
    position: bool
    relu: int
    value: bool

    def text(self, tokens: list[str], A: Mapping[str, Matrix]) -> Matrix:
        """A Φ(text): the sum of its tokens' vectors."""
        d = self.B.shape[1]
        return weighted_sum([A.get(token, np.zeros(d)) for token in tokens], d, self.position)

    def answer(
        self, question: list[str], memories: list[tuple[list[str], list[str], int]], linear: bool = False
    ) -> tuple[Matrix, list[dict[str, Matrix]]]:
        """Logits, and every array of every hop; a memory is a key, a value and its age."""
        q = self.text(question, self.X)
        keys = [self.text(key, self.K) + (0 if self.T_K is None else self.T_K[age]) for key, _, age in memories]
        values = [self.text(value, self.V) + (0 if self.T_V is None else self.T_V[age]) for _, value, age in memories]
        if self.nothing is not None:
            keys, values = [*keys, np.zeros_like(q)], [*values, np.zeros_like(q)]
        hops = []
        for h, R_h in enumerate(self.R):
            scores = np.array([sum(q * key) for key in keys])
            if self.nothing is not None:
                scores[-1] = self.nothing[h]
            p = scores if linear else np.exp(scores) / sum(np.exp(scores))
            o = sum(p_i * value for p_i, value in zip(p, values, strict=True))
            q_next = R_h @ (o if self.value and h == len(self.R) - 1 else q + o)
            q_next = np.array([max(x, 0) if i < self.relu else x for i, x in enumerate(q_next)])
            told = {"u": q, "keys": np.array(keys), "scores": scores, "p": p}
            hops.append({**told, "values": np.array(values), "o": o, "u_next": q_next})
            q = q_next
        return np.array([sum(q * y) for y in self.B]), hops
