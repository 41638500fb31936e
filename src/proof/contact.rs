//! All pages on one picture.

use crate::base::Raster;

/// Pixels between pages, and around all.
const GAP: usize = 14;
/// Pixels of the line around a page.
const LINE: usize = 1;
/// The table on which the pages lie.
const TABLE: u8 = 0xDD;
/// The line around a page.
const EDGE: u8 = 0x88;
/// Steps to a channel: few, so that the file is small.
const STEPS: u32 = 15;

/// Puts pages side by side, `columns` to a row, and gives the bytes of a PNG.
///
/// # Errors
/// A sentence that says why there is no picture.
pub fn contact_sheet(pages: &[&Raster], columns: usize) -> Result<Vec<u8>, String> {
    let rows: Vec<&[&Raster]> = pages.chunks(columns.max(1)).collect();
    let side = |pixels: u32| pixels as usize + GAP;
    let height_of = |row: &[&Raster]| row.iter().map(|page| side(page.height())).max().unwrap_or(0);
    let width_of = |row: &[&Raster]| row.iter().map(|page| side(page.width())).sum::<usize>();
    let width = rows.iter().map(|row| width_of(row)).max().unwrap_or(0) + GAP;
    let height = rows.iter().map(|row| height_of(row)).sum::<usize>() + GAP;
    let mut sheet = vec![TABLE; width * height * 3];
    let mut top = GAP;
    for row in rows {
        let mut left = GAP;
        for page in row {
            let (across, down) = (page.width() as usize, page.height() as usize);
            for y in top - LINE..top + down + LINE {
                let start = (y * width + left - LINE) * 3;
                sheet[start..start + (across + 2 * LINE) * 3].fill(EDGE);
            }
            for (y, line) in page.rgb().chunks_exact(across * 3).enumerate() {
                let start = ((top + y) * width + left) * 3;
                sheet[start..start + across * 3].copy_from_slice(line);
            }
            left += side(page.width());
        }
        top += height_of(row);
    }
    for channel in &mut sheet {
        *channel = ((u32::from(*channel) * STEPS + 127) / 255 * 255 / STEPS) as u8;
    }
    png(width, height, &sheet).map_err(|e| format!("the picture cannot be made: {e}"))
}

fn png(width: usize, height: usize, rgb: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = vec![];
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_in_rows_and_keep_their_places() {
        let red = Raster::new(4, 6, [255, 0, 0].repeat(24)).unwrap();
        let wide = Raster::new(6, 4, [0, 0, 0].repeat(24)).unwrap();
        let bytes = contact_sheet(&[&red, &wide, &red], 2).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let (width, height) = reader.info().size();
        assert_eq!((width, height), (4 + 6 + 3 * GAP as u32, 6 + 6 + 3 * GAP as u32));
        let at = |x: usize, y: usize| &pixels[(y * width as usize + x) * 3..][..3];
        assert_eq!(at(GAP, GAP), [255, 0, 0]);
        assert_eq!(at(2 * GAP + 4, GAP), [0, 0, 0]);
        assert_eq!(at(GAP, 2 * GAP + 6), [255, 0, 0]);
        assert_eq!(at(0, 0), [TABLE; 3]);
    }

    #[test]
    fn the_same_pages_are_the_same_bytes() {
        let page = Raster::new(9, 9, (0..243).collect()).unwrap();
        assert_eq!(contact_sheet(&[&page], 3), contact_sheet(&[&page], 3));
        assert!(contact_sheet(&[], 3).is_ok());
    }
}
