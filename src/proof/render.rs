//! Pages of a PDF as pixels.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use crate::base::{Color, Raster};

/// A page as pixels.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The pixels.
    pub raster: Raster,
    /// How much of the page is black when it is printed in gray, 0 to 1.
    pub ink: f64,
}

/// Draws all pages, each `width` pixels wide; a page on its side is as high as others are wide.
///
/// # Errors
/// A sentence that says why the file cannot be drawn.
pub fn draw(pdf: &[u8], width: u16) -> Result<Vec<Drawn>, String> {
    draw_first(pdf, width, usize::MAX)
}

/// As [`draw`], but the first `count` pages only.
///
/// # Errors
/// A sentence that says why the file cannot be drawn.
pub fn draw_first(pdf: &[u8], width: u16, count: usize) -> Result<Vec<Drawn>, String> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|e| format!("the PDF cannot be drawn: {e:?}"))?;
    let settings = InterpreterSettings::default();
    // Hinting moves stems to whole pixels, which paper does not have.
    let how = RenderSettings { hinting: false, ..RenderSettings::default() };
    pdf.pages()
        .iter()
        .take(count)
        .map(|page| {
            let (across, down) = page.render_dimensions();
            let scale = f32::from(width) / across.min(down);
            let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
            let drawn = render(page, &RenderCache::new(), &settings, &how, &size);
            let rgb: Vec<u8> = drawn.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect();
            let raster = Raster::new(drawn.width().into(), drawn.height().into(), rgb).ok_or("a page has no size")?;
            Ok(Drawn { ink: ink(&raster), raster })
        })
        .collect()
}

/// The mean darkness of a picture in gray.
fn ink(raster: &Raster) -> f64 {
    let pixels = raster.rgb().as_chunks::<3>().0;
    let dark: u64 = pixels.iter().map(|&[r, g, b]| 255 - u64::from(Color { r, g, b }.to_gray().r)).sum();
    dark as f64 / (255.0 * pixels.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_the_dark_part_of_a_page() {
        let half = Raster::new(2, 1, vec![0, 0, 0, 255, 255, 255]).unwrap();
        assert!((ink(&half) - 0.5).abs() < 1e-9);
        assert!(draw(b"no pdf", 100).is_err());
    }
}
