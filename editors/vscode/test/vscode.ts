// SPDX-License-Identifier: Apache-2.0
// What stands for the editor in tests: as much of `vscode` as the extension and the language client need to run.
// Whatever is registered is kept in `editor`, and tests call it as the editor would.
import { EventEmitter as Emitter } from "node:events";
import { pathToFileURL, fileURLToPath } from "node:url";

export type Registered = { kind: string; arguments: unknown[] };

/** What a test sees and sets. */
export const editor = {
  settings: new Map<string, unknown>(),
  registered: [] as Registered[],
  commands: new Map<string, (...parameters: any[]) => any>(),
  /** Commands of the editor itself that were called. */
  called: [] as { command: string; parameters: unknown[] }[],
  messages: [] as string[],
  /** What is chosen in a message, or typed into a box. */
  answer: undefined as string | undefined,
  output: [] as string[],
  diagnostics: new Map<string, any[]>(),
  events: new Emitter(),
  fire(event: string, value: unknown): void {
    this.events.emit(event, value);
  },
  /** The provider that was registered, such as `HoverProvider`. */
  provider(kind: string): any {
    const found = this.registered.find((each) => each.kind === kind);
    return found?.arguments.find((each) => typeof each === "object" && !Array.isArray(each));
  },
};

export class Disposable {
  constructor(private readonly action: () => unknown = () => undefined) {}
  static from(...all: { dispose(): unknown }[]) {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
  dispose() {
    this.action();
  }
}

const eventNamed = (name: string) => (listener: (value: any) => unknown, self?: unknown) => {
  const bound = listener.bind(self);
  editor.events.on(name, bound);
  return new Disposable(() => editor.events.off(name, bound));
};

export class EventEmitter<T> {
  private readonly emitter = new Emitter();
  readonly event = (listener: (value: T) => unknown, self?: unknown) => {
    const bound = listener.bind(self);
    this.emitter.on("event", bound);
    return new Disposable(() => this.emitter.off("event", bound));
  };
  fire(value: T) {
    this.emitter.emit("event", value);
  }
  dispose() {
    this.emitter.removeAllListeners();
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  isBefore(other: Position) {
    return this.line < other.line || (this.line === other.line && this.character < other.character);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(a: any, b: any, c?: number, d?: number) {
    this.start = typeof a === "number" ? new Position(a, b) : a;
    this.end = typeof a === "number" ? new Position(c!, d!) : b;
  }
  contains(at: Position) {
    return !at.isBefore(this.start) && !this.end.isBefore(at);
  }
}

export class Location {
  constructor(
    readonly uri: Uri,
    readonly range: Range,
  ) {}
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static parse(text: string) {
    const [, scheme, path] = /^([\w+.-]+):(?:\/\/)?(.*)$/.exec(text)!;
    return new Uri(scheme!, decodeURIComponent(path!));
  }
  static file(path: string) {
    return new Uri("file", path);
  }
  static from(parts: { scheme: string; path: string }) {
    return new Uri(parts.scheme, parts.path);
  }
  get fsPath() {
    return this.scheme === "file" ? fileURLToPath(this.toString()) : this.path;
  }
  toString() {
    return this.scheme === "file" ? pathToFileURL(this.path).toString() : `${this.scheme}:${this.path}`;
  }
}

export class Diagnostic {
  code: unknown;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity = 0,
  ) {}
}

export class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  static readonly Refactor = new CodeActionKind("refactor");
  static readonly RefactorExtract = new CodeActionKind("refactor.extract");
  static readonly RefactorInline = new CodeActionKind("refactor.inline");
  static readonly RefactorRewrite = new CodeActionKind("refactor.rewrite");
  static readonly Source = new CodeActionKind("source");
  static readonly SourceFixAll = new CodeActionKind("source.fixAll");
  static readonly SourceOrganizeImports = new CodeActionKind("source.organizeImports");
  constructor(readonly value: string) {}
  append(part: string) {
    return new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  }
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command?: unknown,
  ) {}
}

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {
    this.token.isCancellationRequested = true;
  }
  dispose() {}
}

