;;; onus-indent.el --- Indentation of Onus as `onus fmt' has it  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The lines from the declaration above are read from left to right.  What is open is a list of contexts, the innermost
;; first: the file, the braces of a declaration (a block of statements), the brackets of a literal or a type (items),
;; and parentheses.  An expression goes on below its first word, a clause below what follows its keyword.

;;; Code:

(require 'cl-lib)

(defconst onus-indent--reserved
  '(;; BEGIN generated: reserved words
  "all" "and" "any" "as" "because" "else" "expect" "false" "has" "if" "in" "like" "matches" "not" "or" "that" "then"
  "true" "when" "where"
    ;; END generated
    ))

(defconst onus-indent--operators
  '("==" "!=" "<" "<=" ">" ">=" "??" "+" "-" "*"
    ;; BEGIN generated: operator words
    "or" "and" "in" "matches" "like" "not" "any" "all"
    ;; END generated
    ))

(defconst onus-indent--declarations
  '(;; BEGIN generated: header words + declaration words
  "package" "use" "organization" "team" "person" "vendor" "sink" "context" "type" "let" "effect" "surface" "detector"
  "system" "duties" "guardrail" "pattern" "exception" "standard" "framework" "test"
    ;; END generated
    ))

(defconst onus-indent--edge (concat "^" (regexp-opt onus-indent--declarations 'symbols))
  "What begins anew, whatever was left open above it.")

(defconst onus-indent--unaligned (append '("tool" "unguarded" "every" "control") onus-indent--declarations)
  "First words of statements that go on four columns further in.")

(defconst onus-indent--blocks
  (cons "control" (cl-set-difference onus-indent--declarations '("package" "use" "context" "type" "let") :test #'equal))
  "Words before braces that hold statements; all others hold members.")

(defconst onus-indent--complete '("incomplete" "shadow" "deny" "flag")
  "Statements that need no second word.")

(defconst onus-indent--openers
  '("when" "where" "require" "requires" "matching" "because" "if" "then" "else" "=" "," ":")
  "Behind these an expression begins.")

(defconst onus-indent--demanding '("," "." "=" ":" "==" "!=" "<" "<=" ">=" "??" "+" "-" "|")
  "Symbols behind which a statement goes on.")

(defconst onus-indent--terms '("requested" "approved" "reviewed" "until"))

(defconst onus-indent--further
  `(("log" "redact" "to") ("rollback" "by" "within" "runbook") ("let" "yes" "no" "from")
    ("fails" ,@onus-indent--terms) ("shadow" ,@onus-indent--terms) ("unguarded" ,@onus-indent--terms)
    ("tool" "returns" "does" "unguarded" ,@onus-indent--terms)
    ("guardrail" "is" "under") ("detector" "is") ("exception" "to") ("expect" "by" "with") ("result" "args" "error"))
  "Contextual words that go on with a statement, by its first word.")

(defconst onus-indent--token
  (concat "//.*\\|r?\"\\(?:\\\\.\\|[^\"\\\\\n]\\)*\"?\\|[0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\(?:T[0-9:.]+Z\\)?"
          "\\|[0-9][0-9A-Za-z_]*\\(?:\\.[0-9]+\\)?\\|[A-Za-z_][0-9A-Za-z_]*"
          "\\|\\.\\.\\.\\|\\?\\?\\|[=!<>]=\\|[^ \t\r\n]"))

(defun onus-indent--next ()
  "Move behind the next token of the line and return it; nil before none."
  (skip-chars-forward " \t\r")
  (and (not (eolp)) (looking-at onus-indent--token) (not (looking-at-p "//"))
       (progn (goto-char (match-end 0)) (match-string-no-properties 0))))

