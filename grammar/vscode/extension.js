// Starts `flopform lsp` for `.cost` files. Without the client library or without the program, colors,
// brackets and comments work all the same.

'use strict';

const vscode = require('vscode');

let client;

async function activate() {
  let library;
  try {
    library = require('vscode-languageclient/node');
  } catch {
    // Somebody copied the folder without `npm install`: the grammar is all they asked for.
    return;
  }
  const command = vscode.workspace.getConfiguration('flopform').get('path', 'flopform');
  client = new library.LanguageClient(
    'flopform',
    'flopform',
    // Without a transport it is standard input and output, and no flag is added.
    { command, args: ['lsp'] },
    { documentSelector: [{ language: 'cost' }] },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showWarningMessage(
      `\`${command} lsp\` did not start (${error.message}). Set "flopform.path" to where flopform is installed.`,
    );
  }
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
