//! A picture drawn: its frame, its axes, its curves, and what is written beside them.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use crate::cli::plot::canvas::{Canvas, Drawing, Place, Side};
use crate::cli::plot::labels::{Frame, Labels};
use crate::cli::plot::picture::{Drawn, Picture, Point};
use crate::cli::plot::stroke::{dashed, thinned};

/// Colors that people who see fewer of them can tell apart: Okabe and Ito's, without the yellow, which
/// is too light for a line.
const COLORS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(80, 80, 80),
];
const INK: RGBColor = RGBColor(34, 34, 34);
const GRAY: RGBColor = RGBColor(95, 95, 95);
const GRID: RGBColor = RGBColor(226, 226, 226);
const WHITE: RGBColor = RGBColor(255, 255, 255);

const TITLE: f64 = 16.0;
const TEXT: f64 = 12.5;
/// Between the edge of the picture and everything in it.
const EDGE: f64 = 16.0;
/// The height of a line in the legend.
const ROW: f64 = 19.0;
/// The line or square before a name in the legend, and the gap behind it.
const SWATCH: f64 = 22.0;
/// A label this far from its place is tied to it by a line.
const FAR: f64 = 14.0;
/// A longer name loses its middle.
const LONGEST_NAME: f64 = 230.0;

/// Where things stand, in pixels.
struct Layout<'a> {
    picture: &'a Picture,
    inside: Frame,
    /// The places of the curves' points.
    curves: Vec<Vec<Vec<Place>>>,
}

/// Draws a picture of a size.
///
/// # Errors
/// In the words of the plotting library.
pub(super) fn draw<B: DrawingBackend>(
    picture: &Picture,
    canvas: &Canvas<'_, B>,
    (width, height): (u32, u32),
) -> Drawing {
    let (width, height) = (f64::from(width), f64::from(height));
    let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    canvas.area(&corners, WHITE)?;
    let ticks = picture.vertical.ticks.iter();
    let widest = ticks.map(|tick| canvas.measure(&tick.label, TEXT));
    let left = EDGE + widest.fold(0.0, f64::max) + 8.0;
    let names = picture
        .curves
        .iter()
        .map(|curve| canvas.measure(&curve.label, TEXT));
    let legend = match picture.curves.len() {
        0 | 1 => 0.0,
        _ => SWATCH + 8.0 + names.fold(0.0, f64::max).min(LONGEST_NAME.min(width / 3.0)) + 14.0,
    };
    let last = picture.horizontal.ticks.last();
    let last = last.map_or(0.0, |tick| canvas.measure(&tick.label, TEXT) / 2.0);
    let inside = Frame {
        from: (left, if picture.note.is_empty() { 74.0 } else { 92.0 }),
        to: (
            (width - EDGE - legend - 6.0).min(width - 4.0 - last),
            height - 54.0,
        ),
    };
    let layout = Layout::new(picture, inside);
    let room = width - 2.0 * EDGE;
    let at = |y: f64| ((EDGE, y), Side::Right);
    canvas.text(
        &canvas.shortened(&picture.title, TITLE, room),
        at(24.0),
        TITLE,
        INK,
    )?;
    canvas.text(
        &canvas.shortened(&picture.note, TEXT, room),
        at(46.0),
        TEXT,
        GRAY,
    )?;
    let name = canvas.shortened(&picture.vertical.name, TEXT, room);
    canvas.text(&name, at(inside.from.1 - 20.0), TEXT, INK)?;
    layout.axes(canvas)?;
    layout.curves(canvas)?;
    layout.posts(canvas)?;
    if picture.curves.len() > 1 {
        layout.legend(canvas, legend)?;
    }
    layout.marks(canvas)
}

