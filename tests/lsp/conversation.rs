//! The conversation itself: its beginning and end, what is no message, positions, unsaved and broken files.

use std::fs;

use serde_json::{Value, json};

use crate::answers::MINE;
use crate::client::{Client, at, folder, framed, marked, position_of};
use crate::common;

#[test]
fn a_conversation_begins_and_ends_as_the_protocol_says() {
    let folder = folder("lifetime");
    let mut client = Client::silent(&folder);
    let early = client.refused("textDocument/hover", json!({}));
    assert!(early.starts_with("-32002 "), "{early}");
    let answer = client.ask("initialize", json!({"capabilities": {}}));
    insta::assert_snapshot!(client.shown(&answer["capabilities"]));
    assert_eq!(answer["serverInfo"]["name"], "flopform");
    let twice = client.refused("initialize", json!({"capabilities": {}}));
    assert!(twice.starts_with("-32600 "), "{twice}");
    client.ask("shutdown", Value::Null);
    let late = client.refused("textDocument/hover", json!({}));
    assert!(late.starts_with("-32600 "), "{late}");
    client.tell("exit", Value::Null);
    assert_eq!(client.code(), Some(0));
    let mut rude = Client::start(&folder, json!({}));
    rude.tell("exit", Value::Null);
    assert_eq!(rude.code(), Some(1));
    let silent = Client::start(&folder, json!({}));
    assert_eq!(silent.code(), Some(1));
}

