//! The figures that no rule explains, each with a reason that a reader can check.

/// Figures of a case that differ from what the formulas say.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The case; a `*` at the end stands for any ending.
    pub(crate) case: &'static str,
    /// The figures.
    pub(crate) figures: &'static [&'static str],
    /// Why they differ.
    #[expect(
        dead_code,
        reason = "it is for readers, and in the message of a stale exception"
    )]
    pub(crate) why: &'static str,
}

/// A model that is a single module.
const fn lone(case: &'static str) -> Exception {
    Exception {
        case,
        figures: &["thop.params"],
        why: "thop adds up the parameters of a model's children, and a single module has none",
    }
}

/// All of them.
pub(crate) const EXCEPTIONS: &[Exception] = &[
    lone("layer/linear-*"),
    lone("layer/conv*"),
    lone("layer/batchnorm2d"),
    lone("layer/layernorm-*"),
    lone("layer/prelu"),
    Exception {
        case: "layer/conv2d-same",
        figures: &["fvcore.flops"],
        why: "padding given as a word reaches `aten::_convolution_mode`, for which fvcore has no handle",
    },
    Exception {
        case: "layer/conv2d-same",
        figures: &["calflops.flops", "calflops.macs"],
        why: "calflops computes the size of the output itself, one too small for an even kernel",
    },
    Exception {
        case: "op/einsum-bhid-bhjd",
        figures: &["fvcore.flops"],
        why: "fvcore reads the count from a text of NumPy's that has four significant digits",
    },
    Exception {
        case: "transformers/mixtral-tiny/B1-S32/eager/grouped_mm/cpu",
        figures: &["flop_counter_meta.flops"],
        why: "FlopCounterMode has no rule for `_grouped_mm`; `flop_counter` says so, `flops` is the work",
    },
    Exception {
        case: "op/F.linear-bias",
        figures: &["torchinfo.params"],
        why: "the weight is an argument of the call and belongs to no module",
    },
];

/// Those of `variants.json`.
pub(crate) const VARIANTS: &[Exception] = &[
    Exception {
        case: "torchvision/alexnet/B2-227x300",
        figures: &["thop"],
        why: "thop divides the sizes of an adaptive pool in single precision and cuts the product off",
    },
    Exception {
        case: "layer/adaptive-avgpool3d",
        figures: &["thop"],
        why: "the same",
    },
    Exception {
        case: "transformers/mamba2-*",
        figures: &["fvcore", "calflops"],
        why: "both read the count of an einsum from a text of NumPy's that has four significant digits",
    },
    Exception {
        case: "cache/falcon/*",
        figures: &["state"],
        why: "transformers copies each head of keys and values for its group before it keeps them",
    },
];

/// Cases in which `PyTorch` keeps in one tensor what the formula has in several layers, or the other way
/// round; how their names start, and which tensors these are. The sums are equal all the same.
pub(crate) const FUSED: &[(&str, &str)] = &[
    (
        "layer/mha-",
        "`in_proj_weight` holds the matrices of queries, keys and values",
    ),
    (
        "layer/transformer-",
        "`in_proj_weight`, as in nn.MultiheadAttention",
    ),
    (
        "layer/lstm",
        "`weight_ih`, `weight_hh` and two biases of one recurrence",
    ),
    ("layer/gru", "the same"),
    ("layer/rnn", "the same"),
    (
        "torchvision/vit_b_16",
        "`in_proj_weight`, as in nn.MultiheadAttention",
    ),
    ("torchvision/swin_t", "`qkv` holds the same three matrices"),
    (
        "transformers/mixtral-",
        "one tensor holds a matrix of all experts",
    ),
    ("transformers/deepseek-v3", "the same"),
    ("transformers/gpt-oss-20b", "the same"),
    (
        "transformers/gptj-6b",
        "the matrix of the head is that of the tokens, its bias is its own",
    ),
    (
        "transformers/mamba-130m",
        "`A_log` and `D` are two tensors of one scan",
    ),
    (
        "transformers/rwkv-4-169m",
        "each mixture of a block has a tensor of its own",
    ),
];
