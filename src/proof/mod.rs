//! Room 11, `proof`: what the pages look like, in small and in numbers.
//!
//! Takes a finished PDF and the pages it was written from and gives a contact sheet (`render` → `contact`) and a
//! [`Report`] (`report`). The renderer shares no code with the writer, so a page that it draws was really written.

mod contact;
mod render;
mod report;

pub use contact::contact_sheet;
pub use render::{Drawn, draw, draw_first};
pub use report::{Facts, MOST_COVER_INK, Report, report};
