"""An End-To-End Memory Network (Sukhbaatar et al. 2015, arXiv 1503.08895) in one file of a hundred lines.

`python -m docs.memn2n_in_100_lines` learns bAbI's first task from stories of the simulator and shows where each hop
looks. The letters are the paper's; I, G, O and R are the modules of Weston et al. (arXiv 1410.3916). B questions,
S sentences, J words in each, V known words, d dimensions. memviz/models/memn2n.py is the same with every switch.
"""

import torch
from torch import Tensor, nn

from memviz import simulate

HOPS, DIM, SENTENCES, WORDS = 3, 20, 10, 6  # K, d, S, J
Asked = tuple[list[str], str, str]  # the sentences so far, a question, its answer


class MemN2N(nn.Module):
    """Adjacent tying, section 2.2: A^k = E_(k-1), C^k = E_k, B = E_0, W = E_K; T_A and T_C likewise."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.E = nn.Parameter(0.1 * torch.randn(HOPS + 1, vocabulary, DIM))
        self.T = nn.Parameter(0.1 * torch.randn(HOPS + 1, SENTENCES, DIM))

    def forward(self, story: Tensor, question: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Words of stories (B, S, J), newest sentence first, and of questions (B, J) -> logits (B, V), K times p."""
        u, attention = self.encode(question, 0), []  # I: u^1 = B q, (B, d)
        for k in range(HOPS):
            m = self.encode(story, k) + self.T[k]  # G: m_i = A^k x_i + T_A(i), keys to be addressed by, (B, S, d)
            c = self.encode(story, k + 1) + self.T[k + 1]  # G: c_i = C^k x_i + T_C(i), values to be read, (B, S, d)
            score = torch.einsum("bd,bsd->bs", u, m)  # O: u · m_i, (B, S)
            p = score.masked_fill(story[..., 0] == 0, -torch.inf).softmax(1)  # O: p_i = Softmax(u · m_i), (B, S)
            o = torch.einsum("bs,bsd->bd", p, c)  # O: o = sum_i p_i c_i, (B, d)
            u = u + o  # O: u^(k+1) = u^k + o^k, (B, d)
            attention.append(p)
        return u @ self.E[HOPS].T, attention  # R: a = Softmax(W u), the softmax is in the loss, (B, V)

    def encode(self, x: Tensor, table: int) -> Tensor:
        """I: sentences (..., J) -> sum_j l_j * E x_j, (..., d): position encoding, section 4.1."""
        J = (x > 0).sum(-1, keepdim=True).clamp(min=1)  # words in each sentence; word 0 is the blank behind them
        j, k = torch.arange(1, x.shape[-1] + 1), torch.arange(1, DIM + 1)
        l_kj = 1 + 4 * (j / J - 0.5)[..., None] * (k / DIM - 0.5)  # twice the paper's, as in its authors' code
        return (l_kj * self.E[table][x] * (x > 0)[..., None]).sum(-2)


def words(text: str) -> list[str]:
    """A text as words, without its punctuation."""
    return text.lower().strip(".?").split()


def questions(task: int, seed: int, count: int) -> list[Asked]:
    """Questions of a task, each with what had been told when it was asked."""
    tales = simulate.first(simulate.stories(task, seed), count)
    return [([s.value for s in t.slots[: q.after]], q.text, q.answer or "") for t in tales for q in t.questions]


def tensors(asked: list[Asked], vocabulary: list[str]) -> tuple[Tensor, Tensor, Tensor]:
    """Word numbers: stories (B, S, J), newest sentence first, questions (B, J), answers (B,); 0 is no word."""

    def row(text: str) -> list[int]:
        return ([vocabulary.index(word) for word in words(text)] + [0] * WORDS)[:WORDS]

    slots = [([row(each) for each in reversed(story)] + [[0] * WORDS] * SENTENCES)[:SENTENCES] for story, _, _ in asked]
    asks, answers = [row(text) for _, text, _ in asked], [vocabulary.index(answer) for _, _, answer in asked]
    return torch.tensor(slots), torch.tensor(asks), torch.tensor(answers)


def train(network: MemN2N, data: tuple[Tensor, Tensor, Tensor], epochs: int) -> None:
    """Adam in place of the paper's annealed descent: it needs no schedule here."""
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(epochs):
        for batch in torch.randperm(len(data[2])).split(32):
            story, question, answer = (each[batch] for each in data)
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(story, question)[0], answer).backward()
            optimizer.step()


def main(count: int = 5000, epochs: int = 10) -> float:
    """Train, print one story with the attention of every hop, and return the error in % on questions held out."""
    torch.manual_seed(1)
    learned, held_out = questions(1, seed=1, count=count), questions(1, seed=2, count=1000)
    vocabulary = ["", *sorted({word for memory, *rest in learned for text in (*memory, *rest) for word in words(text)})]
    network = MemN2N(len(vocabulary))
    train(network, tensors(learned, vocabulary), epochs)
    story, question, answer = tensors(held_out, vocabulary)
    logits, attention = network(story, question)
    shown = 7  # a question whose answer was not told last
    memory, asked, _ = held_out[shown]
    for i, sentence in enumerate(memory, 1):
        print(*(f"{p[shown, len(memory) - i]:.2f}" for p in attention), sentence, sep="  ")
    print(asked, vocabulary[int(logits[shown].argmax())])
    error = 100 * float((logits.argmax(1) != answer).double().mean())
    print(f"Wrong on {error:.1f} % of {len(answer)} questions held out.")
    return error


if __name__ == "__main__":
    torch.set_num_threads(1)  # the tensors are small: more threads would wait for each other
    main()
