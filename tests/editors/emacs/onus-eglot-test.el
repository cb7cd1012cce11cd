;;; onus-eglot-test.el --- The language server in Emacs, by eglot  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0

;;; Code:

(require 'ert)
(require 'eglot)
(require 'onus-mode)

(defun onus-eglot-test--wait (what)
  "Wait until the function WHAT returns something, and return it."
  (let ((end (+ (float-time) 20)) found)
    (while (not (or (setq found (funcall what)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    found))

(defmacro onus-eglot-test--with (before after &rest body)
  "Run BODY in a copy of an example, BEFORE replaced by AFTER, with its server."
  (declare (indent 2))
  `(let ((folder (make-temp-file "onus" t)) (eglot-sync-connect 20) (eglot-events-buffer-config '(:size 0)))
     (copy-directory "examples/refunds" folder t t t)
     (with-current-buffer (find-file-noselect (expand-file-name "refunds.onus" folder))
       (search-forward ,before)
       (replace-match ,after t t)
       (save-buffer)
       (apply #'eglot (eglot--guess-contact))
       (unwind-protect
           (progn ,@body)
         (set-buffer-modified-p nil)
         (eglot-shutdown (eglot-current-server))
         (kill-buffer)
         (delete-directory folder t)))))

(defun onus-eglot-test--errors ()
  "The errors of the buffer: (LINE COLUMN TEXT) of each."
  (mapcar (lambda (each)
            (save-excursion
              (goto-char (flymake-diagnostic-beg each))
              (list (line-number-at-pos) (1+ (current-column))
                    (car (split-string (flymake-diagnostic-text each) "\n")))))
          (seq-filter (lambda (each) (eq (flymake-diagnostic-type each) 'eglot-error)) (flymake-diagnostics))))

(defun onus-eglot-test--ask (method &rest more)
  "What the server answers to METHOD for the place at point, with the parameters MORE."
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) more)))

(ert-deftest onus-eglot-shows-diagnostics ()
  (onus-eglot-test--with "to siem" "to seim"
    (flymake-start)
    (let ((found (onus-eglot-test--wait #'onus-eglot-test--errors)))
      (should (= (length found) 1))
      (backward-char 4)
      (should (equal (list (line-number-at-pos) (1+ (current-column))) (seq-take (car found) 2)))
      (should (string-match-p "cannot find a sink named `seim`" (nth 2 (car found)))))
    ;; It is mended, and the error goes.
    (search-forward "seim")
    (replace-match "siem")
    (eglot--signal-textDocument/didChange)
    (should (onus-eglot-test--wait (lambda () (null (onus-eglot-test--errors)))))))

(ert-deftest onus-eglot-finds-definitions-and-references ()
  (onus-eglot-test--with "to siem" "to siem"
    (backward-char 2)
    (let ((files (mapcar (lambda (each) (xref-location-group (xref-item-location each)))
                         (xref-backend-definitions 'eglot "siem"))))
      (should (equal (mapcar #'file-name-nondirectory files) '("people.onus"))))
    (should (= (length (xref-backend-references 'eglot "siem")) 4))))

(ert-deftest onus-eglot-renames ()
  (onus-eglot-test--with "let refund_limit" "let refund_limit"
    (backward-char 2)
    (let ((eglot-confirm-server-edits nil))
      (eglot-rename "largest_refund"))
    (goto-char (point-min))
    (should (= (how-many "\\_<largest_refund\\_>") 2))
    (should (= (how-many "\\_<refund_limit\\_>") 0))))

(ert-deftest onus-eglot-tells-what-a-word-means ()
  (onus-eglot-test--with "when args.amount > refund_limit" "when args.amount > refund_limit"
    (backward-char 2)
    (let ((value (plist-get (plist-get (onus-eglot-test--ask :textDocument/hover) :contents) :value)))
      (should (string-match-p "refund_limit" value))
      (should (string-match-p "500.00" value)))))

(ert-deftest onus-eglot-completes ()
  (onus-eglot-test--with "to siem" "to si"
    (let ((found (onus-eglot-test--ask :textDocument/completion)))
      (should (member "siem" (mapcar (lambda (each) (plist-get each :label)) (or (plist-get found :items) found)))))))

(ert-deftest onus-eglot-lays-out ()
  (onus-eglot-test--with "let refund_limit = 500.00" "let   refund_limit=500.00"
    (eglot-format-buffer)
    (goto-char (point-min))
    (should (search-forward "let refund_limit = 500.00\n"))))

(ert-deftest onus-eglot-offers-fixes ()
  (onus-eglot-test--with "to siem" "to siems"
    (flymake-start)
    (should (onus-eglot-test--wait #'onus-eglot-test--errors))
    (backward-char 2)
    (let ((eglot-confirm-server-edits nil)
          (fix (seq-find (lambda (each) (string-match-p "`siem`" (plist-get each :title)))
                         (eglot-code-actions (point) (point) "quickfix"))))
      (should fix)
      (eglot-execute (eglot-current-server) fix)
      (goto-char (point-min))
      (should-not (search-forward "siems" nil t)))))

(provide 'onus-eglot-test)
;;; onus-eglot-test.el ends here
