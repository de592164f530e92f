//! Traits, strings, slices and a match, without the standard library.
#![no_std]
#![crate_type = "lib"]

static NAMES: [&str; 3] = ["one", "two", "three"];

pub trait Shape {
    fn area(&self) -> u64;
}

pub struct Square(u64);
pub struct Oblong(u64, u64);

impl Shape for Square {
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}

impl Shape for Oblong {
    fn area(&self) -> u64 {
        self.0 * self.1
    }
}

pub fn square(shape: &Square) -> &dyn Shape {
    shape
}

pub fn oblong(shape: &Oblong) -> &dyn Shape {
    shape
}

#[no_mangle]
pub fn total(shapes: &[&dyn Shape]) -> u64 {
    shapes.iter().map(|shape| shape.area()).sum()
}

#[no_mangle]
pub fn name(index: usize) -> &'static str {
    NAMES[index]
}

#[no_mangle]
pub extern "C" fn choose(x: u32) -> u32 {
    match x {
        0 => 7,
        1 => 9,
        2 => 13,
        3 => x * 5,
        4 => 77,
        _ => 0,
    }
}

#[no_mangle]
pub fn sort(values: &mut [u32]) {
    for i in 1..values.len() {
        let mut j = i;
        while j > 0 && values[j - 1] > values[j] {
            values.swap(j, j - 1);
            j -= 1;
        }
    }
}

#[no_mangle]
pub fn digits(text: &str) -> usize {
    text.bytes().filter(|byte| byte.is_ascii_digit()).count()
}
