//! Lines, areas and text on a drawing area of the plotting library. Its places are whole numbers, so
//! everything is drawn larger than it is seen.

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, DrawingBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// A place in the picture, in pixels as they are seen, from the upper left.
pub(super) type Place = (f64, f64);

/// The plotting library calls the height of a line the size of a font, which is this many times its em.
const LINE: f64 = 1.24;

/// What could not be drawn, in the words of the plotting library.
pub(super) type Drawing = Result<(), String>;

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Center,
    Right,
}

/// A drawing area, and how much larger than it is seen everything is drawn.
pub(super) struct Canvas<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    scale: f64,
    /// How much lower text is written than the plotting library would, in sizes of the font: it puts the
    /// middle of a line of pixels above the middle of its letters.
    lower: f64,
}

impl<'a, B: DrawingBackend> Canvas<'a, B> {
    pub(super) fn new(area: &'a DrawingArea<B, Shift>, scale: u32, lower: f64) -> Canvas<'a, B> {
        Canvas {
            area,
            scale: f64::from(scale),
            lower,
        }
    }

    fn place(&self, (x, y): Place) -> (i32, i32) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "places are inside the picture"
        )]
        let whole = |number: f64| (number * self.scale).round() as i32;
        (whole(x), whole(y))
    }

    fn width(&self, width: f64) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "widths are a few pixels"
        )]
        let whole = (width * self.scale).round().max(1.0) as u32;
        whole
    }

    fn style(size: f64, color: RGBColor) -> TextStyle<'static> {
        let font = (FontFamily::SansSerif, size).into_font();
        font.color(&color)
    }

    /// How wide a text is.
    pub(super) fn measure(&self, text: &str, size: f64) -> f64 {
        let style = Self::style(size * self.scale * LINE, RGBColor(0, 0, 0));
        let measured = self.area.estimate_text_size(text, &style);
        measured.map_or(0.0, |(width, _)| f64::from(width) / self.scale)
    }

    /// The text, with its middle left out where it is wider than allowed.
    pub(super) fn shortened(&self, text: &str, size: f64, most: f64) -> String {
        if self.measure(text, size) <= most {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let mut kept = letters.len();
        while kept > 2 {
            kept -= 1;
            let (head, tail) = (kept.div_ceil(2), kept / 2);
            let short: String = letters[..head]
                .iter()
                .chain(&['…'])
                .chain(&letters[letters.len() - tail..])
                .collect();
            if self.measure(&short, size) <= most {
                return short;
            }
        }
        "…".to_owned()
    }

    /// Writes a text at the height of its middle.
    pub(super) fn text(
        &self,
        text: &str,
        (at, side): (Place, Side),
        size: f64,
        color: RGBColor,
    ) -> Drawing {
        if text.is_empty() {
            return Ok(());
        }
        let side = match side {
            Side::Left => HPos::Right,
            Side::Center => HPos::Center,
            Side::Right => HPos::Left,
        };
        let style = Self::style(size * self.scale * LINE, color).pos(Pos::new(side, VPos::Center));
        let at = (at.0, at.1 + size * self.lower);
        let text = Text::new(text.to_owned(), self.place(at), style);
        self.area.draw(&text).map_err(said)
    }

    /// Draws a line through places.
    pub(super) fn line(&self, places: &[Place], width: f64, color: RGBColor) -> Drawing {
        let places: Vec<(i32, i32)> = places.iter().map(|place| self.place(*place)).collect();
        let style = ShapeStyle::from(&color).stroke_width(self.width(width));
        self.area
            .draw(&PathElement::new(places, style))
            .map_err(said)
    }

    /// Fills the area inside places.
    pub(super) fn area(&self, places: &[Place], color: RGBColor) -> Drawing {
        let places: Vec<(i32, i32)> = places.iter().map(|place| self.place(*place)).collect();
        self.area
            .draw(&Polygon::new(places, color.filled()))
            .map_err(said)
    }

    /// Fills a rectangle, covering what is below it nearly whole.
    pub(super) fn cover(&self, from: Place, to: Place, color: RGBColor) -> Drawing {
        let corners = [self.place(from), self.place(to)];
        let style = color.mix(0.85).filled();
        self.area
            .draw(&Rectangle::new(corners, style))
            .map_err(said)
    }

    /// Draws a dot with a white rim.
    pub(super) fn dot(&self, at: Place, radius: f64, color: RGBColor) -> Drawing {
        let white = RGBColor(255, 255, 255).filled();
        let outer = Circle::new(self.place(at), self.width(radius + 1.2), white);
        self.area.draw(&outer).map_err(said)?;
        let inner = Circle::new(self.place(at), self.width(radius), color.filled());
        self.area.draw(&inner).map_err(said)
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
