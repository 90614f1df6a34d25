//! Pictures as files: SVG by the plotting library's own hand, PNG through its pixels.

use std::path::Path;
use std::sync::OnceLock;

use plotters::prelude::{BitMapBackend, IntoDrawingArea, SVGBackend};
use plotters::style::{FontStyle, register_font};

use crate::cli::plot::canvas::Canvas;
use crate::cli::plot::draw::draw;
use crate::cli::plot::picture::Picture;

/// How a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Svg,
    Png,
}

/// Places in SVG are given to a tenth of a pixel.
const FINE: u32 = 10;

impl Kind {
    /// The kind that the name of a file ends in; `-` is SVG.
    pub(super) fn of(path: &Path) -> Option<Kind> {
        if path == Path::new("-") {
            return Some(Kind::Svg);
        }
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match &ending[..] {
            "svg" => Some(Kind::Svg),
            "png" => Some(Kind::Png),
            _ => None,
        }
    }
}

/// Makes the one font known. Its measures decide where things stand, also in SVG, which a reader may
/// show in another one.
fn with_font() -> Result<(), String> {
    static KNOWN: OnceLock<bool> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let font = dejavu::sans::regular();
        register_font("sans-serif", FontStyle::Normal, font).is_ok()
    });
    if *known {
        Ok(())
    } else {
        Err("the font in the program cannot be read".to_owned())
    }
}

/// The picture as SVG.
///
/// # Errors
/// In the words of the plotting library.
pub(super) fn svg(picture: &Picture, (width, height): (u32, u32)) -> Result<String, String> {
    with_font()?;
    let mut text = String::new();
    {
        let (wide, high) = (width * FINE, height * FINE);
        let area = SVGBackend::with_string(&mut text, (wide, high)).into_drawing_area();
        draw(picture, &Canvas::new(&area, FINE, 0.0), (width, height))?;
        area.present().map_err(|error| error.to_string())?;
    }
    // It is seen at the size that was asked for.
    let large = format!("width=\"{}\" height=\"{}\"", width * FINE, height * FINE);
    let seen = format!("width=\"{width}\" height=\"{height}\"");
    Ok(text.replacen(&large, &seen, 1))
}

/// The picture as PNG. It is drawn larger, and each pixel is the mean of those that it is made of: the
/// plotting library draws the edges of thick lines as stairs.
///
/// # Errors
/// In the words of the libraries.
pub(super) fn png(picture: &Picture, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    with_font()?;
    let times = if width.max(height) > 2048 { 2 } else { 3 };
    let (wide, high) = (width * times, height * times);
    let mut pixels = vec![255; 3 * wide as usize * high as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, (wide, high)).into_drawing_area();
        draw(picture, &Canvas::new(&area, times, 0.2), (width, height))?;
        area.present().map_err(|error| error.to_string())?;
    }
    let reduced = reduced(
        &pixels,
        [width, height].map(|side| side as usize),
        times as usize,
    );
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&reduced)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())?;
    Ok(file)
}

/// Each pixel is the mean of a square of `times` by `times`.
fn reduced(pixels: &[u8], [width, height]: [usize; 2], times: usize) -> Vec<u8> {
    let mut reduced = Vec::with_capacity(3 * width * height);
    let parts = times * times;
    for y in 0..height {
        for x in 0..width {
            for channel in 0..3 {
                let mut sum = parts / 2;
                for row in 0..times {
                    let start = ((y * times + row) * width + x) * times;
                    let cells = (0..times).map(|cell| (start + cell) * 3 + channel);
                    sum += cells.map(|at| usize::from(pixels[at])).sum::<usize>();
                }
                reduced.push(u8::try_from(sum / parts).unwrap_or(u8::MAX));
            }
        }
    }
    reduced
}
