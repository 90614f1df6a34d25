"""Prints what PyTorch counts at a handful of sizes, as a table that `flopform fit` reads.

    pip install torch numpy
    python sample_flops.py gpt 480 > gpt.csv               # a GPT of any size
    python sample_flops.py classifier 8 > classifier.csv   # one model, any batch and sequence

Nothing is computed: on the meta device tensors have sizes and no numbers. To sample a model of your
own, write a function like `gpt` below: it draws sizes and builds a model and its input from them.
"""

import random
import sys

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        scores = q @ k.transpose(-2, -1) / (width // self.heads) ** 0.5
        mixed = scores.softmax(dim=-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attention = nn.LayerNorm(width), Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class GPT(nn.Module):
    def __init__(self, layers, width, heads, vocabulary, positions):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.blocks = nn.Sequential(*(Block(width, heads) for _ in range(layers)))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.tokens(tokens) + self.positions(positions)
        return self.head(self.norm(self.blocks(x)))


class Classifier(nn.Module):
    """A stock PyTorch model that nobody has written a formula for."""

    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(192, 3, 384, batch_first=True)
        self.embed = nn.Conv1d(24, 192, kernel_size=3, padding=1)
        self.encoder = nn.TransformerEncoder(layer, 5, enable_nested_tensor=False)
        self.head = nn.Linear(192, 10)

    def forward(self, signal):
        x = self.encoder(self.embed(signal).transpose(1, 2))
        return self.head(x.mean(dim=1))


def gpt(draw):
    heads = draw.randint(1, 8)
    sizes = {
        "N": draw.randint(1, 7),
        "B": draw.randint(1, 8),
        "S": draw.randint(2, 48),
        "E": heads * draw.randint(1, 12),
        "H": heads,
        "V": draw.randint(10, 300),
    }
    model = GPT(sizes["N"], sizes["E"], heads, sizes["V"], positions=64)
    return sizes, model, torch.zeros(sizes["B"], sizes["S"], dtype=torch.long)


def classifier(draw):
    sizes = {"B": draw.randint(1, 8), "S": draw.randint(2, 64)}
    return sizes, Classifier(), torch.zeros(sizes["B"], 24, sizes["S"])


def main():
    sample, rows = {"gpt": gpt, "classifier": classifier}[sys.argv[1]], int(sys.argv[2])
    draw, seen = random.Random(0), set()
    print(f"# torch {torch.__version__}, torch.utils.flop_counter.FlopCounterMode, forward")
    with torch.device("meta"):
        while len(seen) < rows:
            sizes, model, inputs = sample(draw)
            with FlopCounterMode(display=False) as counter:
                model(inputs)
            if not seen:
                print(",".join([*sizes, "flops"]))
            row = ",".join(map(str, [*sizes.values(), counter.get_total_flops()]))
            if row not in seen:
                print(row)
            seen.add(row)


main()
