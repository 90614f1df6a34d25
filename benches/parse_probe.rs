use flopform::syntax::parse_expression;
use flopform::text::SourceId;
use flopform::{Engine, Setting};
use std::time::Instant;
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let turns: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let count: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let text = if mode.contains("w1") {
        "3*(2*B*S*E^2) + 2*B*H*S^2*E/H + 2*B*H*S^2*E/H + 2*B*S*E^2 + 2*(8*B*S*E^2)\n".repeat(10000)
    } else {
        std::fs::read_to_string("/work/sb/data/w6.txt").unwrap()
    };
    let lines: Vec<&str> = text.lines().take(count).collect();
    for _ in 0..turns {
        let t = Instant::now();
        let mut n = 0;
        if mode.starts_with("parse") {
            for line in &lines {
                n += parse_expression(SourceId::LONE, line).is_ok() as usize;
            }
        } else if mode.starts_with("reader") {
            let mut engine = Engine::new();
            let mut reader = engine.formula_reader(&["B", "S", "E", "H", "V"]).unwrap();
            for line in &lines {
                n += reader.read(line).unwrap().numerator().len();
            }
        } else if mode.starts_with("question") {
            let mut engine = Engine::new();
            for line in &lines {
                let q = engine.questions(line).unwrap().remove(0);
                n += engine
                    .answer(&q, &[], &Setting::default())
                    .unwrap()
                    .values
                    .len();
            }
        }
        println!("{n} {:?} per line", t.elapsed() / count as u32);
    }
}
