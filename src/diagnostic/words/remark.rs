//! What is said about one mistake, before its place is known.

/// The words about a mistake, without places.
#[derive(Debug, Default)]
pub(super) struct Remark {
    pub(super) headline: String,
    /// What is to be seen where the mistake is; empty where the headline says it all.
    pub(super) label: String,
    pub(super) help: Vec<String>,
}

impl Remark {
    pub(super) fn new(headline: impl Into<String>) -> Remark {
        Remark {
            headline: headline.into(),
            ..Remark::default()
        }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Remark {
        self.label = label.into();
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Remark {
        self.help.push(help.into());
        self
    }

    /// The same with what to do, where there is something to say.
    pub(super) fn help_if(mut self, help: Option<String>) -> Remark {
        self.help.extend(help);
        self
    }
}
