"""A language model of gated convolutions and transformer blocks, and what PyTorch counts for it."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from gated_conv import GatedConv


class Hybrid(nn.Module):
    def __init__(self, n, d, heads, vocab):
        super().__init__()
        self.tokens = nn.Embedding(vocab, d)
        self.conv = nn.ModuleList(GatedConv(d) for _ in range(4 * n))
        self.attn = nn.ModuleList(
            nn.TransformerEncoderLayer(d, heads, 4 * d, batch_first=True, norm_first=True)
            for _ in range(n)
        )
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, vocab, bias=False)
        self.head.weight = self.tokens.weight

    def forward(self, x):
        y = self.tokens(x)
        for i, block in enumerate(self.attn):
            for conv in self.conv[4 * i : 4 * i + 4]:
                y = conv(y)
            y = block(y)
        return self.head(self.norm(y))


if __name__ == "__main__":
    print(f"# torch {torch.__version__}, torch.utils.flop_counter.FlopCounterMode, forward")
    print("n,E,H,V,B,S,params,flops")
    with torch.device("meta"):  # shapes only, nothing is computed
        model, x = Hybrid(3, 768, 12, 32000), torch.empty(1, 1024, dtype=torch.long)
        with FlopCounterMode(display=False) as counter:
            model(x)
    params = sum(p.numel() for p in model.parameters())
    print(3, 768, 12, 32000, 1, 1024, params, counter.get_total_flops(), sep=",")
