//! A picture made of pixels.

use std::fmt;
use std::sync::Arc;

use super::Color;

/// A picture of pixels without transparency: rows from top to bottom, three bytes a pixel (sRGB).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Raster {
    width: u32,
    height: u32,
    rgb: Arc<[u8]>,
}

impl Raster {
    /// A picture; `None` if there are not three bytes for each pixel, or no pixels.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Raster> {
        let bytes = u128::from(width) * u128::from(height) * 3;
        (bytes > 0 && rgb.len() as u128 == bytes).then(|| Raster { width, height, rgb: rgb.into() })
    }

    /// Pixels from left to right.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All bytes: red, green and blue of each pixel.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The picture as a laser printer prints it.
    pub fn to_gray(&self) -> Raster {
        let gray = self.rgb.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| {
            let gray = Color { r, g, b }.to_gray();
            [gray.r, gray.g, gray.b]
        });
        Raster { rgb: gray.collect(), ..*self }
    }
}

impl fmt::Debug for Raster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raster({} x {})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_three_bytes_for_each_pixel() {
        assert!(Raster::new(2, 1, vec![0; 6]).is_some());
        assert!(Raster::new(2, 1, vec![0; 5]).is_none());
        assert!(Raster::new(0, 1, vec![]).is_none());
        assert!(Raster::new(u32::MAX, u32::MAX, vec![]).is_none());
    }

    #[test]
    fn gray_has_three_equal_channels() {
        let gray = Raster::new(1, 1, vec![90, 43, 99]).unwrap().to_gray();
        assert_eq!(gray.rgb(), [63, 63, 63]);
    }
}
