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

(defun onus-eglot-test--errors ()
  "The errors of the buffer: (LINE COLUMN TEXT) of each."
  (mapcar (lambda (each)
            (save-excursion
              (goto-char (flymake-diagnostic-beg each))
              (list (line-number-at-pos) (1+ (current-column))
                    (car (split-string (flymake-diagnostic-text each) "\n")))))
          (seq-filter (lambda (each) (eq (flymake-diagnostic-type each) 'eglot-error)) (flymake-diagnostics))))

(ert-deftest onus-eglot-shows-diagnostics ()
  (with-temp-file "examples/refunds/refunds.onus"
    (insert-file-contents "examples/refunds/refunds.onus")
    (search-forward "to siem")
    (replace-match "to seim"))
  (with-current-buffer (find-file-noselect "examples/refunds/refunds.onus")
    (let ((eglot-sync-connect 20))
      (apply #'eglot (eglot--guess-contact))
      (flymake-start)
      (let ((found (onus-eglot-test--wait #'onus-eglot-test--errors)))
        (should (= (length found) 1))
        (search-forward "to se")
        (should (equal (list (line-number-at-pos) (- (current-column) 1)) (seq-take (car found) 2)))
        (should (string-match-p "cannot find a sink named `seim`" (nth 2 (car found)))))
      ;; It is mended, and the error goes.
      (delete-char -1)
      (delete-char 1)
      (insert "ie")
      (eglot--signal-textDocument/didChange)
      (should (onus-eglot-test--wait (lambda () (null (onus-eglot-test--errors)))))
      (eglot-shutdown (eglot-current-server))
      (set-buffer-modified-p nil))))

(provide 'onus-eglot-test)
;;; onus-eglot-test.el ends here
