;;; onus-mode.el --- Major mode for Onus, policies for AI agents  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;; Package-Requires: ((emacs "27.1"))
;; Version: 0.1.0
;; Keywords: languages

;;; Commentary:

;; Colours, indentation, navigation, formatting with `onus fmt', `compile' and the language server for .onus files.
;;
;; Most keywords of Onus are keywords in their place only and names everywhere else.  A place is known here by what
;; stands around the word on its line.

;;; Code:

(require 'onus-indent)
(require 'subr-x)

(defgroup onus nil
  "Policies in Onus."
  :group 'languages)

(defcustom onus-program "onus"
  "The program that formats, checks and serves."
  :type 'string)

(defcustom onus-format-on-save nil
  "Whether a buffer is laid out before it is saved."
  :type 'boolean
  :safe #'booleanp)

;;; The words, from the tables of the compiler

(defconst onus--words
  (list
   :reserved
   '(;; BEGIN generated: reserved words - operator words - constants
   "as" "because" "else" "expect" "has" "if" "that" "then" "when" "where"
     ;; END generated
     )
   :operator
   '(;; BEGIN generated: operator words
   "or" "and" "in" "matches" "like" "not" "any" "all"
     ;; END generated
     )
   :constant
   '(;; BEGIN generated: constants
   "true" "false"
     ;; END generated
     )
   :declaration
   '(;; BEGIN generated: header words + declaration words
   "package" "use" "organization" "team" "person" "vendor" "sink" "context" "type" "let" "effect" "surface" "detector"
   "system" "duties" "guardrail" "pattern" "exception" "standard" "framework" "test"
     ;; END generated
     )
   :clause
   '(;; BEGIN generated: clause words + step words - reserved words - rule words
   "email" "lead" "members" "contact" "provides" "answers_to" "active" "standards" "owner" "keep" "severity" "cover"
   "from" "tool" "returns" "does" "unguarded" "requested" "reviewed" "until" "vendor" "timeout" "operator" "business"
   "engineering" "security" "model" "surfaces" "enforces" "change" "incident" "review" "lifts" "monitor" "every"
   "version" "source" "publisher" "license" "superseded_by" "incomplete" "control" "withdrawn" "replaced_by" "level"
   "paragraphs" "under" "on" "log" "escalate" "rollback" "maps" "fails" "shadow" "let" "exception" "at" "after"
   "session" "agent" "context" "call" "result" "input" "prompt" "completion" "output" "handoff" "memory" "start"
   "signal" "approved"
     ;; END generated
     )
   :rule
   '(;; BEGIN generated: rule words
   "deny" "flag" "ask" "redact" "require"
     ;; END generated
     )
   :inner
   '(;; BEGIN generated: inner words + clause words + rule words - reserved words
   "alert" "allow" "args" "by" "closed" "count" "denied" "disable" "error" "failing" "is" "last" "latest" "list"
   "manual" "map" "matching" "max" "mentioned" "more" "no" "of" "open" "per" "previous" "requires" "restore" "revoke"
   "runbook" "seen" "sensitive" "set" "sum" "text" "than" "to" "total" "unavailable" "with" "within" "would_be" "yes"
   "email" "lead" "members" "contact" "provides" "answers_to" "active" "standards" "owner" "keep" "severity" "cover"
   "from" "tool" "returns" "does" "unguarded" "requested" "approved" "reviewed" "until" "input" "output" "vendor"
   "timeout" "operator" "business" "engineering" "security" "model" "surfaces" "enforces" "change" "incident" "review"
   "lifts" "monitor" "every" "version" "source" "publisher" "license" "superseded_by" "incomplete" "control" "withdrawn"
   "replaced_by" "level" "paragraphs" "under" "on" "log" "escalate" "rollback" "maps" "fails" "shadow" "let" "exception"
   "deny" "flag" "ask" "redact" "require"
     ;; END generated
     )
   :selector
   '(;; BEGIN generated: selector words
   "call" "result" "input" "prompt" "completion" "output" "handoff" "memory" "start"
     ;; END generated
     )
   :outcome
   '(;; BEGIN generated: outcomes
   "failing" "would_be" "allow" "flag" "deny" "redact" "ask"
     ;; END generated
     )
   :failure
   '(;; BEGIN generated: failure modes
   "closed" "open" "to"
     ;; END generated
     )
   :rollback
   '(;; BEGIN generated: rollback actions
   "disable" "restore" "revoke" "manual"
     ;; END generated
     )
   :severity
   '(;; BEGIN generated: severities
   "low" "medium" "high" "critical"
     ;; END generated
     )
   :type
   '(;; BEGIN generated: types
   "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
     ;; END generated
     )
   :root
   '(;; BEGIN generated: roots
   "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
   "memory"
     ;; END generated
     )
   :function
   '(;; BEGIN generated: built-in functions + function words
   "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
   "instant" "decimal" "int" "ip" "seen" "total" "latest" "mentioned" "count" "sum" "has"
     ;; END generated
     )
   :effect
   '(;; BEGIN generated: effects
   "reads_public" "reads_personal_data" "reads_secrets" "reads_untrusted" "reads_files" "writes_files" "writes_data"
   "deletes_data" "sends_messages" "publishes" "moves_money" "commits_business" "executes_code" "reaches_network"
   "changes_access" "changes_infrastructure" "delegates" "remembers" "spends"
     ;; END generated
     ))
  "The words of each kind.")

