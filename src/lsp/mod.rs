//! The language server: what editors ask about formula files, answered over standard input and output.
//!
//! `transport` reads and writes messages, `server` keeps the order that the protocol demands, `dispatch`
//! finds the function for a request, and each of those is a file under `requests`. They see the open
//! documents through `world`: a document is resolved once for each of its versions, with the texts of all
//! open documents in place of the files on the disk, and the library's files that it uses are kept resolved.
//!
//! Positions are UTF-16, as the protocol has it by default, or UTF-8 where the client offers it.

mod base;
mod context;
mod copies;
mod costs;
mod dispatch;
mod files;
mod fingerprint;
mod found;
mod options;
mod place;
mod refusal;
mod requests;
mod server;
mod shown;
mod text;
mod transport;
mod view;
mod words;
mod world;

pub use server::serve;
