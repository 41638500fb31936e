//! Colors and type of one brochure: the theme, with the clinic's colors put in.

use std::sync::Arc;

use super::TextStyle;
use crate::base::{Cap, Color, Pt, Shape, Stroke};
use crate::content::{Colors, Drawing, Paint, Role, Token};

/// Theme colors with the clinic's put in.
#[derive(Clone, Debug)]
pub struct Palette(pub Colors);

impl Palette {
    /// The palette of a theme; `own` is the brand and accent color of a clinic.
    pub fn new(theme: &Colors, own: Option<(Color, Color)>) -> Palette {
        let mut colors = theme.clone();
        if let Some((brand, accent)) = own.filter(|_| !theme.gray) {
            colors.line = line_color(brand);
            colors.brand = brand;
            colors.accent = accent;
        }
        Palette(colors)
    }

    /// The color of a paint.
    pub fn color(&self, paint: Paint) -> Color {
        match paint {
            Paint::Fixed(color) if self.0.gray => color.to_gray(),
            Paint::Fixed(color) => color,
            Paint::Token(Token::Brand) => self.0.brand,
            Paint::Token(Token::Accent) => self.0.accent,
            Paint::Token(Token::Line) => self.0.line,
            Paint::Token(Token::Pale) => self.0.pale,
            Paint::Token(Token::Ink) => self.0.ink,
            Paint::Token(Token::Paper) => self.0.paper,
        }
    }

    /// A drawing in these colors.
    pub fn shapes(&self, drawing: &Drawing) -> Arc<Vec<Shape>> {
        let shapes = drawing.shapes.iter().map(|shape| Shape {
            segments: shape.segments.clone(),
            fill: shape.fill.map(|paint| self.color(paint)),
            stroke: shape.stroke.as_ref().map_or_else(
                || self.outline(shape.fill),
                |s| Some(Stroke { color: self.color(s.paint), width: s.width, cap: s.cap, dash: s.dash.clone() }),
            ),
        });
        Arc::new(shapes.collect())
    }

    /// The line around a flat fill that has none of its own.
    fn outline(&self, fill: Option<Paint>) -> Option<Stroke> {
        let is_pale = fill == Some(Paint::Token(Token::Pale));
        (is_pale && self.0.pale_outline > Pt::ZERO).then(|| Stroke {
            color: self.0.line,
            width: self.0.pale_outline,
            cap: Cap::Butt,
            dash: vec![],
        })
    }

    /// The style of a role.
    pub fn style(&self, role: &Role) -> TextStyle {
        TextStyle {
            size: role.size,
            leading: role.leading,
            style: role.style,
            color: if role.brand { self.0.brand } else { self.0.ink },
            tabular: role.tabular,
            spacing: role.spacing,
        }
    }
}

/// The color of figure lines for a brand color: mixed with white until its contrast is between 3.5 and 4.2.
fn line_color(brand: Color) -> Color {
    let mix = |part: u32| {
        let channel = |c: u8| ((u32::from(c) * (100 - part) + 255 * part) / 100) as u8;
        Color { r: channel(brand.r), g: channel(brand.g), b: channel(brand.b) }
    };
    (0..=90).map(mix).find(|c| c.contrast(Color::PAPER) <= 4.2).unwrap_or(brand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_color_of_every_passing_brand_is_in_its_band() {
        for hex in ["#0B4F6C", "#1D5B3F", "#5A2B63", "#000000", "#3A3A00"] {
            let contrast = line_color(Color::parse(hex).unwrap()).contrast(Color::PAPER);
            assert!((3.5..=4.2).contains(&contrast), "{hex}: {contrast}");
        }
    }
}
