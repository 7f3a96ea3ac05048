fn main() {
    std::process::exit(xuncha::run())
}
