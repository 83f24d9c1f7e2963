"""Sukhbaatar et al. 2015 (arXiv 1503.08895) once more, in numpy and plain loops.

Written from the paper's equations, one story at a time, to compare with; it shares nothing with memviz.models.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def weighted_sum(vectors: list[Matrix], d: int, position: bool) -> Matrix:
    """sum_j l_j * x_j over a sentence's vectors, with twice the l_kj of section 4.1 where position counts."""
    J = len(vectors)
    m = np.zeros(d)
    for j, x in enumerate(vectors, 1):
        for k in range(1, d + 1):
            l_kj = 2 * ((1 - j / J) - (k / d) * (1 - 2 * j / J)) if position else 1.0
            m[k - 1] += l_kj * x[k - 1]
    return m


@dataclass(frozen=True)
class Paper:
    """The paper's matrices, a row a word: A, C and their T_A, T_C (a row an age) for every hop; B, W, H.

    T_A, T_C are None without temporal encoding, H without layer-wise tying, nothing without that slot.
    """

    A: list[Matrix]
    C: list[Matrix]
    B: Matrix
    W: Matrix
    T_A: list[Matrix] | None
    T_C: list[Matrix] | None
    H: Matrix | None
    nothing: Matrix | None
    position: bool
    relu: int
    memory: int

    def sentence(self, words: list[int], E: Matrix) -> Matrix:
        """m = sum_j l_j * E x_j; word 0, the blank, adds nothing."""
        return weighted_sum([E[word] * (word > 0) for word in words], E.shape[1], self.position)

    def slots(self, story: list[list[int]], E: Matrix, T: Matrix | None) -> Matrix:
        """The last `memory` sentences, oldest first, each with the row of T for its age (0 = the last told)."""
        kept = story[-self.memory :]
        rows = []
        for i, words in enumerate(kept):
            age = len(kept) - 1 - i
            rows.append(self.sentence(words, E) + (0 if T is None else T[age]))
        return np.array(rows)

    def answer(
        self, story: list[list[int]], question: list[int], linear: bool
    ) -> tuple[Matrix, list[dict[str, Matrix]]]:
        """Logits, and the arrays of every hop."""
        u = self.sentence(question, self.B)
        hops = []
        for k in range(len(self.A)):
            m = self.slots(story, self.A[k], self.T_A and self.T_A[k])
            c = self.slots(story, self.C[k], self.T_C and self.T_C[k])
            if self.nothing is not None:
                m, c = np.vstack([m, np.zeros_like(u)]), np.vstack([c, np.zeros_like(u)])
            scores = np.array([sum(u * m_i) for m_i in m])
            if self.nothing is not None:
                scores[-1] = self.nothing[k]
            p = scores if linear else np.exp(scores) / sum(np.exp(scores))
            o = sum(p_i * c_i for p_i, c_i in zip(p, c, strict=True))
            u_next = (u if self.H is None else self.H @ u) + o
            u_next = np.array([max(x, 0) if i < self.relu else x for i, x in enumerate(u_next)])
            hops.append({"u": u, "keys": m, "scores": scores, "p": p, "values": c, "o": o, "u_next": u_next})
            u = u_next
        return self.W @ u, hops