(defun onus-indent--closing-p (token) (member token '("}" "]" ")")))

;;; What is open

(cl-defstruct (onus-c (:copier nil) (:predicate nil)
                      (:constructor onus-indent--make (kind of member close base indent own) "A context."))
  kind       ; file, block, items or aligned
  of         ; what the block declares
  member     ; the column of its members
  close      ; the column of its closing bracket
  head       ; the first word of the statement
  (size 0)   ; how many tokens the statement has
  last       ; its last token
  base       ; what brackets are indented from
  indent     ; where a line that goes on begins
  own        ; both, for the statement as a whole
  pending    ; whether lines go on below the next token
  aligned    ; whether they go on below the second word of the statement
  labelled   ; whether it is a rule behind a label
  waived     ; whether `unguarded' was said
  expr       ; where the expression begins, nil outside
  or         ; whether it has an `or'
  ifs        ; the columns of its open `if's
  (ranges 0) ; quantifiers without their colon
  ranged)    ; whether the last token is the colon of one

(defun onus-indent--open (kind of member close)
  "What KIND of brackets open, with CLOSE as the column of the closing one.
Statements, declared by OF, or members begin in the column MEMBER."
  (onus-indent--make kind of member close member member (cons member member)))

(defun onus-indent--align (c base indent)
  "Let the lines of C go on at INDENT, and brackets be indented from BASE.
This lasts until `onus-indent--returns-p'."
  (setf (onus-c-base c) base
        (onus-c-indent c) indent
        (onus-c-pending c) nil))

(defun onus-indent--align-all (c base indent)
  "As `onus-indent--align' of C, BASE and INDENT, for the whole statement."
  (setf (onus-c-own c) (cons base indent))
  (onus-indent--align c base indent))

(defun onus-indent--in-test-p (c) (equal (onus-c-of c) "test"))

(defun onus-indent--statements-p (c) (memq (onus-c-kind c) '(file block)))

(defun onus-indent--first (c head)
  "The column of a statement of C that begins with HEAD."
  (+ (onus-c-member c) (if (and (onus-indent--in-test-p c) (equal head "signal")) 2 0)))

(defun onus-indent--begin (c head labelled)
  "Begin a statement of C with the word HEAD, a label if LABELLED."
  (let ((first (onus-indent--first c head)))
    (setf (onus-c-head c) head
          (onus-c-expr c) nil
          (onus-c-or c) nil
          (onus-c-ifs c) nil
          (onus-c-ranges c) 0
          (onus-c-size c) 0
          (onus-c-labelled c) labelled
          (onus-c-aligned c) (not (or labelled (onus-indent--in-test-p c) (member head onus-indent--unaligned)))
          (onus-c-waived c) (equal head "unguarded"))
    (onus-indent--align-all c first (+ first 4))
    (setf (onus-c-pending c) (or (onus-c-aligned c) (onus-c-waived c)))))

(defun onus-indent--wants-more-p (c)
  "Whether the statement of C cannot end with its last token."
  (let ((last (onus-c-last c)))
    (or (member last onus-indent--demanding)
        (and (= (onus-c-size c) 1) (not (onus-indent--in-test-p c)) (not (member last onus-indent--complete)))
        (and (member last onus-indent--reserved) (not (member last '("true" "false")))))))

(defun onus-indent--begins-statement-p (c token)
  "Whether a line that begins with TOKEN, before point, begins a statement of C."
  (cond ((null (onus-c-head c)) t)
        ((onus-indent--wants-more-p c) nil)
        ((null token) t)
        ((member token onus-indent--reserved)
         (if (onus-indent--in-test-p c)
             (equal token "expect")
           (and (equal (onus-c-of c) "exception") (member token '("when" "because")))))
        ((equal token "unguarded")
         (not (and (equal (onus-c-head c) "tool")
                   (looking-at-p "[ \t]+\\(?:\\(?:call\\|result\\)[ \t]+\\)?because\\>"))))
        (t (and (string-match-p "\\`[A-Za-z_][A-Za-z0-9_]*\\'" token)
                (not (member token (cdr (assoc (onus-c-head c) onus-indent--further))))))))

;;; Reading

(defun onus-indent--read-line (stack)
  "Read the words of the line at point into STACK, and return what it is then."
  (beginning-of-line)
  (when (looking-at-p onus-indent--edge)
    (setq stack (list (onus-indent--open 'file nil 0 0))))
  (let ((first t) token)
    (while (setq token (onus-indent--next))
      (let ((c (car stack))
            (column (save-excursion (goto-char (match-beginning 0)) (current-column)))
            (key (looking-at-p "[ \t]*:")))
        (cond ((and first (onus-indent--statements-p c) (not (onus-indent--closing-p token))
                    (save-match-data (onus-indent--begins-statement-p c token)))
               (onus-indent--begin c token key))
              ((and first (eq (onus-c-kind c) 'items) (not (member token onus-indent--operators))
                    (not (member (onus-c-last c) onus-indent--demanding)))
               (setf (onus-c-expr c) nil))
              ((and (eq (onus-c-kind c) 'block) (null (onus-c-head c)) (not (onus-indent--closing-p token)))
               (onus-indent--begin c token nil)))
        (when (and (string-match-p "\\`[A-Za-z_][A-Za-z0-9_]*\\'" token) (or key (equal (onus-c-last c) ".")))
          (setq token "name"))
        (setq stack (onus-indent--take stack token column)
              first nil))))
  stack)

(defun onus-indent--take (stack token column)
  "Read TOKEN, from COLUMN up to point, into STACK, and return what it is then."
  (let ((c (car stack)))
    (if (onus-indent--closing-p token)
        (progn (when (cdr stack) (pop stack))
               (setf (onus-c-last (car stack)) token))
      (when (and (onus-c-pending c) (> (onus-c-size c) 0))
        (onus-indent--align c column column))
      (when (and (onus-indent--statements-p c) (> (onus-c-size c) 0))
        (onus-indent--anchor c token column))
      (onus-indent--follow c token column)
      (when (member token '("{" "[" "("))
        (push (onus-indent--bracket c token column) stack))
      (setf (onus-c-last c) token)
      (cl-incf (onus-c-size c)))
    stack))

(defun onus-indent--anchor (c token column)
  "Note whether the statement of C goes on below TOKEN, at COLUMN, or behind it."
  (cond ((and (= (onus-c-size c) 1) (onus-c-aligned c))
         (setf (onus-c-own c) (cons (onus-c-base c) (onus-c-indent c))))
        ((and (= (onus-c-size c) 2) (onus-c-labelled c))
         (onus-indent--align-all c column column)))
  (when (onus-indent--returns-p c token)
    (onus-indent--align c (car (onus-c-own c)) (cdr (onus-c-own c))))
  (pcase (onus-c-head c)
    ("log" (unless (member (onus-c-last c) '("," "."))
             (setf (onus-c-pending c) (equal token "redact"))))
    ("rollback" (setf (onus-c-pending c) (member token '("disable" "revoke"))))
    ("maps" (when (and (string-suffix-p "\"" token) (not (equal (onus-c-last c) ",")))
              (onus-indent--align c column column)))
    ((or "tool" "unguarded")
     (setf (onus-c-pending c) (and (member token '("does" "unguarded")) (not (equal (onus-c-last c) ".")))
           (onus-c-waived c) (or (onus-c-waived c) (equal token "unguarded"))))
    ("type" (when (and (equal token "=") (looking-at-p "[ \t]*\""))
              (onus-indent--align c column column)))
    ("let" (when (member token '("=" "yes" "no"))
             (onus-indent--align c (onus-c-base c) (+ (onus-c-base c) (if (equal token "=") 2 4)))))))

(defun onus-indent--returns-p (c token)
  "Whether TOKEN ends what words before it aligned in the statement of C."
  (and (not (member (onus-c-last c) '("," ".")))
       (pcase (onus-c-head c)
         ((or "log" "rollback") (member token '("redact" "to" "by" "runbook")))
         ((or "tool" "unguarded")
          (or (member token '("returns" "does" "unguarded"))
              (and (not (onus-c-waived c)) (member token onus-indent--terms)))))))

(defun onus-indent--follow (c token column)
  "Note where the expression of C begins that TOKEN, at COLUMN, is part of."
  (let ((range (and (equal token ":") (> (onus-c-ranges c) 0))))
    (setf (onus-c-ranged c) range)
    (pcase token
      (":" (when range (cl-decf (onus-c-ranges c))))
      ("if" (push column (onus-c-ifs c)))
      ("else" (pop (onus-c-ifs c)))
      ((or "any" "all") (cl-incf (onus-c-ranges c)))
      ("or" (setf (onus-c-or c) t)))
    (cond (range)
          ((member token onus-indent--openers)
           (setf (onus-c-expr c) nil
                 (onus-c-or c) nil))
          ((not (or (onus-c-expr c) (and (= (onus-c-size c) 0) (onus-indent--statements-p c))))
           (setf (onus-c-expr c) column)))))

(defun onus-indent--bracket (c token column)
  "What the bracket TOKEN at COLUMN opens within C."
  (let ((last (onus-c-last c)))
    (if (or (equal token "(") (equal last ".")
            (and (equal token "[") last (string-match-p "[])A-Za-z0-9_]\\'" last)
                 (not (member last onus-indent--reserved))))
        (onus-indent--open 'aligned nil (1+ column) (onus-c-indent c))
      (let ((base (or (and (member last onus-indent--operators) (onus-c-expr c)) (onus-c-base c)))
            (block (and (onus-indent--statements-p c) (equal token "{") (not (onus-indent--in-test-p c))
                        (member (onus-c-head c) onus-indent--blocks))))
        (onus-indent--open (if block 'block 'items) (and block (onus-c-head c)) (+ base 2) base)))))

;;; The column of a line

(defun onus-indent--column (stack token)
  "The column of a line below STACK that begins with TOKEN, before point.
An empty line has no token."
  (let* ((c (car stack)) (expr (onus-c-expr c)) (last (onus-c-last c)))
    (cond ((onus-indent--closing-p token) (onus-c-close c))
          ((and (onus-indent--statements-p c) (onus-indent--begins-statement-p c token)) (onus-indent--first c token))
          ((onus-c-ranged c) (+ expr 4))
          ((and (member token '("then" "else")) (car (onus-c-ifs c))))
          ((and expr (member token onus-indent--operators) (not (member last onus-indent--demanding)))
           (+ expr (if (or (equal token "or")
                           (and (equal token "and") (not (onus-c-or c)) (not (onus-indent--or-ahead-p))))
                       0 2)))
          ((and expr (member last onus-indent--operators) (not (member last '(">" "*"))))
           (+ expr (if (member last '("and" "or")) 0 2)))
          ((and (equal (onus-c-head c) "let") (member token '("yes" "no"))) (+ (onus-c-base c) 2))
          ((and (onus-indent--statements-p c) (onus-indent--returns-p c token)) (cdr (onus-c-own c)))
          (t (onus-c-indent c)))))

(defun onus-indent--or-ahead-p ()
  "Whether an `or' follows in the expression that goes on behind point."
  (save-excursion
    (let ((depth 0) (last "and") (answer 'unknown))
      (while (eq answer 'unknown)
        (let ((token (onus-indent--next)))
          (cond ((null token)
                 (forward-line)
                 (when (or (eobp)
                           (let ((next (save-excursion (onus-indent--next))))
                             (and next (= depth 0) (not (member next onus-indent--operators))
                                  (not (member last onus-indent--operators)))))
                   (setq answer nil)))
                ((member token '("{" "[" "(")) (cl-incf depth))
                ((onus-indent--closing-p token) (when (< (cl-decf depth) 0) (setq answer nil)))
                ((and (= depth 0) (or (equal token "or") (member token onus-indent--openers)))
                 (setq answer (equal token "or"))))
          (when token (setq last token))))
      answer)))

(defun onus-indent--above ()
  "What is open above the line at point."
  (let ((end (line-beginning-position))
        (stack (list (onus-indent--open 'file nil 0 0))))
    (save-excursion
      (goto-char end)
      (unless (re-search-backward onus-indent--edge nil 'start)
        (goto-char (point-min)))
      (while (< (point) end)
        (setq stack (onus-indent--read-line stack))
        (forward-line)))
    stack))

(defun onus-indent--line (stack)
  "Indent the line at point, below STACK.
A comment is indented as what it stands above."
  (let ((column (save-excursion
                  (beginning-of-line)
                  (let ((comment (looking-at-p "[ \t]*//")))
                    (when comment
                      (forward-comment (buffer-size)))
                    (let ((token (onus-indent--next)))
                      (onus-indent--column stack (unless (and comment (onus-indent--closing-p token)) token)))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

(defun onus-indent-line ()
  "Indent the line at point."
  (onus-indent--line (onus-indent--above)))

(defun onus-indent-region (begin end)
  "Indent the lines between BEGIN and END, reading each once."
  (save-excursion
    (goto-char end)
    (setq end (point-marker))
    (goto-char begin)
    (beginning-of-line)
    (let ((stack (onus-indent--above)))
      (while (< (point) end)
        (if (looking-at-p "[ \t]*$")
            (delete-horizontal-space)
          (onus-indent--line stack))
        (setq stack (onus-indent--read-line stack))
        (forward-line)))
    (set-marker end nil)))

(provide 'onus-indent)
;;; onus-indent.el ends here
