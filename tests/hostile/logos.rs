//! Pictures of pixels that are broken, or grow.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::Guide;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const PLACE: &str = "--> own.yaml:15:7";

/// Bytes as a stream of zlib.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(vec![], Compression::best());
    stream.write_all(bytes).unwrap();
    stream.finish().unwrap()
}

/// A stream of zlib with so many megabytes of zeros, made piece by piece.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(vec![], Compression::best());
    let piece = vec![0; 1 << 20];
    (0..megabytes).for_each(|_| stream.write_all(&piece).unwrap());
    stream.finish().unwrap()
}

/// The check sum of a chunk: CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut sum, byte| {
        sum ^= u32::from(*byte);
        (0..8).for_each(|_| sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 });
        sum
    })
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// The first chunk: size, bits to a channel, kind of color, whether it is interlaced.
fn header(width: u32, height: u32, bits: u8, color: u8, interlaced: u8) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &[bits, color, 0, 0, interlaced]].concat())
}

/// A picture of chunks.
fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE.to_vec(), chunks.concat()].concat()
}

/// Gray lines of a picture of 200 by 200.
fn gray() -> Vec<u8> {
    packed(&[0; 201 * 200])
}

fn end() -> Vec<u8> {
    chunk(b"IEND", b"")
}

fn with(name: &str, picture: &[u8]) -> Guide {
    let guide = Guide::new(&format!("logos-{name}"));
    let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "own.png", 1);
    guide.write("own.yaml", clinic).write("own.png", picture)
}

#[track_caller]
fn refused(name: &str, picture: &[u8]) {
    let guide = with(name, picture);
    guide.fails_with(&["--clinic", "own.yaml"], &["error[H0008]", PLACE]);
    guide.refused(
        &["check", "--content", "content", "--as-of", super::TODAY, "--clinic", "own.yaml"],
        1,
        &["error[H0008]", PLACE],
    );
}

/// A picture that may be printed or not, but does no harm.
#[track_caller]
fn harmless(name: &str, picture: &[u8]) -> Option<i32> {
    with(name, picture).fails_or_builds(&["--clinic", "own.yaml"]).code
}

#[test]
fn a_plain_picture_is_printed() {
    let picture = png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &gray()), end()]);
    assert_eq!(harmless("plain", &picture), Some(0), "these tests would prove nothing");
}

#[test]
fn sizes_that_no_page_holds() {
    for (i, (width, height)) in [
        (u32::MAX, u32::MAX),
        (0x7fff_ffff, 0x7fff_ffff),
        (2_001, 200),
        (200, 2_001),
        (65_536, 65_536),
        (0, 0),
        (0, 200),
        (1, 1),
        (2_000, 101),
    ]
    .into_iter()
    .enumerate()
    {
        for color in [0, 2, 6] {
            let picture = png(&[header(width, height, 8, color, 0), chunk(b"IDAT", &gray()), end()]);
            refused(&format!("size-{i}-{color}"), &picture);
        }
    }
}

#[test]
fn pictures_that_grow() {
    // A gigabyte of zeros in less than a megabyte, for forty thousand pixels.
    let data = bomb(400);
    assert!(data.len() < 500_000);
    harmless("grows-data", &png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &data), end()]));
    let plain = [header(200, 200, 8, 0, 0), chunk(b"IDAT", &gray()), end()];
    let keyword = |text: &[u8]| [b"Title\0\0", text].concat();
    let international = |text: &[u8]| [b"Title\0\x01\0\0\0", text].concat();
    for (i, more) in [
        chunk(b"zTXt", &keyword(&data)),
        chunk(b"iTXt", &international(&data)),
        chunk(b"iCCP", &keyword(&data)),
        chunk(b"tEXt", &[b'a'; 400_000]),
        chunk(b"eXIf", &[0; 400_000]),
        chunk(b"PLTE", &[0; 768]),
        chunk(b"tRNS", &[0; 768]),
        chunk(b"acTL", &[0xff; 8]),
    ]
    .into_iter()
    .enumerate()
    {
        let [first, pixels, last] = plain.clone();
        harmless(&format!("grows-before-{i}"), &png(&[first.clone(), more.clone(), pixels.clone(), last.clone()]));
        harmless(&format!("grows-after-{i}"), &png(&[first, pixels, more, last]));
    }
    // Many small ones of each.
    for (i, one) in
        [chunk(b"tEXt", b"a\0b"), chunk(b"IDAT", b""), chunk(b"zTXt", &keyword(&packed(b"x")))].into_iter().enumerate()
    {
        let many = one.repeat(400_000 / one.len());
        let [first, pixels, last] = plain.clone();
        harmless(&format!("grows-many-{i}"), &png(&[first, many, pixels, last]));
    }
    // The largest that is read at all, with every kind of channel.
    for (color, channels) in [(0, 1), (2, 3), (4, 2), (6, 4)] {
        let lines = packed(&vec![0; (1 + 2_000 * channels) * 2_000]);
        harmless(
            &format!("grows-largest-{color}"),
            &png(&[header(2_000, 2_000, 8, color, 0), chunk(b"IDAT", &lines), end()]),
        );
    }
}

