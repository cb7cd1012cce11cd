;;; onus-mode-test.el --- Tests of editors/emacs without a grammar  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;;; Code:

(require 'ert)
(require 'onus-mode)
(require 'compile)
(require 'imenu)

(defmacro onus-test--with (mode text &rest body)
  "Run BODY in a buffer of MODE that holds TEXT."
  (declare (indent 2))
  `(with-temp-buffer
     (insert ,text)
     (funcall ,mode)
     (goto-char (point-min))
     ,@body))

(defun onus-test--file (name)
  "The text of the file NAME."
  (with-temp-buffer
    (insert-file-contents name)
    (buffer-string)))

(defun onus-test--flat (text)
  "TEXT without the blanks that its lines begin with."
  (replace-regexp-in-string "^ +" "" text))

;;; Colours

(defun onus-test--cases ()
  "The cases of colours.txt: what the text of all is, and (KIND LINE POSITION) of each."
  (let (cases block)
    (with-temp-buffer
      (dolist (case (split-string (onus-test--file (getenv "ONUS_COLOURS")) "\n" t))
        (cond ((string-prefix-p "#" case))
              ((string-prefix-p "==" case)
               (insert (if block "}\n" "\n"))
               (setq block (> (length case) 3))
               (when block (insert (substring case 3) " {\n")))
              ((string-match "\\`\\(\\S-*\\) *| \\(.*\\)\\'" case)
               (let ((kind (match-string 1 case)) (line (match-string 2 case)))
                 (push (list kind line (+ (point) (string-match "«" line))) cases)
                 (insert (replace-regexp-in-string "[«»]" "" line) "\n")))))
      (cons (concat (buffer-string) "}\n") (nreverse cases)))))

(defconst onus-test--faces
  '(("-" nil) ("member" nil) ("name" font-lock-function-name-face)
    ("declaration" font-lock-keyword-face) ("clause" font-lock-keyword-face) ("inner" font-lock-keyword-face)
    ("mode" font-lock-keyword-face) ("reserved" font-lock-keyword-face) ("operator" font-lock-keyword-face)
    ("selector" font-lock-keyword-face) ("expect" font-lock-keyword-face)
    ("rule" font-lock-builtin-face) ("outcome" font-lock-builtin-face) ("root" font-lock-builtin-face)
    ("function" font-lock-builtin-face) ("method" font-lock-builtin-face)
    ("key" font-lock-variable-name-face) ("label" font-lock-variable-name-face)
    ("type" font-lock-type-face) ("effect" font-lock-type-face)
    ("constant" font-lock-constant-face) ("severity" font-lock-constant-face) ("number" font-lock-constant-face)
    ("duration" font-lock-constant-face) ("date" font-lock-constant-face) ("escape" font-lock-constant-face)
    ("string" font-lock-string-face) ("raw" font-lock-string-face)
    ("comment" font-lock-comment-face font-lock-comment-delimiter-face) ("doc" font-lock-doc-face)
    ("suppression" font-lock-preprocessor-face) ("allow" font-lock-preprocessor-face)
    ("allowword" font-lock-preprocessor-face))
  "The faces of each kind of colours.txt.")

