"""A gated convolution block, and what PyTorch counts for it at a few sizes."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


class GatedConv(nn.Module):
    def __init__(self, d, kernel=7, expand=2, passes=2):
        super().__init__()
        inner = expand * d
        self.norm = nn.LayerNorm(d)
        self.up = nn.Linear(d, 2 * inner)
        self.conv = nn.Conv1d(inner, inner, kernel, padding=kernel // 2, groups=inner)
        self.down = nn.Linear(inner, d)
        self.gain = nn.Parameter(torch.ones(d))
        self.passes = passes

    def forward(self, x):  # batch, length, d
        y, gate = self.up(self.norm(x)).chunk(2, dim=-1)
        y = y.transpose(1, 2)
        for _ in range(self.passes):  # the same weights each time
            y = self.conv(y)
        y = y.transpose(1, 2) * torch.sigmoid(gate)
        return x + self.gain * self.down(y)


if __name__ == "__main__":
    print(f"# torch {torch.__version__}, torch.utils.flop_counter.FlopCounterMode, forward")
    print("B,S,E,k,F,n,params,flops")
    for B, S, d, kernel, expand, passes in [(2, 128, 512, 7, 2, 2), (3, 17, 48, 5, 3, 4)]:
        with torch.device("meta"):  # shapes only, nothing is computed
            block, x = GatedConv(d, kernel, expand, passes), torch.empty(B, S, d)
            with FlopCounterMode(display=False) as counter:
                block(x)
        params = sum(p.numel() for p in block.parameters())
        print(B, S, d, kernel, expand * d, passes, params, counter.get_total_flops(), sep=",")