export class Task {
  group: unknown;
  constructor(
    readonly definition: any,
    readonly scope: any,
    readonly name: string,
    readonly source: string,
    readonly execution: any,
    readonly problemMatchers: string[],
  ) {}
}
export class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: string[],
    readonly options: unknown,
  ) {}
}
export const TaskGroup = { Build: "build", Test: "test" };
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const version = "1.91.0";

/** What a tab shows. */
export class TabInputText {
  constructor(readonly uri: Uri) {}
}

/** A text in the editor. */
export class TextDocument {
  version = 1;
  isClosed = false;
  isDirty = false;
  constructor(
    readonly uri: Uri,
    private text: string,
    readonly languageId = "onus",
  ) {}
  getText() {
    return this.text;
  }
  /** The place behind so many characters. */
  positionAt(offset: number) {
    const before = this.text.slice(0, offset).split("\n");
    return new Position(before.length - 1, before.at(-1)!.length);
  }
  /** As if one had typed what differs, at once. */
  change(text: string) {
    const old = this.text;
    const same = (limit: number, equal: (at: number) => boolean) => {
      let at = 0;
      while (at < limit && equal(at)) {
        at += 1;
      }
      return at;
    };
    const shorter = Math.min(old.length, text.length);
    const head = same(shorter, (at) => old[at] === text[at]);
    const tail = same(shorter - head, (at) => old[old.length - 1 - at] === text[text.length - 1 - at]);
    const range = new Range(this.positionAt(head), this.positionAt(old.length - tail));
    const change = {
      range,
      rangeOffset: head,
      rangeLength: old.length - tail - head,
      text: text.slice(head, text.length - tail),
    };
    this.text = text;
    this.version += 1;
    editor.fire("onDidChangeTextDocument", { document: this, contentChanges: [change], reason: undefined });
  }
}

/** What nobody has named: events, and what is registered or made. */
function rest<T extends object>(known: T): T {
  return new Proxy(known, {
    get(target: any, name: string | symbol) {
      if (name in target || typeof name === "symbol" || name === "then") {
        return target[name];
      }
      if (name.startsWith("on")) {
        return eventNamed(name);
      }
      if (name.startsWith("register") || name.startsWith("create")) {
        return (...parameters: unknown[]) => {
          const entry = { kind: name.replace(/^(register|create)/, ""), arguments: parameters };
          editor.registered.push(entry);
          return Object.assign(new Disposable(() => editor.registered.splice(editor.registered.indexOf(entry), 1)), {
            onDidCreate: eventNamed("created"),
            onDidChange: eventNamed("changed"),
            onDidDelete: eventNamed("deleted"),
          });
        };
      }
      return undefined;
    },
  });
}

function setting(section: string) {
  return editor.settings.get(section);
}

export const workspace = rest({
  textDocuments: [] as TextDocument[],
  notebookDocuments: [],
  workspaceFolders: undefined as { uri: Uri; name: string; index: number }[] | undefined,
  isTrusted: true,
  fs: { isWritableFileSystem: () => true },
  getConfiguration: (section = "") => ({
    get: (key: string, fallback?: unknown) => setting(section === "" ? key : `${section}.${key}`) ?? fallback,
    has: () => false,
    inspect: () => undefined,
  }),
  getWorkspaceFolder: () => workspace.workspaceFolders?.[0],
  applyEdit: async () => true,
});

const say = async (text: string) => {
  editor.messages.push(text);
  return editor.answer;
};
const channel = () => {
  const write = (text: unknown) => void editor.output.push(String(text));
  return {
    name: "",
    logLevel: LogLevel.Info,
    onDidChangeLogLevel: eventNamed("onDidChangeLogLevel"),
    append: write,
    appendLine: write,
    replace: write,
    trace: write,
    debug: write,
    info: write,
    warn: write,
    error: write,
    clear: () => (editor.output.length = 0),
    show: () => void editor.called.push({ command: "show output", parameters: [] }),
    hide() {},
    dispose() {},
  };
};

