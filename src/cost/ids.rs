//! Names for what a program holds, cheap to copy and compare.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(in crate::cost) usize);
    };
}

id!(
    /// Names a loaded file.
    ModuleId
);
id!(
    /// Names a layer.
    LayerId
);
id!(
    /// Names a quantity.
    QuantityId
);
id!(
    /// Names a config.
    ConfigId
);
id!(
    /// Names a `let` of a file.
    LetId
);
