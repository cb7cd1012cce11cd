;;; onus-ts-mode.el --- Major mode for Onus with tree-sitter  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;; Package-Requires: ((emacs "29.1"))
;; Version: 0.1.0
;; Keywords: languages, tree-sitter

;;; Commentary:

;; `onus-mode' with the grammar of editors/tree-sitter: colours and navigation come from the tree, so that a word is a
;; keyword exactly where the language has it.  Indentation is the same in both: it follows the words above a line, which
;; are there before the tree of an unfinished clause is.

;;; Code:

(require 'onus-mode)
(require 'treesit)

(defconst onus-ts--keywords
  '(;; BEGIN generated: keywords - constants
  "all" "and" "any" "as" "because" "else" "expect" "has" "if" "in" "like" "matches" "not" "or" "that" "then" "when"
  "where" "active" "after" "agent" "alert" "allow" "answers_to" "approved" "args" "ask" "at" "business" "by" "call"
  "change" "closed" "completion" "contact" "context" "control" "count" "cover" "denied" "deny" "detector" "disable"
  "does" "duties" "effect" "email" "enforces" "engineering" "error" "escalate" "every" "exception" "failing" "fails"
  "flag" "framework" "from" "guardrail" "handoff" "incident" "incomplete" "input" "is" "keep" "last" "latest" "lead"
  "let" "level" "license" "lifts" "list" "log" "manual" "map" "maps" "matching" "max" "members" "memory" "mentioned"
  "model" "monitor" "more" "no" "of" "on" "open" "operator" "organization" "output" "owner" "package" "paragraphs"
  "pattern" "per" "person" "previous" "prompt" "provides" "publisher" "redact" "replaced_by" "requested" "require"
  "requires" "restore" "result" "returns" "review" "reviewed" "revoke" "rollback" "runbook" "security" "seen"
  "sensitive" "session" "set" "severity" "shadow" "signal" "sink" "source" "standard" "standards" "start" "sum"
  "superseded_by" "surface" "surfaces" "system" "team" "test" "text" "than" "timeout" "to" "tool" "total" "type"
  "unavailable" "under" "unguarded" "until" "use" "vendor" "version" "with" "withdrawn" "within" "would_be" "yes"
    ;; END generated
    ))

(defconst onus-ts--roots
  '(;; BEGIN generated: roots
  "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
  "memory"
    ;; END generated
    ))

(defconst onus-ts--functions
  '(;; BEGIN generated: built-in functions
  "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
  "instant" "decimal" "int" "ip"
    ;; END generated
    ))

(defconst onus-ts--declarations
  '("Organization, team, person or vendor" "party" "Sink" "sink" "Type" "type" "Let" "let" "Effect" "effect" "Surface"
    "surface" "Detector" "detector" "System" "system" "Duties" "duties" "Guardrail" "guardrail" "Pattern" "pattern"
    "Exception" "exception" "Standard" "standard" "Framework" "framework" "Test" "test")
  "How imenu calls the declarations of the grammar.")

(defun onus-ts--whole (words)
  "A regular expression for each of WORDS as a whole."
  (concat "\\`" (regexp-opt words t) "\\'"))

;;; Colours

