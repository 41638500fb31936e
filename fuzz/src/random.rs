//! Random changes that are the same for the same seed.

/// Numbers at which things break.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "2147483647",
    "-2147483648",
    "1e308",
    "NaN",
    "inf",
    "0.0001",
    "19999",
    "36",
];

/// A xorshift generator.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`; 0 when that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    /// Changes an input in one place.
    pub fn spoil(&mut self, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str]) {
        let at = self.below(input.len() + 1);
        let len = self.below(64).min(input.len() - at);
        match self.below(9) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = self.next() as u8,
            2 => drop(input.drain(at..at + len)),
            3 => {
                let copy = input[at..at + len].to_vec();
                let times = 1 + self.below(20);
                input.splice(at..at, copy.repeat(times));
            }
            4 | 5 if !words.is_empty() => {
                let word = words[self.below(words.len())];
                input.splice(at..at, word.bytes());
            }
            6 => {
                let other = &corpus[self.below(corpus.len())];
                let from = self.below(other.len() + 1);
                let some = other[from..other.len().min(from + 200)].to_vec();
                input.splice(at..at + len, some);
            }
            7 => self.renumber(input, at),
            _ => input.truncate(at),
        }
    }

    /// Puts another number in the place of the next one.
    fn renumber(&mut self, input: &mut Vec<u8>, at: usize) {
        let Some(start) = input[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) else { return };
        let end =
            input[start..].iter().position(|b| !b.is_ascii_digit() && *b != b'.').map_or(input.len(), |n| start + n);
        input.splice(start..end, NUMBERS[self.below(NUMBERS.len())].bytes());
    }
}
