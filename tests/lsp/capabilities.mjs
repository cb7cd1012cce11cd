// SPDX-License-Identifier: Apache-2.0
// What editors say they can. The tests speak as VS Code does unless they say otherwise.

const kinds = (last) => Array.from({ length: last }, (_, index) => index + 1);
const dynamic = { dynamicRegistration: true };

const textDocument = {
  synchronization: { ...dynamic, willSave: true, willSaveWaitUntil: true, didSave: true },
  publishDiagnostics: {
    relatedInformation: true,
    versionSupport: true,
    tagSupport: { valueSet: [1, 2] },
    codeDescriptionSupport: true,
    dataSupport: true,
  },
  diagnostic: { ...dynamic, relatedDocumentSupport: true },
  completion: {
    ...dynamic,
    contextSupport: true,
    insertTextMode: 2,
    completionItem: {
      snippetSupport: true,
      commitCharactersSupport: true,
      documentationFormat: ["markdown", "plaintext"],
      deprecatedSupport: true,
      preselectSupport: true,
      tagSupport: { valueSet: [1] },
      insertReplaceSupport: true,
      resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
      insertTextModeSupport: { valueSet: [1, 2] },
      labelDetailsSupport: true,
    },
    completionItemKind: { valueSet: kinds(25) },
    completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode", "data"] },
  },
  hover: { ...dynamic, contentFormat: ["markdown", "plaintext"] },
  signatureHelp: {
    ...dynamic,
    contextSupport: true,
    signatureInformation: {
      documentationFormat: ["markdown", "plaintext"],
      parameterInformation: { labelOffsetSupport: true },
      activeParameterSupport: true,
    },
  },
  definition: { ...dynamic, linkSupport: true },
  declaration: { ...dynamic, linkSupport: true },
  typeDefinition: { ...dynamic, linkSupport: true },
  implementation: { ...dynamic, linkSupport: true },
  references: dynamic,
  documentHighlight: dynamic,
  documentSymbol: {
    ...dynamic,
    symbolKind: { valueSet: kinds(26) },
    hierarchicalDocumentSymbolSupport: true,
    tagSupport: { valueSet: [1] },
    labelSupport: true,
  },
  codeAction: {
    ...dynamic,
    isPreferredSupport: true,
    disabledSupport: true,
    dataSupport: true,
    resolveSupport: { properties: ["edit"] },
    codeActionLiteralSupport: {
      codeActionKind: {
        valueSet: [
          "",
          "quickfix",
          "refactor",
          "refactor.extract",
          "refactor.inline",
          "refactor.rewrite",
          "source",
          "source.organizeImports",
        ],
      },
    },
    honorsChangeAnnotations: true,
  },
  codeLens: { ...dynamic, resolveSupport: { properties: ["command"] } },
  formatting: dynamic,
  rangeFormatting: { ...dynamic, rangesSupport: true },
  onTypeFormatting: dynamic,
  rename: { ...dynamic, prepareSupport: true, prepareSupportDefaultBehavior: 1, honorsChangeAnnotations: true },
  documentLink: { ...dynamic, tooltipSupport: true },
  foldingRange: {
    ...dynamic,
    rangeLimit: 5000,
    lineFoldingOnly: true,
    foldingRangeKind: { valueSet: ["comment", "imports", "region"] },
    foldingRange: { collapsedText: false },
  },
  selectionRange: dynamic,
  callHierarchy: dynamic,
  semanticTokens: {
    ...dynamic,
    tokenTypes: [
      ..."namespace type class enum interface struct typeParameter parameter variable property".split(" "),
      ..."enumMember event function method macro keyword modifier comment string number regexp operator".split(" "),
      "decorator",
    ],
    tokenModifiers:
      "declaration definition readonly static deprecated abstract async modification documentation defaultLibrary".split(
        " ",
      ),
    formats: ["relative"],
    requests: { range: true, full: { delta: true } },
    multilineTokenSupport: false,
    overlappingTokenSupport: false,
    serverCancelSupport: true,
    augmentsSyntaxTokens: true,
  },
  inlayHint: { ...dynamic, resolveSupport: { properties: ["tooltip", "textEdits", "label.tooltip", "label.location"] } },
  linkedEditingRange: dynamic,
};

const workspace = {
  applyEdit: true,
  workspaceEdit: {
    documentChanges: true,
    resourceOperations: ["create", "rename", "delete"],
    failureHandling: "textOnlyTransactional",
    normalizesLineEndings: true,
    changeAnnotationSupport: { groupsOnLabel: true },
    snippetEditSupport: true,
  },
  configuration: true,
  didChangeConfiguration: dynamic,
  didChangeWatchedFiles: { ...dynamic, relativePatternSupport: true },
  symbol: {
    ...dynamic,
    symbolKind: { valueSet: kinds(26) },
    tagSupport: { valueSet: [1] },
    resolveSupport: { properties: ["location.range"] },
  },
  executeCommand: dynamic,
  codeLens: { refreshSupport: true },
  semanticTokens: { refreshSupport: true },
  inlayHint: { refreshSupport: true },
  diagnostics: { refreshSupport: true },
  foldingRange: { refreshSupport: true },
  workspaceFolders: true,
  fileOperations: {
    ...dynamic,
    didCreate: true,
    didRename: true,
    didDelete: true,
    willCreate: true,
    willRename: true,
    willDelete: true,
  },
};

const window = {
  workDoneProgress: true,
  showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
  showDocument: { support: true },
};

/// What VS Code says. It counts in UTF-16 and asks for diagnostics itself.
export const vscode = {
  workspace,
  textDocument,
  window,
  general: {
    staleRequestSupport: { cancel: true, retryOnContentModified: [] },
    regularExpressions: { engine: "ECMAScript", version: "ES2020" },
    markdown: { parser: "marked", version: "1.1.0" },
    positionEncodings: ["utf-16"],
  },
};

/// The same of a client that takes UTF-8.
export const utf8 = { ...vscode, general: { ...vscode.general, positionEncodings: ["utf-8", "utf-16"] } };

/// The same of a client that does not ask for diagnostics, but waits for them to be sent.
export const pushed = { ...vscode, textDocument: { ...textDocument, diagnostic: undefined } };

/// A client that can nothing but what every client can.
export const none = {};
