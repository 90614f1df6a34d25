//! Places in source text.

/// Names one [`Source`](crate::text::Source) of a [`Sources`](crate::text::Sources) collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub(super) u32);

impl SourceId {
    /// An id for text that belongs to no collection: tests and one-off parses.
    pub const LONE: SourceId = SourceId(u32::MAX);
}

/// A half-open range of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text the range is in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`. Sources are capped far below 4 GiB, so
    /// the offsets always fit.
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).expect("sources are smaller than 4 GiB");
        Span {
            source,
            start: offset(start),
            end: offset(end),
        }
    }

    /// The smallest range that covers both. Both must be in the same source.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The range as byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub node: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub fn new(node: T, span: Span) -> Spanned<T> {
        Spanned { node, span }
    }
}
