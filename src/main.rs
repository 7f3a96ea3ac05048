#![expect(clippy::disallowed_methods, reason = "the one place that ends the program")]

fn main() {
    std::process::exit(xuncha::run())
}