(defconst onus-ts--font-lock
  `(:language onus :feature comment
    ((comment) @font-lock-comment-face
     (doc_comment) @font-lock-doc-face)

    :language onus :feature definition
    (([(party_declaration name: (identifier) @font-lock-function-name-face)
       (sink_declaration name: (identifier) @font-lock-function-name-face)
       (effect_declaration name: (identifier) @font-lock-function-name-face)
       (surface_declaration name: (identifier) @font-lock-function-name-face)
       (detector_declaration name: (identifier) @font-lock-function-name-face)
       (system_declaration name: (identifier) @font-lock-function-name-face)
       (duties_declaration name: (identifier) @font-lock-function-name-face)
       (guardrail_declaration name: (identifier) @font-lock-function-name-face)
       (pattern_declaration name: (identifier) @font-lock-function-name-face)
       (exception_declaration name: (identifier) @font-lock-function-name-face)
       (standard_declaration name: (identifier) @font-lock-function-name-face)
       (framework_declaration name: (identifier) @font-lock-function-name-face)
       (tool name: (identifier) @font-lock-function-name-face)
       (let_declaration name: (identifier) @font-lock-function-name-face)
       (type_declaration name: (identifier) @font-lock-type-face)]))

    :language onus :feature verdict
    ((rule verdict: _ @font-lock-builtin-face)
     (expect_step verdict: _ @font-lock-builtin-face)
     (expect_step ["failing" "would_be"] @font-lock-builtin-face))

    :language onus :feature builtin
    ((history_expression function: _ @font-lock-builtin-face)
     (comprehension_expression function: _ @font-lock-builtin-face)
     (has_expression "has" @font-lock-builtin-face)
     (call_expression function: (identifier) @font-lock-builtin-face
                      (:match ,(onus-ts--whole onus-ts--functions) @font-lock-builtin-face))
     (call_expression method: (identifier) @font-lock-builtin-face
                      (:match ,(onus-ts--whole onus-ts--functions) @font-lock-builtin-face)))

    :language onus :feature type
    ((generic_type constructor: _ @font-lock-type-face)
     (named_type name: (path) @font-lock-type-face)
     (type "sensitive" @font-lock-type-face)
     (effect_use effect: (path) @font-lock-type-face)
     (selector "that" (path) @font-lock-type-face)
     (cover_clause (identifier) @font-lock-keyword-face)
     (severity_clause level: (identifier) @font-lock-constant-face))

    :language onus :feature property
    ((field name: (identifier) @font-lock-variable-name-face)
     (member name: (identifier) @font-lock-variable-name-face)
     (parameter name: (identifier) @font-lock-variable-name-face)
     (binding parameter: (identifier) @font-lock-variable-name-face)
     (named_argument name: (identifier) @font-lock-variable-name-face)
     (rule label: (identifier) @font-lock-variable-name-face)
     (member_expression member: (identifier) @font-lock-property-use-face))

    :language onus :feature keyword
    ([,@onus-ts--keywords] @font-lock-keyword-face)

    :language onus :feature root
    (((identifier) @font-lock-builtin-face
      (:match ,(onus-ts--whole onus-ts--roots) @font-lock-builtin-face)
      (:pred onus-ts--in-expression-p @font-lock-builtin-face)))

    :language onus :feature constant
    ((boolean) @font-lock-constant-face)

    :language onus :feature number
    ([(integer) (decimal) (duration) (date) (instant)] @font-lock-number-face)

    :language onus :feature string
    ((string) @font-lock-string-face
     (pattern) @font-lock-regexp-face)

    :language onus :feature escape :override t
    ((escape_sequence) @font-lock-escape-face)

    :language onus :feature operator
    (["==" "!=" "<" "<=" ">" ">=" "??" "+" "-" "*" "=" "|" "?"] @font-lock-operator-face)

    :language onus :feature bracket
    (["(" ")" "[" "]" "{" "}"] @font-lock-bracket-face)

    :language onus :feature delimiter
    (["," ":" "."] @font-lock-delimiter-face)

    :language onus :feature error :override t
    ((ERROR) @font-lock-warning-face))
  "Arguments of `treesit-font-lock-rules'.")

(defconst onus-ts--features
  '((comment definition)
    (keyword string verdict)
    (type property builtin root constant number escape)
    (operator bracket delimiter error))
  "What each level of `treesit-font-lock-level' colours.")

(defun onus-ts--in-expression-p (node)
  "Whether NODE, an identifier, is a value: not a part of a path, nor a name."
  (not (member (treesit-node-type (treesit-node-parent node)) '("path" "tool_path" "use_clause" "use_item"))))

;;; Navigation

(defun onus-ts--name (node)
  "The name or title of the declaration NODE."
  (let ((name (or (treesit-node-child-by-field-name node "name") (treesit-node-child-by-field-name node "title"))))
    (and name (string-trim (treesit-node-text name t) "\"" "\""))))

(defconst onus-ts--imenu
  (append (cl-loop for (title kind) on onus-ts--declarations by #'cddr
                   collect (list title (format "\\`%s_declaration\\'" kind) nil nil))
          '(("Tool" "\\`tool\\'" nil nil)))
  "Declarations by their kind.")

;;; The mode

;;;###autoload
(define-derived-mode onus-ts-mode onus-base-mode "Onus"
  "Major mode for Onus, policies for AI agents, with tree-sitter."
  (when (treesit-ready-p 'onus)
    (treesit-parser-create 'onus)
    (setq-local treesit-font-lock-settings (apply #'treesit-font-lock-rules onus-ts--font-lock)
                treesit-font-lock-feature-list onus-ts--features
                treesit-defun-type-regexp "_declaration\\'"
                treesit-defun-name-function #'onus-ts--name
                treesit-simple-imenu-settings onus-ts--imenu)
    (treesit-major-mode-setup)))

;;;###autoload
(when (and (fboundp 'treesit-ready-p) (treesit-ready-p 'onus t))
  (add-to-list 'auto-mode-alist '("\\.onus\\'" . onus-ts-mode)))

(provide 'onus-ts-mode)
;;; onus-ts-mode.el ends here
