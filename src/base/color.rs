//! Colors as 8-bit sRGB, and the two readings of them that a print desk needs.

use std::fmt;

/// An sRGB color, 8 bits a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Color {
    /// Black ink.
    pub const INK: Color = Color { r: 0, g: 0, b: 0 };
    /// White paper.
    pub const PAPER: Color = Color { r: 255, g: 255, b: 255 };

    /// Reads `#RRGGBB`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Color> {
        let hex = text.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Color { r: channel(0)?, g: channel(2)?, b: channel(4)? })
    }

    /// The gray a laser driver prints for this color: `0.30R + 0.59G + 0.11B` on the sRGB bytes.
    pub fn to_gray(self) -> Color {
        let y = (30 * u32::from(self.r) + 59 * u32::from(self.g) + 11 * u32::from(self.b) + 50) / 100;
        let y = y as u8;
        Color { r: y, g: y, b: y }
    }

    /// Contrast ratio against `other`, 1 to 21 (WCAG 2.1, "contrast ratio").
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.1, "relative luminance").
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_the_design_table() {
        let harbor = Color::parse("#0B4F6C").unwrap();
        assert!((harbor.contrast(Color::PAPER) - 8.94).abs() < 0.01);
        assert!((harbor.to_gray().contrast(Color::PAPER) - 10.70).abs() < 0.05);
        assert!((Color::INK.contrast(Color::PAPER) - 21.0).abs() < 0.001);
    }

    #[test]
    fn only_six_hex_digits_are_a_color() {
        for bad in ["0B4F6C", "#0B4F6", "#0B4F6CFF", "#0B4F6é", "red"] {
            assert_eq!(Color::parse(bad), None, "{bad}");
        }
    }
}