#[test]
fn what_is_no_message_is_answered_and_forgotten() {
    let mut client = Client::start(&folder("malformed"), json!({}));
    client.send_bytes(b"Content-Length: 5\r\n\r\nhello");
    assert_eq!(client.message()["error"]["code"], -32700);
    client.send_bytes(framed(&json!({"jsonrpc": "2.0", "id": 1})).as_bytes());
    assert_eq!(client.message()["error"]["code"], -32600);
    client.send_bytes(framed(&json!({"id": 1.5, "method": "shutdown"})).as_bytes());
    assert_eq!(client.message()["error"]["code"], -32600);
    client.send_bytes(b"Content-Type: nonsense\r\nContent-Length: x\r\n\r\n");
    client.send_bytes(format!("Content-Length: 200\r\n\r\n{}", "[".repeat(200)).as_bytes());
    assert_eq!(client.message()["error"]["code"], -32700);
    for params in [
        json!(null),
        json!([1, 2]),
        json!({"textDocument": 7}),
        json!({"position": {}}),
    ] {
        let refused = client.refused("textDocument/hover", params);
        assert!(refused.starts_with("-32602 "), "{refused}");
    }
    let refused = client.refused("textDocument/nothing", json!({}));
    assert!(refused.starts_with("-32601 "), "{refused}");
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "x",
    ] {
        client.tell(method, json!({"textDocument": []}));
    }
    client.edit("file:///never/opened.cost", 3, &json!([{"text": "dim B"}]));
    client.send_bytes(framed(&json!({"jsonrpc": "2.0", "id": 99, "result": null})).as_bytes());
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_waiting_request_can_be_canceled() {
    let mut client = Client::start(&folder("cancel"), json!({}));
    let uri = client.open("mine.cost", MINE);
    let mut bytes = String::new();
    let place = at(&uri, &position_of(MINE, "ffn", 1));
    for id in 1000..1040 {
        let method = "textDocument/completion";
        bytes += &framed(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": place}));
    }
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 1039}});
    bytes += &framed(&cancel);
    client.send_bytes(bytes.as_bytes());
    let mut canceled = Vec::new();
    for _ in 1000..1040 {
        let message = loop {
            let message = client.message();
            if message.get("method").is_none() {
                break message;
            }
        };
        if message["error"]["code"] == -32800 {
            canceled.push(message["id"].clone());
        }
    }
    assert_eq!(canceled, [1039]);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn columns_are_utf16_and_utf8_where_the_client_offers_it() {
    let line = "use dims\nlet 𝐱 = 1\nlet mine = 𝐱·B·S² + 1/B  # B·S²\n";
    let offers = [
        (json!({}), "utf-16"),
        (
            json!({"general": {"positionEncodings": ["utf-16"]}}),
            "utf-16",
        ),
        (
            json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}}),
            "utf-8",
        ),
    ];
    for (offer, chosen) in offers {
        let mut client = Client::start(&folder("columns"), offer);
        let uri = client.open("columns.cost", line);
        let third = line.lines().nth(2).expect("it has three lines");
        for name in ["S²", "B  #"] {
            let before = &third[..third.find(name).expect("it is there")];
            let column = match chosen {
                "utf-8" => before.len(),
                _ => before.encode_utf16().count(),
            };
            let position = json!({"line": 2, "character": column});
            let answer = client.ask_at("textDocument/hover", &uri, &position);
            assert_eq!(answer["range"]["start"], position, "{chosen}: {answer}");
            assert_eq!(answer["range"]["end"]["character"], column + 1);
        }
        // An edit behind characters of several units lands where it was meant.
        let at = |column: usize| json!({"line": 2, "character": column});
        let column = match chosen {
            "utf-8" => third.find("S²").expect("it is there"),
            _ => third[..third.find("S²").expect("it is there")]
                .encode_utf16()
                .count(),
        };
        let range = json!({"start": at(column), "end": at(column + 1)});
        client.edit(&uri, 2, &json!([{"range": range, "text": "nosuch"}]));
        let told = client.diagnostics(&uri, &json!(2));
        assert_eq!(told[0]["range"]["start"], at(column), "{told}");
        assert_eq!(told[0]["range"]["end"], at(column + 6), "{told}");
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn unsaved_files_are_seen_by_those_that_use_them() {
    let folder = folder("overlay");
    fs::write(folder.join("base.cost"), "dim B\nlet size = B\n").expect("it can be written");
    let mut client = Client::start(&folder, json!({}));
    let user = "use \"./base.cost\"\nuse \"unsaved.cost\"\nlet all = size + more\n";
    let uri = client.open("user.cost", user);
    let told = client.diagnostics(&uri, &json!(1));
    assert_eq!(told.as_array().map(Vec::len), Some(2), "{told}");
    // A file that is on no disk yet.
    client.open("unsaved.cost", "let more = 1\n");
    let told = loop {
        let told = client.diagnostics(&uri, &json!(1));
        if told == json!([]) {
            break told;
        }
    };
    assert_eq!(told, json!([]));
    let position = position_of(user, "all", 0);
    let hover = client
        .ask_at("textDocument/hover", &uri, &position)
        .to_string();
    assert!(hover.contains("is worth `B + 1`"), "{hover}");
    let base = client.open("base.cost", "dim B\nlet size = 3B\n");
    let hover = client
        .ask_at("textDocument/hover", &uri, &position)
        .to_string();
    assert!(hover.contains("is worth `3B + 1`"), "{hover}");
    client.replace(&base, 2, "dim B\nlet size = 3B +\n");
    let told = client.diagnostics(&base, &json!(2));
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    // The file that uses it says where, and what.
    let hover = client.ask_at(
        "textDocument/hover",
        &uri,
        &json!({"line": 0, "character": 6}),
    );
    assert!(hover.to_string().contains("base.cost"), "{hover}");
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": base}}),
    );
    let hover = client
        .ask_at("textDocument/hover", &uri, &position)
        .to_string();
    assert!(hover.contains("is worth `B + 1`"), "{hover}");
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_broken_file_still_answers() {
    let mut client = Client::start(&folder("broken"), json!({}));
    let uri = client.open("mine.cost", MINE);
    assert_eq!(client.diagnostics(&uri, &json!(1)), json!([]));
    // The header of a layer is being typed: what it was before is still known.
    let (broken, _) = marked(&MINE.replace("layer ffn(E, F = 4E) {", "layer ffn(E, F = ‸ {"));
    client.replace(&uri, 2, &broken);
    let position = position_of(&broken, "ffn(E) * N", 1);
    let hover = client.ask_at("textDocument/hover", &uri, &position);
    assert!(hover.to_string().contains("8E² + 7E"), "{hover}");
    let definition = client.ask_at("textDocument/definition", &uri, &position);
    assert_eq!(
        definition[0]["range"]["start"],
        json!({"line": 8, "character": 6})
    );
    let symbols = json!({"textDocument": {"uri": uri}});
    let symbols = client
        .ask("textDocument/documentSymbol", symbols)
        .to_string();
    assert!(
        symbols.contains("stack") && symbols.contains("small"),
        "{symbols}"
    );
    let told = client.diagnostics(&uri, &json!(2));
    assert!(!told.as_array().is_none_or(Vec::is_empty));
    // A layer with a mistake in it has no form that leaves the mistake out; one that does not depend on
    // it has its own.
    let half = MINE.replace("down: linear(F, E)", "down: linear(F, nosuch)");
    let half = format!("{half}layer other(W) {{ one: linear(W, W) }}\n");
    client.replace(&uri, 3, &half);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = json!({"textDocument": {"uri": uri}, "range": whole});
    let hints = client.ask("textDocument/inlayHint", hints);
    assert_eq!(hints.as_array().map(Vec::len), Some(1), "{hints}");
    assert_eq!(hints[0]["label"], "params = W² + W   flops = 2BSW²");
    let position = position_of(&half, "stack(N, E)", 1);
    let hover = client.ask_at("textDocument/hover", &uri, &position);
    assert!(
        hover
            .to_string()
            .contains("cannot be derived: nothing is called `nosuch`"),
        "{hover}"
    );
    assert_eq!(client.finish(), Some(0));
}

/// Everything that can be asked about a place, each with its parameters.
fn everything(uri: &str, position: &Value) -> Vec<(&'static str, Value)> {
    let place = at(uri, position);
    let with = |key: &str, value: Value| {
        let mut params = place.clone();
        params[key] = value;
        params
    };
    let range = json!({"start": position, "end": position});
    let document = json!({"textDocument": {"uri": uri}});
    let mut ranged = document.clone();
    ranged["range"] = range;
    let mut action = ranged.clone();
    action["context"] = json!({"diagnostics": []});
    let mut formatting = document.clone();
    formatting["options"] = json!({"tabSize": 4, "insertSpaces": true});
    vec![
        ("textDocument/hover", place.clone()),
        ("textDocument/definition", place.clone()),
        (
            "textDocument/references",
            with("context", json!({"includeDeclaration": true})),
        ),
        ("textDocument/prepareRename", place.clone()),
        ("textDocument/rename", with("newName", json!("other"))),
        ("textDocument/completion", place.clone()),
        ("textDocument/signatureHelp", place.clone()),
        ("textDocument/formatting", formatting),
        ("textDocument/documentSymbol", document),
        ("textDocument/inlayHint", ranged),
        ("textDocument/codeAction", action),
    ]
}

#[test]
fn no_text_and_no_position_breaks_the_server() {
    let mut client = Client::start(&folder("hostile"), json!({}));
    let whole = fs::read_to_string(common::root().join("formulas/models/mixtral.cost"));
    let whole = whole.expect("the library is text");
    let cuts = (0..whole.len()).step_by(whole.len() / 12 + 1);
    let mut texts: Vec<String> = cuts
        .map(|at| whole[..whole.floor_char_boundary(at)].to_owned())
        .collect();
    texts.extend([
        String::new(),
        "layer".to_owned(),
        "use \"/no/such/folder/x.cost\"\nuse \"mine.cost\"".to_owned(),
        "layer a(E) { x: a(E) }\nlet b = b\nuse a.b.c.d".to_owned(),
        "(((((((((((((((((((((".to_owned(),
        "expect flops[\u{0}\r\"".to_owned(),
        "dim 𝐱\nlet y = 𝐱𝐱²\n\n\n#".to_owned(),
        "let x = 2^2^2^2^2^2^9\nlayer big(n) { params = (n + 1)^99999 }".to_owned(),
    ]);
    let uri = client.open("mine.cost", "");
    for (number, text) in texts.iter().enumerate() {
        client.replace(&uri, i32::try_from(number).expect("few") + 2, text);
        let last = text.lines().count().saturating_sub(1);
        let places = [
            json!({"line": last, "character": text.lines().last().map_or(0, |line| line.encode_utf16().count())}),
            json!({"line": last / 2, "character": 9}),
            json!({"line": u32::MAX, "character": u32::MAX}),
        ];
        for place in &places {
            for (method, params) in everything(&uri, place) {
                let id = client.send(method, &params);
                if let Err(error) = client.answer(id) {
                    assert_eq!(error["code"], -32803, "{method} of {text:?}: {error}");
                }
            }
        }
    }
    let unknown = json!({"line": 0, "character": 0});
    for (method, params) in everything("file:///no/such/file.cost", &unknown) {
        let refused = client.refused(method, params);
        assert!(refused.starts_with("-32803 "), "{refused}");
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn every_file_of_the_library_is_whole_for_an_editor() {
    let root = common::root().join("formulas");
    let mut client = Client::start(&folder("library"), json!({}));
    for (name, text) in [
        ("models/llama.cost", "models/llama.cost"),
        ("layers/attention.cost", "layers/attention.cost"),
        ("conventions/thop.cost", "conventions/thop.cost"),
        ("article.cost", "article.cost"),
    ]
    .map(|(name, file)| {
        (
            name,
            fs::read_to_string(root.join(file)).expect("it is text"),
        )
    }) {
        let uri = client.open(name, &text);
        assert_eq!(client.diagnostics(&uri, &json!(1)), json!([]), "{name}");
        // Every name in it stands for something.
        let symbols = client.ask(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": uri}}),
        );
        for symbol in symbols.as_array().into_iter().flatten() {
            if symbol["detail"]
                .as_str()
                .is_some_and(|detail| detail.starts_with("from "))
            {
                continue;
            }
            let place = &symbol["selectionRange"]["start"];
            let hover = client.ask_at("textDocument/hover", &uri, place);
            assert!(hover["contents"]["value"].is_string(), "{name}: {symbol}");
        }
    }
    assert_eq!(client.finish(), Some(0));
}