impl<'a> Layout<'a> {
    fn new(picture: &'a Picture, inside: Frame) -> Layout<'a> {
        let mut layout = Layout {
            picture,
            inside,
            curves: Vec::new(),
        };
        let curves = picture.curves.iter();
        layout.curves = curves.map(|curve| layout.places(&curve.runs)).collect();
        layout
    }

    fn place(&self, (x, y): Point) -> Place {
        let Frame { from, to } = self.inside;
        (
            from.0 + (to.0 - from.0) * self.picture.horizontal.place(x),
            to.1 - (to.1 - from.1) * self.picture.vertical.place(y),
        )
    }

    fn places(&self, runs: &[Vec<Point>]) -> Vec<Vec<Place>> {
        let run = |run: &Vec<Point>| run.iter().map(|point| self.place(*point)).collect();
        runs.iter().map(run).collect()
    }

    fn axes<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Drawing {
        let Frame { from, to } = self.inside;
        for tick in &self.picture.vertical.ticks {
            let y = to.1 - (to.1 - from.1) * self.picture.vertical.place(tick.at);
            canvas.line(&[(from.0, y), (to.0, y)], 1.0, GRID)?;
            canvas.text(&tick.label, ((from.0 - 8.0, y), Side::Left), TEXT, INK)?;
        }
        let mut free = f64::MIN;
        for tick in &self.picture.horizontal.ticks {
            let x = from.0 + (to.0 - from.0) * self.picture.horizontal.place(tick.at);
            canvas.line(&[(x, from.1), (x, to.1)], 1.0, GRID)?;
            canvas.line(&[(x, to.1), (x, to.1 + 5.0)], 1.0, INK)?;
            let half = canvas.measure(&tick.label, TEXT) / 2.0;
            if x - half > free {
                canvas.text(&tick.label, ((x, to.1 + 16.0), Side::Center), TEXT, INK)?;
                free = x + half + 6.0;
            }
        }
        canvas.line(&[from, (from.0, to.1), to], 1.0, INK)?;
        // Where numbers are negative too, zero is a line of its own.
        let zero = self.place((self.picture.horizontal.low, 0.0)).1;
        if zero > from.1 && zero < to.1 - 1.0 {
            canvas.line(&[(from.0, zero), (to.0, zero)], 1.0, GRAY)?;
        }
        let name = canvas.shortened(&self.picture.horizontal.name, TEXT, to.0 - from.0);
        let middle = f64::midpoint(from.0, to.0);
        canvas.text(&name, ((middle, to.1 + 38.0), Side::Center), TEXT, INK)
    }

    fn curves<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Drawing {
        for (number, curve) in self.picture.curves.iter().enumerate() {
            let runs = &self.curves[number];
            if self.picture.stacked {
                for (run, floor) in runs.iter().zip(self.places(&curve.floor)) {
                    let mut around = thinned(run);
                    around.extend(thinned(&floor).into_iter().rev());
                    canvas.area(&around, color(number))?;
                    if run.len() > 1 {
                        canvas.line(&thinned(run), 1.0, WHITE)?;
                    } else if let [top] = run[..] {
                        canvas.dot(top, 3.0, color(number))?;
                    }
                }
                continue;
            }
            for run in runs {
                match run[..] {
                    [only] => canvas.dot(only, 3.0, color(number))?,
                    _ => stroke(canvas, &thinned(run), number, curve)?,
                }
            }
        }
        Ok(())
    }

    /// Vertical lines, and dots where the curves are above them.
    fn posts<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Drawing {
        let Frame { from, to } = self.inside;
        for post in &self.picture.posts {
            let x = self.place((post.at, self.picture.vertical.low)).0;
            for dash in dashed(&[(x, from.1), (x, to.1)], [3.0, 3.0]) {
                canvas.line(&dash, 1.0, GRAY)?;
            }
            for (curve, height) in &post.heights {
                canvas.dot(self.place((post.at, *height)), 4.0, color(*curve))?;
            }
        }
        Ok(())
    }

    /// The names of the curves, in the order in which they end or lie on each other.
    fn legend<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>, width: f64) -> Drawing {
        let mut order: Vec<usize> = (0..self.picture.curves.len()).collect();
        if self.picture.stacked {
            order.reverse();
        } else {
            let end = |number: &usize| {
                let run = self.curves[*number].last();
                run.and_then(|run| run.last()).map_or(f64::MAX, |(_, y)| *y)
            };
            order.sort_by(|one, other| end(one).total_cmp(&end(other)));
        }
        let left = self.inside.to.0 + 14.0;
        #[expect(clippy::cast_precision_loss, reason = "there are few curves")]
        let row = ROW.min((self.inside.to.1 - self.inside.from.1) / order.len() as f64);
        let mut y = self.inside.from.1 + row / 2.0;
        for number in order {
            let curve = &self.picture.curves[number];
            if self.picture.stacked {
                let (high, right) = ((row / 2.0 - 3.0).max(2.0), left + SWATCH);
                let around = [
                    (left, y - high),
                    (right, y - high),
                    (right, y + high),
                    (left, y + high),
                ];
                canvas.area(&around, color(number))?;
            } else {
                stroke(canvas, &[(left, y), (left + SWATCH, y)], number, curve)?;
            }
            let name = canvas.shortened(&curve.label, TEXT, width - SWATCH - 20.0);
            let at = ((left + SWATCH + 8.0, y), Side::Right);
            canvas.text(&name, at, TEXT, INK)?;
            y += row;
        }
        Ok(())
    }

