"""One pass over the memory, in numbers.

| Hop field    | shape        | MemN2N                                      | KV-MemNN                            |
|--------------|--------------|---------------------------------------------|-------------------------------------|
| state_in     | (dim,)       | u^k; u^1 = B q                              | q_h; q_1 = A Phi_X(x)               |
| keys         | (slots, dim) | m_i = A^k x_i + T_A(i); 0 for nothing       | A Phi_K(k_i)                        |
| scores       | (slots,)     | u^k . m_i; a learned number for nothing     | q_h . A Phi_K(k_i)                  |
| attention    | (slots,)     | p = softmax(scores), sums to 1              | p_h: key addressing                 |
| values       | (slots, dim) | c_i = C^k x_i + T_C(i); 0 for nothing       | A Phi_V(v_i)                        |
| readout      | (dim,)       | o^k = sum p_i c_i                           | o_h = sum p_hi A Phi_V(v_i)         |
| state_out    | (dim,)       | u^{k+1}                                     | q_{h+1} = R_h (q_h + o_h)           |
| answer_probs | (answers,)   | softmax(W u^{k+1}): if it stopped here      | softmax(q_{h+1} . B Phi_Y(y))       |
| pushes       | (slots,)     | what p_i c_i adds to the logit of the final answer in W u^{k+1}, the same for KV  ||

word_scores (slots, longest + 1) is what every word adds to scores, m_i being a sum over words: row i sums to
scores[i]. Its columns follow the tokens of slots[i].key.split(), `longest` at most; one that is no word (punctuation)
adds 0. The last column is what the slot's age adds, u^k . T_A(i), and for the nothing slot its learned number.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from memviz.trace.check import Floats, frozen


@dataclass(frozen=True)
class Hop:
    """One pass over the memory; the module says what each array is."""

    state_in: Floats
    keys: Floats
    scores: Floats
    attention: Floats
    values: Floats
    readout: Floats
    state_out: Floats
    answer_probs: Floats
    pushes: Floats
    word_scores: Floats | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            if each.name != "word_scores" or self.word_scores is not None:
                object.__setattr__(self, each.name, frozen(getattr(self, each.name)))
