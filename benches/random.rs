//! Numbers that need only look random, the same in every run.

pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number from 0 up to the limit, without it.
    pub(crate) fn below(&mut self, limit: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}
