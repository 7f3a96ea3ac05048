#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| xuncha::fuzz::package(bytes));
