//! Lines through many places: without those that make no difference, and in dashes.

use crate::cli::plot::canvas::Place;

/// A place this near to a straight line, in pixels, is not seen to be off it.
const UNSEEN: f64 = 0.05;

/// The line without the places that lie on the way from one to the next.
pub(super) fn thinned(places: &[Place]) -> Vec<Place> {
    let mut kept: Vec<usize> = Vec::new();
    let mut pending = Vec::new();
    if let Some(last) = places.len().checked_sub(1) {
        kept.push(0);
        pending.push((0, last));
    }
    while let Some((from, to)) = pending.pop() {
        let between = (from + 1)..to;
        let off = between.map(|at| (at, distance(places[at], [places[from], places[to]])));
        let farthest = off.max_by(|one, other| one.1.total_cmp(&other.1));
        match farthest {
            Some((at, off)) if off > UNSEEN => {
                pending.push((at, to));
                pending.push((from, at));
            }
            _ => kept.push(to),
        }
    }
    kept.dedup();
    kept.into_iter().map(|at| places[at]).collect()
}

/// How far a place is from the line through two others.
fn distance((x, y): Place, [from, to]: [Place; 2]) -> f64 {
    let (wide, high) = (to.0 - from.0, to.1 - from.1);
    let length = wide.hypot(high);
    if length == 0.0 {
        return (x - from.0).hypot(y - from.1);
    }
    ((x - from.0) * high - (y - from.1) * wide).abs() / length
}

/// A line cut into dashes and gaps.
pub(super) fn dashed(places: &[Place], [dash, gap]: [f64; 2]) -> Vec<Vec<Place>> {
    let mut dashes = Vec::new();
    let mut current: Vec<Place> = places.first().copied().into_iter().collect();
    let (mut drawn, mut left) = (true, dash);
    for ends in places.windows(2) {
        let [mut from, to] = [ends[0], ends[1]];
        let mut length = (to.0 - from.0).hypot(to.1 - from.1);
        while length > left {
            let part = left / length;
            from = (
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            );
            length -= left;
            current.push(from);
            if drawn {
                dashes.push(std::mem::take(&mut current));
            }
            current = vec![from];
            drawn = !drawn;
            left = if drawn { dash } else { gap };
        }
        left -= length;
        current.push(to);
    }
    if drawn && current.len() > 1 {
        dashes.push(current);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::{dashed, thinned};

    #[test]
    fn a_straight_line_is_two_places() {
        let line: Vec<(f64, f64)> = (0..50)
            .map(|x| (f64::from(x), 2.0 * f64::from(x)))
            .collect();
        assert_eq!(thinned(&line), [(0.0, 0.0), (49.0, 98.0)]);
        let corner = [(0.0, 0.0), (5.0, 0.0), (9.0, 0.0), (9.0, 4.0)];
        assert_eq!(thinned(&corner), [(0.0, 0.0), (9.0, 0.0), (9.0, 4.0)]);
        assert_eq!(thinned(&[(1.0, 1.0)]), [(1.0, 1.0)]);
        assert_eq!(thinned(&[]), []);
    }

    #[test]
    fn dashes_run_around_corners() {
        let dashes = dashed(&[(0.0, 0.0), (3.0, 0.0), (3.0, 7.0)], [4.0, 2.0]);
        assert_eq!(
            dashes,
            [
                vec![(0.0, 0.0), (3.0, 0.0), (3.0, 1.0)],
                vec![(3.0, 3.0), (3.0, 7.0)],
            ]
        );
    }
}
