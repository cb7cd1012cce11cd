;;; onus-ts-mode-test.el --- Tests of editors/emacs with the grammar  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;;; Code:

(require 'onus-mode-test)
(require 'onus-ts-mode)

(defconst onus-ts-test--faces
  (append '(("raw" font-lock-regexp-face) ("escape" font-lock-escape-face) ("number" font-lock-number-face)
            ("duration" font-lock-number-face) ("date" font-lock-number-face)
            ("member" nil font-lock-property-use-face)
            ;; Comments are no part of the grammar, and what stands in one has its face.
            ("suppression" font-lock-comment-face) ("allow" font-lock-comment-face)
            ("allowword" font-lock-comment-face))
          onus-test--faces)
  "The faces of each kind of colours.txt.")

(ert-deftest onus-ts-mode-colours ()
  (let ((cases (onus-test--cases)) (treesit-font-lock-level 4) wrong)
    (onus-test--with #'onus-ts-mode (car cases)
      (should-not (treesit-query-capture 'onus '((ERROR) @error)))
      (font-lock-ensure)
      (pcase-dolist (`(,kind ,line ,position) (cdr cases))
        (let ((face (get-text-property position 'face)))
          (unless (or (memq face (cdr (assoc kind onus-ts-test--faces)))
                      (and (equal kind "string") (eq face 'font-lock-comment-face)))
            (push (list line kind face) wrong)))))
    (should-not wrong)))

(ert-deftest onus-ts-mode-lists-declarations ()
  (let ((index (onus-test--index #'onus-ts-mode)))
    (should (equal (cdr (assoc "Tool" index)) '("create_refund" "list_charges" "send" "read_inbox")))
    (should (equal (cdr (assoc "Let" index)) '("refund_limit" "is_internal")))
    (should (member "large_refund" (flatten-tree (cdr (assoc "Guardrail" index)))))
    (should (member "vip_goodwill" (flatten-tree (cdr (assoc "Exception" index)))))))

(ert-deftest onus-ts-mode-moves-by-declarations ()
  (onus-test--with #'onus-ts-mode (onus-test--file "examples/refunds/refunds.onus")
    (search-forward "over_budget")
    (should (equal (add-log-current-defun) "large_refund"))
    (beginning-of-defun)
    (should (looking-at-p "guardrail large_refund"))
    (end-of-defun)
    (should (looking-at-p "\n?guardrail no_mail_after_untrusted"))))

(ert-deftest onus-ts-mode-indents-as-the-formatter-does ()
  (let ((wanted (onus-test--file "laid_out/refunds.onus")))
    (onus-test--with #'onus-ts-mode (onus-test--flat wanted)
      (indent-region (point-min) (point-max))
      (should (equal (buffer-string) wanted)))))

(ert-deftest onus-ts-mode-is-for-onus-files ()
  (with-current-buffer (find-file-noselect "examples/refunds/people.onus")
    (should (eq major-mode 'onus-ts-mode))
    (kill-buffer)))

(provide 'onus-ts-mode-test)
;;; onus-ts-mode-test.el ends here