export const window = rest({
  activeTextEditor: undefined as any,
  visibleTextEditors: [] as any[],
  tabGroups: {
    all: [] as { tabs: { input: unknown }[] }[],
    onDidChangeTabs: eventNamed("onDidChangeTabs"),
    onDidChangeTabGroups: eventNamed("onDidChangeTabGroups"),
    activeTabGroup: {},
  },
  showErrorMessage: say,
  showWarningMessage: say,
  showInformationMessage: say,
  showInputBox: async () => editor.answer,
  createOutputChannel: channel,
  withProgress: (_: unknown, action: any) => action({ report() {} }, new CancellationTokenSource().token),
});

export const languages = rest({
  match: (selector: any, document: TextDocument) =>
    [selector].flat().some((each: any) => each.language === document.languageId && each.scheme === document.uri.scheme)
      ? 10
      : 0,
  getDiagnostics: (uri: Uri) => editor.diagnostics.get(uri.toString()) ?? [],
  createDiagnosticCollection: () => ({
    set: (uri: Uri, list: any[]) => {
      editor.diagnostics.set(uri.toString(), list ?? []);
      editor.fire("diagnostics", uri.toString());
    },
    delete: (uri: Uri) => editor.diagnostics.delete(uri.toString()),
    clear: () => editor.diagnostics.clear(),
    has: (uri: Uri) => editor.diagnostics.has(uri.toString()),
    dispose() {},
  }),
});

export const commands = rest({
  registerCommand: (name: string, action: (...parameters: any[]) => any, self?: unknown) => {
    if (editor.commands.has(name)) {
      throw new Error(`command ${name} is there already`);
    }
    editor.commands.set(name, action.bind(self));
    return new Disposable(() => editor.commands.delete(name));
  },
  executeCommand: async (command: string, ...parameters: unknown[]) => {
    const own = editor.commands.get(command);
    return own ? own(...parameters) : void editor.called.push({ command, parameters });
  },
});

export const tasks = rest({});
export const env = { language: "en", appName: "test", openExternal: async () => true };

/** Classes that only hold what they are made of, and enumerations whose values nobody compares. */
function plain(name: string): unknown {
  const made = class {
    constructor(...parameters: unknown[]) {
      Object.assign(this, { parameters });
    }
  };
  Object.defineProperty(made, "name", { value: name });
  return new Proxy(made, {
    get: (target: any, key) => (key in target || typeof key === "symbol" ? target[key] : `${name}.${key}`),
  });
}

export const {
  CallHierarchyItem,
  CancellationError,
  CodeAction,
  CodeActionTriggerKind,
  Color,
  ColorInformation,
  CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  CompletionList,
  CompletionTriggerKind,
  DiagnosticRelatedInformation,
  DiagnosticTag,
  DocumentHighlight,
  DocumentHighlightKind,
  DocumentLink,
  DocumentSymbol,
  FileType,
  FoldingRange,
  FoldingRangeKind,
  Hover,
  InlayHint,
  InlayHintKind,
  InlayHintLabelPart,
  InlineCompletionItem,
  InlineCompletionList,
  InlineValueText,
  LinkedEditingRanges,
  MarkdownString,
  NotebookCellKind,
  ParameterInformation,
  ProgressLocation,
  RelativePattern,
  SelectionRange,
  SemanticTokens,
  SemanticTokensEdit,
  SemanticTokensEdits,
  SemanticTokensLegend,
  SignatureHelp,
  SignatureHelpTriggerKind,
  SignatureInformation,
  SnippetString,
  SnippetTextEdit,
  SymbolInformation,
  SymbolKind,
  SymbolTag,
  TabInputCustom,
  TabInputNotebook,
  TabInputTextDiff,
  TextDocumentChangeReason,
  TextDocumentSaveReason,
  TextEdit,
  ThemeIcon,
  TypeHierarchyItem,
  WorkspaceEdit,
} = new Proxy({} as Record<string, any>, { get: (_, name) => plain(String(name)) });
