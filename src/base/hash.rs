//! SHA-256 in hexadecimal digits, as everything here that is pinned, signed or listed writes it.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The SHA-256 of bytes: 64 hexadecimal digits, small letters.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits, two each, small letters.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