(defconst onus--kinds
  (let ((kinds (make-hash-table :test #'equal)))
    (cl-loop for (kind words) on onus--words by #'cddr
             do (dolist (word words) (push kind (gethash word kinds))))
    kinds)
  "The kinds of each word.")

(defun onus--is (word &rest kinds)
  "Whether WORD is of one of the KINDS."
  (and word (cl-intersection kinds (gethash word onus--kinds))))

;;; Places

(defconst onus--goes-on '("and" "or" "in" "like" "matches" "as" "because" "else" "then" "when" "where" "expect")
  "Reserved words that stand between expressions, or behind one.")

(defconst onus--takers '("to" "by" "of" "with" "is" "under" "per" "alert" "redact" "disable")
  "Contextual words behind which a name stands.")

(defun onus--word-at (position)
  "The name or number that begins at POSITION; else the character, as a string."
  (save-excursion
    (goto-char position)
    (if (looking-at "[A-Za-z0-9_]+") (match-string-no-properties 0)
      (and (not (eobp)) (char-to-string (following-char))))))

(defun onus--word-before (position)
  "What ends before POSITION on its line, and where: (TEXT . BEGIN).
Nothing stands before the first word of a line."
  (save-excursion
    (goto-char position)
    (skip-chars-backward " \t")
    (unless (bolp)
      (let ((end (point)))
        (when (= (skip-chars-backward "A-Za-z0-9_") 0)
          (backward-char))
        (cons (buffer-substring-no-properties (point) end) (point))))))

(defun onus--word-after (position)
  "What begins behind POSITION on its line, blanks aside; nil at its end."
  (save-excursion
    (goto-char position)
    (skip-chars-forward " \t")
    (unless (or (eolp) (looking-at-p "//"))
      (onus--word-at (point)))))

(defun onus--in-block-p (position)
  "Whether POSITION is outside of brackets or in the braces of a declaration."
  (let ((open (nth 1 (syntax-ppss position))))
    (or (null open)
        (save-excursion
          (goto-char open)
          (and (eq (following-char) ?{)
               (progn (back-to-indentation)
                      (let ((word (onus--word-at (point))))
                        (or (member word '("is" "under" "\"" "control"))
                            (and (member word onus-indent--blocks) (onus--declares-p (+ (point) (length word))))))))))))

(defun onus--declares-p (end)
  "Whether a declaration may go on at END, where its first word ends."
  (let ((after (onus--word-after end)))
    (and after (not (eq (char-after end) ?.)) (not (member after onus--goes-on))
         (string-match-p "\\`[A-Za-z_\"{]" after))))

(defun onus--thing-p (word)
  "Whether WORD is a name, a literal or a bracket, and joins nothing."
  (and word (not (member word onus--goes-on)) (string-match-p "\\`[0-9A-Za-z_\"({*]" word)))

;;; Colours

(defun onus--statement-face (word end labelled)
  "The face of WORD, up to END, where a statement begins.
If LABELLED, its label stands before it."
  (cond ((onus--is word :rule) 'font-lock-builtin-face)
        (labelled nil)
        ((and (onus--is word :declaration) (onus--declares-p end)) 'font-lock-keyword-face)
        ((and (onus--is word :clause) (not (memq (char-after end) '(?. ?\()))) 'font-lock-keyword-face)))

(defun onus--clause-face (word before after)
  "The face of WORD behind BEFORE, which decides what it may be; AFTER follows."
  (pcase before
    ((or "fails" "rollback") (and (onus--is word :failure :rollback) 'font-lock-keyword-face))
    ("severity" (and (onus--is word :severity) 'font-lock-constant-face))
    ((or "expect" "would_be") (and (onus--is word :outcome) 'font-lock-builtin-face))
    ((or "on" "cover") (and (onus--is word :selector) 'font-lock-keyword-face))
    ("by" (and (equal word "exception") (onus--thing-p after) 'font-lock-keyword-face))
    ((or "as" "output" "returns" "sensitive" ":" "<" "|") (and (onus--is word :type) 'font-lock-type-face))
    ("," (and (onus--is word :selector) (onus--in-selectors-p) 'font-lock-keyword-face))))

(defun onus--in-selectors-p ()
  "Whether point is in a clause that lists selectors, on its line."
  (looking-back "\\(?:^\\|{\\)[ \t]*\\(?:on\\|cover\\)[ \t].*" (line-beginning-position)))

(defun onus--inner-p (word before after)
  "Whether WORD is a keyword in the middle of a statement.
No operator joins it with what stands BEFORE and AFTER it."
  (and (onus--is word :inner)
       (let ((text (car before)))
         (cond ((and (null text) (onus--thing-p after)))
               ((equal word "more") (equal text "when"))
               ((member word '("error" "unavailable" "previous" "manual"))
                (save-excursion (back-to-indentation) (looking-at-p "\\(?:result\\|signal\\|rollback\\)\\_>")))
               ((member text onus--takers) nil)
               ((onus--is text :reserved :operator) nil)
               ((and (onus--is text :declaration) (null (onus--word-before (cdr before)))) nil)
               ((equal text "tool") nil)
               ((and text (string-match-p "[])}\"A-Za-z0-9_*>]\\'" text)) (onus--thing-p after))))))

(defun onus--expression-face (word before after)
  "The face of WORD in an expression, between the words BEFORE and AFTER."
  (cond ((onus--is word :reserved :operator) 'font-lock-keyword-face)
        ((onus--is word :constant) 'font-lock-constant-face)
        ((and (member word '("list" "map" "set")) (equal after "<")) 'font-lock-type-face)
        ((and (equal after "(") (onus--is word :function)) 'font-lock-builtin-face)
        ((onus--is word :effect) 'font-lock-type-face)
        ((and (member word '("call" "result")) (or (member after '("*" "that")) (onus--selects-p word after)))
         'font-lock-keyword-face)
        ((onus--inner-p word before after) 'font-lock-keyword-face)
        ((and (onus--is word :root) (not (equal after "("))
              (not (and (onus--is (car before) :declaration) (null (onus--word-before (cdr before)))))
              (not (equal (car before) "tool")))
         'font-lock-builtin-face)))

(defun onus--selects-p (word after)
  "Whether WORD, `call' or `result', stands before the name AFTER of a tool."
  (and (onus--is word :selector) after (not (member after onus--goes-on)) (not (onus--is after :inner))
       (string-match-p "\\`[A-Za-z_]" after)))

(defun onus--face (begin end)
  "The face of the word between BEGIN and END."
  (let* ((word (buffer-substring-no-properties begin end))
         (before (onus--word-before begin))
         (text (car before))
         (after (onus--word-after end)))
    (cond ((equal text ".") (and (equal after "(") (onus--is word :function) 'font-lock-builtin-face))
          ((and (equal after ":") (not (equal text "in"))) 'font-lock-variable-name-face)
          ((and (or (null text) (member text '("{" "}" ":"))) (onus--in-block-p begin)
                (or (not (equal text ":")) (onus--label-p before))
                (onus--statement-face word end (equal text ":"))))
          ((onus--clause-face word text after))
          ((onus--expression-face word before after)))))

(defun onus--label-p (colon)
  "Whether COLON, of `onus--word-before', stands behind a label."
  (let ((label (onus--word-before (cdr colon))))
    (and label (let ((before (onus--word-before (cdr label)))) (or (null before) (equal (car before) "{"))))))

(defvar onus--found nil
  "The face of the word that `onus--next-word' found.")

(defun onus--next-word (limit)
  "Find the next word before LIMIT that has a colour."
  (let (face)
    (while (and (not face) (re-search-forward "\\_<[A-Za-z_][A-Za-z0-9_]*\\_>" limit t))
      (let ((data (match-data)))
        (save-excursion
          (unless (nth 8 (syntax-ppss (match-beginning 0)))
            (setq face (onus--face (nth 0 data) (nth 1 data)))))
        (set-match-data data)))
    (setq onus--found face)))

(defconst onus--names
  (concat "^\\(?:" (regexp-opt (cl-set-difference (plist-get onus--words :declaration) '("package" "use") :test #'equal))
          "\\|[ \t]*\\(?:let\\|exception\\|tool\\)\\)[ \t]+\\([A-Za-z_][A-Za-z0-9_]*\\)\\_>[ \t]*"
          "\\(?:[(,:\"={]\\|$\\|\\(?:is\\|under\\|to\\|does\\|owner\\|from\\)\\_>\\)")
  "A declaration and its name.")

(defconst onus--font-lock-keywords
  `((,onus--names 1 font-lock-function-name-face)
    (onus--next-word 0 onus--found)
    ("\\_<[0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\(?:T[0-9:.]+Z\\)?" 0 font-lock-constant-face)
    ("\\_<[0-9][0-9_]*\\(?:\\.[0-9]+\\|ms\\|[smhdw]\\)?\\_>" 0 font-lock-constant-face)
    ("\\\\\\(?:u{[0-9A-Fa-f]*}\\|.\\)" 0 (onus--escape-face) prepend)
    ("//[ \t]*\\(onus:[ \t]*\\(?:allow-file\\|allow\\|expect\\)\\)("
     (1 font-lock-preprocessor-face t)
     ("\\(\"[^\"\n]*\"\\)\\|\\_<\\(reason\\|until\\)\\_>" nil nil
      (1 font-lock-string-face t t) (2 font-lock-preprocessor-face t t))))
  "Colours of `onus-mode'.")

(defun onus--escape-face ()
  "The face of an escape, where it stands in a text."
  (save-excursion
    (let ((state (syntax-ppss (match-beginning 0))))
      (and (nth 3 state) (not (eq (char-before (nth 8 state)) ?r)) 'font-lock-constant-face))))

(defun onus--syntactic-face (state)
  "The face of the text or comment of STATE."
  (cond ((nth 3 state) 'font-lock-string-face)
        ((save-excursion (goto-char (nth 8 state)) (looking-at-p "///\\(?:[^/]\\|$\\)")) 'font-lock-doc-face)
        (t 'font-lock-comment-face)))

;;; Navigation

(defun onus-beginning-of-defun (&optional count)
  "Move to the beginning of the declaration, COUNT times.
If COUNT is negative, move forward."
  (let ((count (or count 1)))
    (when (< count 0)
      (end-of-line))
    (when (re-search-backward onus-indent--edge nil 'move count)
      (beginning-of-line)
      t)))

(defun onus-end-of-defun ()
  "Move behind the declaration that begins at point.
Its lines are indented, or close what it opened."
  (forward-line)
  (while (and (not (eobp)) (looking-at-p "\\(?:[ \t]*\n\\)*\\(?:[ \t]+[^ \t\n]\\|[])}]\\)"))
    (forward-line)))

(defun onus-current-defun ()
  "The name or title of the declaration around point."
  (save-excursion
    (end-of-line)
    (when (and (re-search-backward onus-indent--edge nil t)
               (looking-at "[a-z]+[ \t]+\\(\"[^\"\n]*\"\\|[A-Za-z0-9_.]+\\)"))
      (match-string-no-properties 1))))

(defconst onus--imenu
  (mapcar (lambda (word)
            (list (capitalize word)
                  (concat "^" (if (member word '("exception" "tool")) "[ \t]*" "") word "[ \t]+"
                          (if (equal word "test") "\"\\([^\"\n]+\\)" "\"?\\([A-Za-z0-9_-]+\\)"))
                  1))
          (cons "tool" (cl-set-difference (plist-get onus--words :declaration) '("package" "use" "context")
                                          :test #'equal)))
  "Declarations by their kind.")

(defun onus--outline-level ()
  "How deep the line at point is, from its indentation."
  (1+ (/ (current-indentation) 2)))

;;; Laying out

(defun onus-format-buffer ()
  "Lay the buffer out as `onus fmt' does.
One that does not parse stays as it is, and its first error is told."
  (interactive)
  (let ((errors (make-temp-file "onus")) (source (current-buffer)))
    (unwind-protect
        (with-temp-buffer
          (let* ((result (current-buffer))
                 (name (or (buffer-file-name source) "buffer.onus"))
                 (status (with-current-buffer source
                           (save-restriction
                             (widen)
                             (call-process-region nil nil onus-program nil (list result errors) nil
                                                  "fmt" "-" "--stdin-filename" name)))))
            (if (eq status 0)
                (with-current-buffer source
                  (save-restriction
                    (widen)
                    (replace-buffer-contents result)))
              (erase-buffer)
              (insert-file-contents errors)
              (message "onus fmt: %s" (string-join (seq-take (split-string (buffer-string) "\n") 2) " ")))))
      (delete-file errors))))

(defun onus--before-save ()
  "Lay the buffer out, if `onus-format-on-save' says so."
  (when onus-format-on-save
    (onus-format-buffer)))

;;; Other packages

(defvar align-mode-rules-list)
(defconst onus--align-rules
  '((onus-clause (regexp . "^[ \t]+[a-z_]+\\([ \t]+\\)[^ \t\n=:]") (spacing . 2))
    (onus-field (regexp . "^[ \t]+\\(?:[A-Za-z_]+\\|\"[^\"\n]*\"\\):\\([ \t]+\\)") (spacing . 2))
    (onus-value (regexp . "^\\(?:let\\|type\\)[ \t]+[A-Za-z_]+\\([ \t]*\\)=") (group . 1)))
  "What `align' sets below each other.")

(defvar compilation-error-regexp-alist)
(defvar compilation-error-regexp-alist-alist)
(with-eval-after-load 'compile
  (add-to-list 'compilation-error-regexp-alist-alist
               (list 'onus
                     (concat "^\\(.+\\):\\([0-9]+\\):\\([0-9]+\\): "
                             "\\(?:error\\|\\(warning\\)\\|\\(note\\)\\): .* \\[[^][\n]+\\]$")
                     1 2 3 '(4 . 5)))
  (add-to-list 'compilation-error-regexp-alist 'onus))

(defvar eglot-server-programs)
(defun onus--server (&rest _)
  "How the language server is started."
  (list onus-program "lsp"))
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((onus-mode onus-ts-mode) . onus--server)))

;;; The mode

(defvar onus-base-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (dolist (symbol '(?< ?> ?= ?! ?? ?| ?+ ?- ?* ?. ?, ?: ?' ?& ?%))
      (modify-syntax-entry symbol "." table))
    table)
  "Syntax of Onus.")

(defvar onus-base-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-f") #'onus-format-buffer)
    (define-key map (kbd "C-c C-c") #'compile)
    map)
  "Keys of `onus-mode' and `onus-ts-mode'.")

(define-derived-mode onus-base-mode prog-mode "Onus"
  "What `onus-mode' and `onus-ts-mode' share."
  (setq-local comment-start "// "
              comment-end ""
              comment-start-skip "//+[ \t]*"
              indent-tabs-mode nil
              fill-column 120
              indent-line-function #'onus-indent-line
              indent-region-function #'onus-indent-region
              electric-indent-chars (append "}])" electric-indent-chars)
              beginning-of-defun-function #'onus-beginning-of-defun
              end-of-defun-function #'onus-end-of-defun
              add-log-current-defun-function #'onus-current-defun
              outline-regexp (concat "[ \t]*" (regexp-opt (append '("tool" "control") onus-indent--declarations)
                                                          'symbols))
              outline-level #'onus--outline-level
              align-mode-rules-list onus--align-rules
              compilation-error-screen-columns nil
              compile-command (concat onus-program " check --format gnu"))
  (add-hook 'before-save-hook #'onus--before-save nil t))

;;;###autoload
(define-derived-mode onus-mode onus-base-mode "Onus"
  "Major mode for Onus, policies for AI agents."
  (setq-local imenu-generic-expression onus--imenu
              font-lock-defaults '(onus--font-lock-keywords nil nil nil
                                   (font-lock-syntactic-face-function . onus--syntactic-face))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.onus\\'" . onus-mode))

(provide 'onus-mode)
;;; onus-mode.el ends here
