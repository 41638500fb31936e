//! Tells cargo that the embedded content and fonts are part of the program.

fn main() {
    for folder in ["content", "fonts"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
