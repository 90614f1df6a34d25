//! `flopform sweep`: rows in every format, chosen rows, files read and written, parts and mistakes.

mod common;

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::Stdio;

use parquet::file::reader::{FileReader, SerializedFileReader};

/// A layer whose stages change the image, so that their number must be known, and one with a pole.
const STAGES: &str = "\
use quantities
dim B \"batch\"
dim h \"height\"
layer down(C) { params = C  macs = B*h*C  out h = h//2 }
layer net(C, n) { stage: down(C) * n }
layer pole(n) { params = 12/(n - 3)  macs = 0 }
";

/// Runs of `flopform sweep`, one a line; blanks separate words, single quotes keep them together.
fn session(name: &str, files: &[(&str, &str)], lines: &str) -> String {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let commands = lines.map(|line| {
        let pieces = line.split('\'').enumerate();
        let words = pieces.flat_map(|(at, piece)| match at % 2 {
            0 => piece.split_whitespace().collect(),
            _ => vec![piece],
        });
        std::iter::once("sweep").chain(words).collect::<Vec<&str>>()
    });
    let commands: Vec<Vec<&str>> = commands.collect();
    let commands: Vec<&[&str]> = commands.iter().map(Vec::as_slice).collect();
    common::page(name, files, &commands)
}

#[test]
fn rows() {
    insta::assert_snapshot!(session(
        "sweep-rows",
        &[("stages.cost", STAGES)],
        r"
        block -q flops,params --set 'S=1Ki..4Ki*2,B=1..2' --set E=768,1024
        block -q flops --set S=256..1Ki+256,B=1,E=64 --format text
        block -q flops --set S=256..1Ki+256,B=1,E=64 --format json
        block -q flops --set S=256..1Ki+256,B=1,E=64 --format markdown
        block -q flops --set B=1..3,S=10,20,30,E=8 --zip
        linear -q params --set I=1..2,O=4I,bias=1
        'flops(block)/params(block)' --set B=1,S=1..3,E=10
        'flops(block)/params(block)' --set B=1,S=1..3,E=10 --float
        x^3 --set x=1e18..3e18+1e18
        'x*y' --set x=0.5..2+0.5,y=3
        'ceil(x/128)*128 + max(x, 200)' --set x=100..400+100
        'sqrt(x)*log2(x)' --set x=16,256,65536
        'sqrt(x)' --set x=2..3 --float
        gpt2 bert_base -q params,flops --set B=1,S=128,256
        stages.cost:net -q params,macs --set B=1..2,h=64,n=1..3,C=8
        gpt2 -q params
        ",
    ));
}

#[test]
fn parameters_with_defaults_are_swept() {
    // 4E² + 2EF + 9E + F, a block's own F in place of 4E.
    let found = session(
        "sweep-parameters",
        &[],
        "block -q params --set E=64,F=64..256*2",
    );
    for row in ["64,25216", "128,33472", "256,49984"] {
        assert!(found.contains(row), "{found}");
    }
}

/// A default stands in for what nobody mentions, and what is swept is mentioned. With every state of 16
/// bytes a weight shared by all copies (stage 3 of arXiv 1910.02054, section 5.2), 8,030,261,248 weights
/// need 128,484,179,968 bytes divided by the number of copies.
#[test]
fn dims_with_defaults_are_swept() {
    let mine = "use quantities\ndim E\ndim tp \"tensor\" else 1\nlayer mine(E) { params = 12E/tp  macs = 0 }\n";
    let copies = "data\n1\n8\n";
    let files = [("mine.cost", mine), ("copies.csv", copies)];
    insta::assert_snapshot!(session(
        "sweep-defaults",
        &files,
        r"
        mine.cost:mine -q params --set E=10,tp=1..3
        mine.cost:mine -q params --set E=10,t=1..3,tp=2t
        mine.cost:mine -q params --set E=1..3
        llama3_8b -q model_state_bytes --set zero=3,data=1..2
        llama3_8b -q model_state_bytes --set zero=3 --rows copies.csv
        ",
    ));
}

#[test]
fn chosen_rows() {
    insta::assert_snapshot!(session(
        "sweep-chosen",
        &[],
        r"
        block -q flops,params --set 'B=1,S=1..99,E=8..64*2' --where 'flops < 4e5' --where 'S >= 9E' --top 3 --by flops/params
        block -q flops --set 'B=1,S=1..99,E=8..64*2' --top 2 --by=-flops
        block -q flops,params --set 'B=1,S=8..64*2,E=8..64*2' --pareto min:flops,max:params
        'x^2 - 20x' --set x=1..99 --pareto value,max:x --where 'x < 13'
        'x - 5' --set x=3..7 --where 'value >= 0'
        2x --set x=1..10 --shard 2/3
        2x --set x=1..3 --where 'x > 5' --format text
        ",
    ));
}

#[test]
fn rows_of_a_file() {
    insta::assert_snapshot!(session(
        "sweep-file",
        &[
            ("sizes.csv", "name,S,E\na, 16, 8\nb,1e3,768\nc,\"2\",64\n"),
            ("wrong.csv", "S,E\n16,8\n16,eight\n"),
            ("short.csv", "S,E\n16\n"),
            ("zero.csv", "S,E\n1,1\n0,1\n"),
            ("empty.csv", "S,E\n"),
            ("nothing.csv", ""),
            ("twice.csv", "S,S,E\n1,2,3\n"),
            ("stages.cost", STAGES),
            ("flops.csv", "S,E,flops\n1,3,99\n"),
        ],
        r"
        block -q flops --rows sizes.csv --set B=2
        block -q flops --rows sizes.csv --set B=2 -o rows.parquet
        'x*S*E' --rows rows.parquet --set x=2
        block -q flops --rows empty.csv --set B=2
        block -q flops --rows wrong.csv --set B=2
        block -q flops --rows short.csv --set B=2
        block -q flops --rows zero.csv --set B=2
        block -q flops --rows nothing.csv --set B=2
        block -q flops --rows sizes.csv --set B=2,S=1
        block -q flops --rows sizes.csv --set B=1..2
        block -q flops --rows none.csv
        block -q flops --rows twice.csv --set B=1
        block -q flops --rows flops.csv --set B=1
        block -q flops --rows sizes.csv --set B=1 -o sizes.csv
        block -q flops --rows sizes.csv --set B=1 -o ./sizes.csv
        stages.cost:down -q params --set C=1..2 -o stages.cost
        stages.cost:down -q params --set C=1..2
        block -q flops --rows sizes.csv --set B=2
        ",
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(session(
        "sweep-mistakes",
        &[("stages.cost", STAGES)],
        r"
            block -q flops --set S=1..3
            block -q flops --set S=0..3,B=1,E=8
            stages.cost:pole -q params --set n=1..9
            stages.cost:net -q params --set n=1..20000,C=1,B=1,h=8
            'sqrt(x)' --set x=1..3
            x^9 --set x=1e30..4e40+3e40 --float
            block -q flops --set S=1..2,B=1,E=0
            roofline -q attainable --set flops_per_byte=1..2 --with h100,a100
            2x --set x=9..1
            2x --set 'x=1..9*1'
            2x --set x=1..9+0
            2x --set x=1..y
            2x --set x=1..,y=2
            2x --set x=1..2,x=3
            2x --set 768
            2x --set x=1..2 --set y=3
            2x --set x=1..2,y=1..2,z=1..3 --zip
            2x --set x=0.1..1e9+0.1
            'x*y*z' --set x=1..1e10,y=1..1e10,z=1
            2x --set x=1..2 --where x
            2x --set x=1..2 --where 'x <'
            2x --set x=1..2 --where 'y < 3'
            2x --set x=1..2 --format parquet
            2x --set x=1..2 --shard 3/2
            2x --set x=1..2 --top 3
            2x --set x=1..2 -o no/such/folder.csv
            blok --set S=1..2
        ",
    ));
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// What a sweep prints.
#[track_caller]
fn sweep(arguments: &[&str]) -> String {
    let words: Vec<&str> = ["sweep"].iter().chain(arguments).copied().collect();
    let output = common::flopform(&words);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("rows are text")
}

/// The rows of a Parquet file as its reader prints them.
fn parquet_rows(path: &PathBuf) -> Vec<String> {
    let file = fs::File::open(path).expect("it was written");
    let reader = SerializedFileReader::new(file).expect("it has a footer");
    let rows = reader.get_row_iter(None).expect("it has rows");
    rows.map(|row| row.expect("rows can be read").to_string())
        .collect()
}

/// Columns are as narrow as their largest number allows: 64 bits, 38 digits, text.
#[test]
fn parquet_keeps_every_digit() {
    let path = folder("sweep-parquet").join("rows.parquet");
    let file = path.display().to_string();
    let stored = |expression: &str| {
        sweep(&[expression, "--set", "x=3000000001..3000000002", "-o", &file]);
        let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr();
        let column = schema.column(1);
        let kind = format!("{} {:?}", column.physical_type(), column.converted_type());
        (kind, parquet_rows(&path))
    };
    insta::assert_snapshot!(
        ["x^2", "x^3", "(-x^3)", "x^5", "x/2"]
            .map(|expression| {
                let (kind, rows) = stored(expression);
                format!("{expression}: {kind}\n{}\n", rows.join("\n"))
            })
            .join("")
    );
}

/// Parts in order are the whole, in every format that has no head.
#[test]
fn a_file_keeps_its_rows_until_there_are_new_ones() {
    let folder = folder("kept");
    for name in ["kept.csv", "kept.parquet"] {
        let kept = folder.join(name);
        fs::write(&kept, "precious").expect("the folder can be written");
        let shown = kept.display().to_string();
        // There is no row: its first number is irrational.
        let refused = common::flopform(&["sweep", "log2(S)", "--set", "S=3..5", "-o", &shown]);
        assert_eq!(refused.status.code(), Some(2));
        let content = fs::read(&kept).expect("it is still there");
        assert_eq!(content, b"precious");
        fs::remove_file(&kept).expect("it is ours");
        let refused = common::flopform(&["sweep", "log2(S)", "--set", "S=3..5", "-o", &shown]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(!kept.exists(), "no file is made for rows that never come");
    }
}

#[test]
fn a_line_without_an_end_is_refused() {
    let folder = folder("endless");
    let rows = folder.join("rows.csv");
    fs::write(&rows, vec![b'1'; 3 << 20]).expect("the folder can be written");
    let shown = rows.display().to_string();
    let refused = common::flopform(&["sweep", "2S", "--rows", &shown]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("a line is longer than a mebibyte"), "{said}");
}

#[test]
fn shards_are_the_whole() {
    let whole = ["x*y", "--set", "x=1..37,y=1..11", "--format", "json"];
    let parts = (1..=5).map(|part| {
        let shard = format!("{part}/5");
        sweep(&[&whole[..], &["--shard", &shard]].concat())
    });
    assert_eq!(parts.collect::<String>(), sweep(&whole));
}

/// Many portions on many cores come out in order, whichever is done first.
#[test]
fn many_rows_keep_their_order() {
    let rows = sweep(&["x*y + 1", "--set", "x=1..700,y=1..500"]);
    let mut lines = rows.lines();
    assert_eq!(lines.next(), Some("x,y,value"));
    for x in 1..=700_u64 {
        for y in 1..=500 {
            assert_eq!(lines.next(), Some(&format!("{x},{y},{}", x * y + 1)[..]));
        }
    }
    assert_eq!(lines.next(), None);
}

/// A reader that stops reading ends the run, whose rows would fill every disk.
#[test]
fn a_closed_pipe_ends_the_run() {
    let mut child = common::command(&["sweep", "x*y", "--set", "x=1..1000000,y=1..1000000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 100];
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_exact(&mut first).expect("there are rows");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(first.starts_with(b"x,y,value\n1,1,1\n1,2,2\n"));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// An interrupted run leaves whole rows, and a Parquet file that can be read.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_whole_rows() {
    let folder = folder("sweep-interrupted");
    for name in ["rows.csv", "rows.parquet"] {
        let path = folder.join(name);
        let file = path.display().to_string();
        let words = [
            "sweep",
            "x*y",
            "--set",
            "x=1..1000000,y=1..1000000",
            "-o",
            &file,
        ];
        let mut child = common::command(&words)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        while fs::metadata(&path).map_or(0, |file| file.len()) < 1000 {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let interrupt = ["-INT".to_owned(), child.id().to_string()];
        let sent = std::process::Command::new("kill").args(interrupt).status();
        assert!(sent.expect("kill is there").success());
        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(130));
        let mut said = String::new();
        let stderr = child.stderr.take();
        stderr
            .expect("it is piped")
            .read_to_string(&mut said)
            .expect("messages are text");
        let count = said
            .strip_prefix("note: interrupted: ")
            .and_then(|said| said.split(' ').next());
        let count: usize = count
            .and_then(|count| count.parse().ok())
            .expect("it says how many");
        assert!(count > 0);
        if name == "rows.parquet" {
            assert_eq!(parquet_rows(&path).len(), count);
            continue;
        }
        let rows = fs::read_to_string(&path).expect("rows are text");
        assert!(rows.ends_with('\n'));
        assert_eq!(rows.lines().count(), count + 1);
        let last = rows.lines().last().expect("there are rows");
        let cells: Vec<u64> = last
            .split(',')
            .map(|cell| cell.parse().expect("a number"))
            .collect();
        assert_eq!(cells[0] * cells[1], cells[2]);
    }
}
