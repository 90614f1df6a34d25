//! A small tokeniser for `TextMate` grammars, on the engine that editors run them with.

use std::collections::BTreeMap;

use onig::{Regex, RegexOptions, Region, SearchOptions, Syntax};
use serde_json::Value;

/// A grammar that text can be read with.
pub(crate) struct Grammar {
    patterns: Vec<Pattern>,
    repository: BTreeMap<String, Vec<Child>>,
    top: Vec<Child>,
}

/// A `match`, or a region with a `begin` and an `end`.
struct Pattern {
    name: String,
    start: Regex,
    end: Option<Regex>,
    captures: Vec<(usize, String)>,
    end_captures: Vec<(usize, String)>,
    children: Vec<Child>,
}

/// What stands in a list of patterns.
enum Child {
    Pattern(usize),
    Include(String),
}

/// What is tried at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Attempt {
    /// The end of the region that is open.
    End(usize),
    Start(usize),
}

impl Grammar {
    /// Reads a grammar.
    pub(crate) fn new(text: &str) -> Grammar {
        let json: Value = serde_json::from_str(text).expect("a grammar is JSON");
        let mut grammar = Grammar {
            patterns: Vec::new(),
            repository: BTreeMap::new(),
            top: Vec::new(),
        };
        grammar.top = grammar.children(&json["patterns"]);
        for (name, entry) in json["repository"].as_object().expect("there is one") {
            let is_pattern = entry.get("match").or(entry.get("begin")).is_some();
            let children = if is_pattern {
                vec![grammar.child(entry)]
            } else {
                grammar.children(&entry["patterns"])
            };
            grammar.repository.insert(name.clone(), children);
        }
        grammar
    }

    fn children(&mut self, list: &Value) -> Vec<Child> {
        let list = list.as_array().map_or(&[][..], Vec::as_slice);
        list.iter().map(|entry| self.child(entry)).collect()
    }

    fn child(&mut self, entry: &Value) -> Child {
        if let Some(include) = entry["include"].as_str() {
            let name = include.strip_prefix('#');
            return Child::Include(name.expect("it is of this grammar").to_owned());
        }
        let start = entry["match"].as_str().or(entry["begin"].as_str());
        let end = entry["end"].as_str().map(regex);
        let captures = if end.is_some() {
            "beginCaptures"
        } else {
            "captures"
        };
        let pattern = Pattern {
            name: entry["name"].as_str().unwrap_or_default().to_owned(),
            start: regex(start.expect("a pattern has a `match` or a `begin`")),
            end,
            captures: named(&entry[captures]),
            end_captures: named(&entry["endCaptures"]),
            children: self.children(&entry["patterns"]),
        };
        self.patterns.push(pattern);
        Child::Pattern(self.patterns.len() - 1)
    }

    /// The patterns that a list stands for, with what it includes.
    fn expand(&self, list: &[Child], attempts: &mut Vec<Attempt>) {
        for child in list {
            match child {
                Child::Pattern(id) => attempts.push(Attempt::Start(*id)),
                Child::Include(name) => self.expand(&self.repository[name], attempts),
            }
        }
    }

    /// The innermost scope of every byte of a text; where there is none, nothing.
    pub(crate) fn scopes(&self, text: &str) -> Vec<&str> {
        let mut scopes = vec![""; text.len()];
        let mut open: Vec<usize> = Vec::new();
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\n', '\r']);
            let cells = &mut scopes[from..from + bare.len()];
            self.read_line(&format!("{bare}\n"), &mut open, cells);
            from += line.len();
        }
        scopes
    }

    fn read_line<'a>(&'a self, line: &str, open: &mut Vec<usize>, scopes: &mut [&'a str]) {
        // Where a pattern was found next is right until that place is passed.
        let mut known: BTreeMap<Attempt, Option<Region>> = BTreeMap::new();
        let mut at = 0;
        loop {
            let mut attempts = Vec::new();
            if let Some(region) = open.last() {
                attempts.push(Attempt::End(*region));
            }
            let list = open.last().map(|region| &self.patterns[*region].children);
            self.expand(list.unwrap_or(&self.top), &mut attempts);
            let mut best: Option<(usize, Attempt)> = None;
            for attempt in attempts {
                let is_old = |found: &Option<Region>| {
                    found.as_ref().is_some_and(|found| range(found, 0).0 < at)
                };
                if known.get(&attempt).is_none_or(is_old) {
                    known.insert(attempt, self.search(attempt, line, at));
                }
                let found = known[&attempt].as_ref().map(|found| range(found, 0).0);
                if let Some(start) = found
                    && best.is_none_or(|(before, _)| start < before)
                {
                    best = Some((start, attempt));
                }
            }
            let inner = open
                .last()
                .map_or("", |region| &self.patterns[*region].name);
            let Some((start, attempt)) = best else {
                paint(scopes, at, scopes.len(), inner);
                return;
            };
            paint(scopes, at, start, inner);
            let found = known[&attempt].as_ref().expect("it was found");
            let (Attempt::End(id) | Attempt::Start(id)) = attempt;
            let pattern = &self.patterns[id];
            let captures = match attempt {
                Attempt::End(_) => &pattern.end_captures,
                Attempt::Start(_) => &pattern.captures,
            };
            let end = range(found, 0).1;
            paint(scopes, start, end, &pattern.name);
            for (group, name) in captures {
                if let Some((start, end)) = found.pos(*group) {
                    paint(scopes, start, end, name);
                }
            }
            match attempt {
                Attempt::End(_) => {
                    open.pop();
                }
                Attempt::Start(_) if pattern.end.is_some() => open.push(id),
                Attempt::Start(_) => {
                    assert!(end > start, "a `match` of nothing would be found again");
                }
            }
            at = end;
        }
    }

    fn search(&self, attempt: Attempt, line: &str, from: usize) -> Option<Region> {
        let regex = match attempt {
            Attempt::Start(id) => &self.patterns[id].start,
            Attempt::End(id) => self.patterns[id].end.as_ref().expect("only regions end"),
        };
        let (mut region, none) = (Region::new(), SearchOptions::SEARCH_OPTION_NONE);
        regex.search_with_options(line, from, line.len(), none, Some(&mut region))?;
        Some(region)
    }
}

fn regex(pattern: &str) -> Regex {
    let options = RegexOptions::REGEX_OPTION_CAPTURE_GROUP;
    let regex = Regex::with_options(pattern, options, Syntax::default());
    regex.unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// The scopes of the groups of a match.
fn named(captures: &Value) -> Vec<(usize, String)> {
    let Some(captures) = captures.as_object() else {
        return Vec::new();
    };
    let named = captures.iter().map(|(group, capture)| {
        let name = capture["name"].as_str().expect("a capture has a name");
        let group = group.parse().expect("groups are numbers");
        (group, name.to_owned())
    });
    named.collect()
}

fn range(found: &Region, group: usize) -> (usize, usize) {
    found.pos(group).expect("the whole is always there")
}

/// A newline that was added to the line has no place in the text.
fn paint<'a>(scopes: &mut [&'a str], start: usize, end: usize, name: &'a str) {
    let most = scopes.len();
    scopes[start.min(most)..end.min(most)].fill(name);
}