    /// Crossings, and the names of everything that is marked.
    fn marks<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Drawing {
        let runs: Vec<Vec<Place>> = self
            .curves
            .iter()
            .flatten()
            .map(|run| spread(run))
            .collect();
        let mut labels = Labels::new(self.inside, &runs);
        let spots = self.picture.crossings.iter();
        let spots: Vec<(Place, &String)> = spots
            .map(|spot| (self.place(spot.at), &spot.label))
            .collect();
        for (at, _) in &spots {
            canvas.dot(*at, 3.5, INK)?;
            labels.take(Frame {
                from: (at.0 - 5.0, at.1 - 5.0),
                to: (at.0 + 5.0, at.1 + 5.0),
            });
        }
        let low = self.picture.vertical.low;
        let posts = self.picture.posts.iter();
        let posts = posts.map(|post| {
            let (x, _) = self.place((post.at, low));
            ((x, self.inside.from.1 + 2.0), &post.label)
        });
        for (at, label) in posts.chain(spots) {
            let label = canvas.shortened(label, TEXT, LONGEST_NAME);
            let size = (canvas.measure(&label, TEXT) + 6.0, 17.0);
            // A mark without room for its name is still in the list that is printed.
            let Some(frame) = labels.near(at, size) else {
                continue;
            };
            let near = frame.nearest(at);
            if (near.0 - at.0).hypot(near.1 - at.1) > FAR {
                canvas.line(&[at, near], 1.0, GRAY)?;
            }
            canvas.cover(frame.from, frame.to, WHITE)?;
            let middle = f64::midpoint(frame.from.1, frame.to.1);
            canvas.text(
                &label,
                ((frame.from.0 + 3.0, middle), Side::Right),
                TEXT,
                INK,
            )?;
        }
        Ok(())
    }
}

/// The color of a curve; past the last one they come again, lighter.
fn color(number: usize) -> RGBColor {
    let RGBColor(red, green, blue) = COLORS[number % COLORS.len()];
    if number < COLORS.len() {
        return RGBColor(red, green, blue);
    }
    let lighter = |part: u8| part / 2 + 115;
    RGBColor(lighter(red), lighter(green), lighter(blue))
}

/// A line as its curve is drawn: in dashes where the color has been used before, or where another
/// curve lies below it.
fn stroke<B: DrawingBackend>(
    canvas: &Canvas<'_, B>,
    places: &[Place],
    number: usize,
    curve: &Drawn,
) -> Drawing {
    let color = COLORS[number % COLORS.len()];
    let pattern = match number / COLORS.len() {
        0 if curve.hidden => [6.0, 6.0],
        0 => return canvas.line(places, 2.0, color),
        1 => [8.0, 4.0],
        _ => [2.0, 3.0],
    };
    for dash in dashed(places, pattern) {
        canvas.line(&dash, 2.0, color)?;
    }
    Ok(())
}

/// A line as places that are a few pixels from each other, so that it is seen what is near it.
fn spread(places: &[Place]) -> Vec<Place> {
    let mut spread: Vec<Place> = places.first().copied().into_iter().collect();
    for ends in places.windows(2) {
        let [from, to] = [ends[0], ends[1]];
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 4.0)
            .ceil()
            .clamp(1.0, 512.0);
        let mut step = 1.0;
        while step <= steps {
            let part = step / steps;
            spread.push((
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            ));
            step += 1.0;
        }
    }
    spread
}
