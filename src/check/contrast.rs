//! Contrast on white paper, in color and printed in gray, and the nearest color that has enough of it.

use crate::base::Color;

/// Least contrast of a brand color, which titles are set in (WCAG 2.2, 1.4.6).
pub const BRAND: f64 = 7.0;
/// Least contrast of an accent color, which shapes in pictures have.
pub const ACCENT: f64 = 4.5;
/// How far the lightness is lowered at a time.
const STEP: f64 = 0.005;

/// Whether a color has a contrast of `least` on white, in color and as a laser printer prints it in gray.
pub fn passes(color: Color, least: f64) -> bool {
    [color, color.to_gray()].iter().all(|c| c.contrast(Color::PAPER) >= least)
}

/// The nearest color that passes: the same hue and chroma in OKLCH, darker.
///
/// Hue and chroma stay when the two color axes of OKLab stay, so only the lightness is touched.
pub fn nearest(color: Color, least: f64) -> Color {
    let [lightness, a, b] = to_oklab(color);
    let steps = (lightness / STEP).ceil() as u32;
    (0..=steps)
        .map(|step| from_oklab([(lightness - f64::from(step) * STEP).max(0.0), a, b]))
        .find(|candidate| passes(*candidate, least))
        .unwrap_or(Color::INK)
}

/// OKLab of an sRGB color (Björn Ottosson, "A perceptual color space for image processing").
fn to_oklab(color: Color) -> [f64; 3] {
    let [r, g, b] = [color.r, color.g, color.b].map(linear);
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// The sRGB color of an OKLab color. Where sRGB cannot show it, the chroma is lowered and the hue stays.
fn from_oklab([lightness, a, b]: [f64; 3]) -> Color {
    let shown = |chroma: f64| channels([lightness, a * chroma, b * chroma]);
    let fits = |chroma: f64| shown(chroma).iter().all(|light| (-1e-4..=1.0001).contains(light));
    let (mut low, mut high) = (0.0, 1.0);
    if fits(high) {
        low = high;
    }
    // Twelve halvings are finer than one step of an 8-bit channel.
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        if fits(middle) { low = middle } else { high = middle }
    }
    let [r, g, b] = shown(low).map(encoded);
    Color { r, g, b }
}

/// Red, green and blue light of an OKLab color; outside 0 to 1 where sRGB cannot show it.
fn channels([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let cube = |x: f64| x * x * x;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn encoded(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let c = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (c * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    #[test]
    fn there_and_back_is_the_same_color() {
        for text in ["#000000", "#FFFFFF", "#0B4F6C", "#A85A00", "#FF0000", "#00FF00", "#0000FF", "#767676"] {
            assert_eq!(from_oklab(to_oklab(color(text))), color(text), "{text}");
        }
    }

    #[test]
    fn oklab_agrees_with_its_author() {
        let [l, a, b] = to_oklab(color("#FF0000"));
        assert!((l - 0.628).abs() < 0.001 && (a - 0.2249).abs() < 0.001 && (b - 0.1258).abs() < 0.001, "{l} {a} {b}");
    }

    #[test]
    fn a_color_that_passes_is_its_own_nearest() {
        assert_eq!(nearest(color("#0B4F6C"), BRAND), color("#0B4F6C"));
        assert_eq!(nearest(color("#A85A00"), ACCENT), color("#A85A00"));
    }

    #[test]
    fn the_nearest_color_passes_for_every_color() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    for least in [BRAND, ACCENT] {
                        let near = nearest(Color { r, g, b }, least);
                        assert!(passes(near, least), "{r} {g} {b}: {near}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_hue_stays() {
        let hue = |c: Color| {
            let [_, a, b] = to_oklab(c);
            b.atan2(a)
        };
        let from = color("#2F8FB8");
        assert!((hue(from) - hue(nearest(from, BRAND))).abs() < 0.05);
    }
}
