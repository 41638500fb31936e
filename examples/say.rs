fn main() {
    let a: Vec<String> = std::env::args().collect();
    let pdf = std::fs::read(&a[2]).unwrap();
    match a[1].as_str() {
        "tags" => println!("{}", handout::export::read_tags(&pdf).unwrap().to_text()),
        _ => println!("{}", handout::export::transcript(&pdf).unwrap()),
    }
}
