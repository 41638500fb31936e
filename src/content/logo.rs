//! Logos of clinics: an SVG drawing, or a PNG picture.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};

use super::drawing::{self, Drawing, Palette};
use crate::base::{Id, Raster};

/// Largest PNG file, in bytes.
pub const MAX_PNG: usize = 524_288;
/// Most pixels to a side of a PNG.
pub const MAX_SIDE: u32 = 2_000;
/// Fewest pixels of the shorter side: fewer would be seen as steps at the printed size.
pub const LEAST_SIDE: u32 = 100;
/// Widest logo for its height, and highest for its width.
pub const MAX_RATIO: u32 = 6;
/// Most memory that the decoder may take.
const MAX_MEMORY: usize = 64 << 20;

/// A logo.
#[derive(Clone, Debug, PartialEq)]
pub enum Logo {
    /// Shapes.
    Drawing(Drawing),
    /// Pixels.
    Raster(Raster),
}

impl Logo {
    /// Whether a file of this name can be a logo: an id with `.svg` or `.png`.
    pub fn can_be_named(name: &str) -> bool {
        let stem = name.strip_suffix(".svg").or_else(|| name.strip_suffix(".png"));
        stem.is_some_and(|stem| Id::new(stem).is_ok())
    }

    /// Reads a logo; its name tells its kind.
    ///
    /// # Errors
    /// A clause that says why it cannot be printed.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Logo, String> {
        if name.ends_with(".png") {
            return picture(bytes).map(Logo::Raster);
        }
        drawing::read(bytes, (64.0, 64.0), &Palette::fixed()).map(Logo::Drawing)
    }
}

/// A PNG with its transparent parts on white paper.
fn picture(bytes: &[u8]) -> Result<Raster, String> {
    if bytes.len() > MAX_PNG {
        return Err(format!("it is larger than {} kB", MAX_PNG / 1024));
    }
    let broken = |e: png::DecodingError| match e {
        png::DecodingError::LimitsExceeded => "it needs too much memory".to_owned(),
        other => format!("it is no PNG picture, or a broken one ({})", plain(&other.to_string())),
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MAX_MEMORY });
    // Palettes become colors, and fewer than 8 bits to a channel become 8.
    decoder.set_transformations(Transformations::EXPAND);
    // The size is looked at before a single pixel is unpacked: a small file can claim a very large picture.
    let header = decoder.read_header_info().map_err(broken)?;
    let (width, height) = (header.width, header.height);
    if header.bit_depth == png::BitDepth::Sixteen {
        return Err("it has 16 bits to a channel; save it with 8".into());
    }
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(format!("it has {width} x {height} pixels; at most {MAX_SIDE} to a side are read"));
    }
    if width.min(height) < LEAST_SIDE {
        return Err(format!(
            "it has {width} x {height} pixels; with fewer than {LEAST_SIDE} to a side it prints badly"
        ));
    }
    if width > height * MAX_RATIO || height > width * MAX_RATIO {
        return Err(format!("it has {width} x {height} pixels, and is too long for its place"));
    }
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.output_buffer_size().ok_or("it needs too much memory")?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    // The rest of the file, so that one that is cut off is seen.
    reader.finish().map_err(broken)?;
    pixels.truncate(frame.buffer_size());
    let white = |c: u8, alpha: u8| (u32::from(c) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
    let over = |c: u8, alpha: u8| white(c, alpha) as u8;
    let rgb: Vec<u8> = match frame.color_type {
        ColorType::Rgb => pixels,
        ColorType::Rgba => {
            pixels.as_chunks::<4>().0.iter().flat_map(|&[r, g, b, a]| [over(r, a), over(g, a), over(b, a)]).collect()
        }
        ColorType::Grayscale => pixels.iter().flat_map(|&g| [g; 3]).collect(),
        ColorType::GrayscaleAlpha => pixels.as_chunks::<2>().0.iter().flat_map(|&[g, a]| [over(g, a); 3]).collect(),
        ColorType::Indexed => return Err("its palette cannot be read".into()),
    };
    Raster::new(width, height, rgb).ok_or_else(|| "it has not as many pixels as it says".into())
}

/// A foreign message as one short line.
fn plain(message: &str) -> String {
    let line: String = message.trim_end_matches('.').chars().filter(|c| !c.is_control()).take(100).collect();
    line.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, color: ColorType, pixel: &[u8]) -> Vec<u8> {
        let mut bytes = vec![];
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(color);
        encoder.set_depth(png::BitDepth::Eight);
        let pixels = pixel.repeat((width * height) as usize);
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        bytes
    }

    fn first(bytes: &[u8]) -> [u8; 3] {
        let raster = picture(bytes).unwrap();
        raster.rgb()[..3].try_into().unwrap()
    }

    #[test]
    fn what_shines_through_shines_on_white() {
        assert_eq!(first(&png(100, 100, ColorType::Rgb, &[10, 20, 30])), [10, 20, 30]);
        assert_eq!(first(&png(100, 100, ColorType::Rgba, &[0, 0, 0, 0])), [255; 3]);
        assert_eq!(first(&png(100, 100, ColorType::Rgba, &[0, 0, 0, 255])), [0; 3]);
        assert_eq!(first(&png(100, 100, ColorType::Rgba, &[0, 100, 200, 51])), [204, 224, 244]);
        assert_eq!(first(&png(100, 100, ColorType::Grayscale, &[77])), [77; 3]);
        assert_eq!(first(&png(100, 100, ColorType::GrayscaleAlpha, &[0, 51])), [204; 3]);
    }

    #[test]
    fn every_part_of_a_png_is_a_complaint_and_no_panic() {
        let whole = png(100, 100, ColorType::Rgba, &[1, 2, 3, 4]);
        assert!(picture(&whole).is_ok());
        for end in 0..whole.len() {
            assert!(picture(&whole[..end]).is_err(), "{end} of {} bytes", whole.len());
        }
    }

    #[test]
    fn a_flipped_byte_never_panics() {
        let whole = png(100, 100, ColorType::Rgba, &[1, 2, 3, 4]);
        for at in 0..whole.len() {
            let mut spoiled = whole.clone();
            spoiled[at] ^= 0x55;
            let _ = picture(&spoiled);
        }
    }

    #[test]
    fn a_small_file_that_claims_a_large_picture_is_refused_unread() {
        let mut bomb = png(100, 100, ColorType::Rgb, &[0, 0, 0]);
        // Width and height of the header, and its checksum.
        bomb[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
        let mut hasher = flate2::Crc::new();
        hasher.update(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&hasher.sum().to_be_bytes());
        let why = picture(&bomb).unwrap_err();
        assert!(why.contains("65535 x 65535"), "{why}");
    }

    #[test]
    fn pictures_that_print_badly_are_refused() {
        for (width, height) in [(99, 200), (2001, 400), (700, 100), (100, 700)] {
            assert!(picture(&png(width, height, ColorType::Grayscale, &[0])).is_err(), "{width} x {height}");
        }
        assert!(picture(&vec![0; MAX_PNG + 1]).is_err());
        assert!(Logo::read("a.png", b"<svg/>").is_err());
    }

    #[test]
    fn names_of_logos() {
        for good in ["riverside.svg", "our-clinic.png"] {
            assert!(Logo::can_be_named(good), "{good}");
        }
        for bad in ["../a.svg", "a.jpg", "a.svg.png", ".png", "/etc/a.png", "a"] {
            assert!(!Logo::can_be_named(bad), "{bad}");
        }
    }
}