(ert-deftest onus-mode-colours ()
  (let ((cases (onus-test--cases)) wrong)
    (should (> (length cases) 90))
    (onus-test--with #'onus-mode (car cases)
      (font-lock-ensure)
      (pcase-dolist (`(,kind ,line ,position) (cdr cases))
        (let* ((face (get-text-property position 'face))
               (face (if (listp face) (car face) face)))
          (unless (memq face (cdr (assoc kind onus-test--faces)))
            (push (list line kind face) wrong)))))
    (should-not wrong)))

;;; Indentation

(ert-deftest onus-mode-indents-as-the-formatter-does ()
  (dolist (file (directory-files "laid_out" t "onus\\'"))
    (let ((wanted (onus-test--file file)))
      (ert-info (file)
        (onus-test--with #'onus-mode (onus-test--flat wanted)
          (should-not (equal (buffer-string) wanted))
          (indent-region (point-min) (point-max))
          (should (equal (buffer-string) wanted)))))))

(ert-deftest onus-mode-indents-what-is-typed ()
  (dolist (name '("refunds.onus" "refunds.test.onus" "assistant.onus"))
    (let ((wanted (onus-test--file (expand-file-name name "laid_out"))))
      (ert-info (name)
        (onus-test--with #'onus-mode ""
          (dolist (line (split-string (onus-test--flat wanted) "\n"))
            (insert line)
            (indent-according-to-mode)
            (newline))
          (delete-char -1)
          (delete-trailing-whitespace)
          (should (equal (buffer-string) wanted)))))))

(ert-deftest onus-mode-begins-anew-at-the-edge ()
  (onus-test--with #'onus-mode "let a = [1, 2\n\nguardrail g {\nowner crew"
    (goto-char (point-max))
    (indent-according-to-mode)
    (should (equal (buffer-substring (line-beginning-position) (point-max)) "  owner crew"))))

;;; Navigation

(defun onus-test--index (mode)
  "What imenu finds in the example in MODE: kinds, with their names."
  (onus-test--with mode (onus-test--file "examples/refunds/refunds.onus")
    (mapcar (lambda (kind) (cons (car kind) (mapcar #'car (cdr kind))))
            (assoc-delete-all "*Rescan*" (imenu--make-index-alist t)))))

(ert-deftest onus-mode-lists-declarations ()
  (let ((index (onus-test--index #'onus-mode)))
    (should (equal (cdr (assoc "Guardrail" index)) '("large_refund" "no_mail_after_untrusted" "injected_content")))
    (should (equal (cdr (assoc "Exception" index)) '("vip_goodwill")))
    (should (equal (cdr (assoc "Tool" index)) '("create_refund" "list_charges" "send" "read_inbox")))
    (should (equal (cdr (assoc "Let" index)) '("refund_limit" "is_internal")))
    (should (equal (cdr (assoc "Type" index)) '("Tier"))))
  (onus-test--with #'onus-mode "test \"a refund passes\" of desk {\n}\n"
    (should (equal (caadr (assoc "Test" (imenu--make-index-alist t))) "a refund passes"))))

(ert-deftest onus-mode-moves-by-declarations ()
  (onus-test--with #'onus-mode (onus-test--file "examples/refunds/refunds.onus")
    (search-forward "over_budget")
    (should (equal (add-log-current-defun) "large_refund"))
    (beginning-of-defun)
    (should (looking-at-p "guardrail large_refund"))
    (end-of-defun)
    (should (looking-at-p "\nguardrail no_mail_after_untrusted"))
    (beginning-of-defun -1)
    (should (looking-at-p "guardrail no_mail_after_untrusted"))
    (goto-char (point-min))
    (search-forward "exception vip_goodwill")
    (beginning-of-line)
    (should (looking-at-p outline-regexp))
    (should (= (funcall outline-level) 2))))

(ert-deftest onus-mode-knows-comments ()
  (onus-test--with #'onus-mode "let a = 1\nlet b = \"// no\"\n"
    (comment-region (point-min) (point-max))
    (should (equal (buffer-string) "// let a = 1\n// let b = \"// no\"\n"))
    (uncomment-region (point-min) (point-max))
    (goto-char (point-min))
    (search-forward "no")
    (should (nth 3 (syntax-ppss)))))

(ert-deftest onus-mode-aligns ()
  (require 'align)
  (onus-test--with #'onus-mode "sink s {\n  owner crew\n  keep 400d\n}\n"
    (align (point-min) (point-max))
    (should (equal (buffer-string) "sink s {\n  owner  crew\n  keep   400d\n}\n"))))

;;; The program

(ert-deftest onus-mode-lays-out ()
  (let ((wanted (onus-test--file "laid_out/refunds.onus")))
    (onus-test--with #'onus-mode (onus-test--flat wanted)
      (search-forward "refund_limit")
      (onus-format-buffer)
      (should (equal (buffer-string) wanted))
      (should (looking-back "refund_limit" (line-beginning-position)))
      (goto-char (point-min))
      (insert "use \"\n")
      (let ((broken (buffer-string)))
        (onus-format-buffer)
        (should (equal (buffer-string) broken))
        (should (string-match-p "onus fmt: error\\[E0107\\]" (with-current-buffer "*Messages*" (buffer-string))))))))

(ert-deftest onus-mode-lays-out-before-saving ()
  (let ((file (expand-file-name "saved.onus")) (onus-format-on-save t))
    (with-current-buffer (find-file-noselect file)
      (should (derived-mode-p 'onus-base-mode))
      (insert "let   a=1\n")
      (save-buffer)
      (kill-buffer))
    (should (equal (onus-test--file file) "let a = 1\n"))))

(defun onus-test--messages (command)
  "What `compile' finds in the output of COMMAND: (FILE LINE COLUMN KIND) of each."
  (with-temp-buffer
    (insert (shell-command-to-string command))
    (compilation-mode)
    (setq buffer-read-only nil)
    (compilation-parse-errors (point-min) (point-max))
    (goto-char (point-min))
    (let (found match)
      (while (setq match (text-property-search-forward 'compilation-message))
        (let* ((message (prop-match-value match)) (place (compilation--message->loc message)))
          (push (list (caar (compilation--loc->file-struct place)) (compilation--loc->line place)
                      (compilation--loc->col place) (compilation--message->type message))
                found)))
      (nreverse found))))

(ert-deftest onus-mode-reads-messages ()
  (let ((file "déjà vu/ask & tell, 100%.onus"))
    (should (equal (onus-test--messages "cd broken && onus check --format gnu")
                   `((,file 3 11 2) (,file 6 11 2) (,file 10 17 2)))))
  (should (equal (delete-dups (mapcar #'cadddr (onus-test--messages "cd unwise && onus lint --format gnu"))) '(1 0))))

(provide 'onus-mode-test)
;;; onus-mode-test.el ends here