#[test]
fn a_picture_cut_off_anywhere() {
    let picture = png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &gray()), end()]);
    for at in (0..picture.len() - 12).step_by(7).chain([8, 33, 41]) {
        let guide = with("cut", &picture[..at]);
        guide.fails_with(&["--clinic", "own.yaml"], &["error[H0008]", PLACE]);
    }
}

#[test]
fn check_sums_that_are_wrong() {
    let picture = png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &gray()), end()]);
    let end_of_header = SIGNATURE.len() + 25;
    for (name, at) in [("header", end_of_header - 1), ("pixels", picture.len() - 13)] {
        let mut wrong = picture.clone();
        wrong[at] ^= 1;
        refused(&format!("sum-{name}"), &wrong);
    }
    for at in SIGNATURE.len()..picture.len() {
        let mut wrong = picture.clone();
        wrong[at] ^= 0x41;
        harmless("sum-any", &wrong);
    }
}

#[test]
fn kinds_of_picture_that_are_rare() {
    // Interlaced: seven passes, here of nothing.
    let passes = [(25, 25), (25, 25), (50, 25), (50, 50), (100, 50), (100, 100), (200, 100)];
    let lines: Vec<u8> = passes.iter().flat_map(|(width, height)| vec![0; (1 + width) * height]).collect();
    let interlaced = png(&[header(200, 200, 8, 0, 1), chunk(b"IDAT", &packed(&lines)), end()]);
    assert_eq!(harmless("interlaced", &interlaced), Some(0));
    refused("interlaced-cut", &png(&[header(200, 200, 8, 0, 1), chunk(b"IDAT", &packed(&lines[..9_000])), end()]));
    refused("interlaced-other", &png(&[header(200, 200, 8, 0, 9), chunk(b"IDAT", &gray()), end()]));
    refused("sixteen", &png(&[header(200, 200, 16, 2, 0), chunk(b"IDAT", &gray()), end()]));
    refused("bits", &png(&[header(200, 200, 3, 0, 0), chunk(b"IDAT", &gray()), end()]));
    refused("color", &png(&[header(200, 200, 8, 5, 0), chunk(b"IDAT", &gray()), end()]));
    refused("palette-none", &png(&[header(200, 200, 8, 3, 0), chunk(b"IDAT", &gray()), end()]));
    let all = vec![0xff; 201 * 200];
    refused("filter", &png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &packed(&all)), end()]));
    refused("pixels-none", &png(&[header(200, 200, 8, 0, 0), end()]));
    refused("header-none", &png(&[chunk(b"IDAT", &gray()), end()]));
    refused("header-late", &png(&[chunk(b"IDAT", &gray()), header(200, 200, 8, 0, 0), end()]));
    refused("stream", &png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &[0xff; 400]), end()]));
    refused("length", &[SIGNATURE, &[0xff; 400]].concat());
    refused("nothing", b"");
    refused("signature", SIGNATURE);
    refused("other", b"\xff\xd8\xff\xe0\x00\x10JFIF");
    refused("drawing", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    refused(
        "large",
        &png(&[header(200, 200, 8, 0, 0), chunk(b"tEXt", &vec![b'a'; 600_000]), chunk(b"IDAT", &gray()), end()]),
    );
    // Two pictures in one, and something behind the end.
    let twice = [header(200, 200, 8, 0, 0), header(2_000, 2_000, 8, 6, 0), chunk(b"IDAT", &gray()), end()];
    harmless("twice", &png(&twice));
    let behind = png(&[header(200, 200, 8, 0, 0), chunk(b"IDAT", &gray()), end(), b"%PDF-1.7 <script>".to_vec()]);
    harmless("behind", &behind);
}
