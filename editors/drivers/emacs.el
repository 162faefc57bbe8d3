;;; Run by `editors/test' in Emacs, behind the set-up of docs/editors.md: opens the file of $MPFIX_JOB, waits for the  -*- lexical-binding: t -*-
;;; findings, lets eglot or lsp-mode apply one action, saves, and leaves what it saw in the job's report.
(require 'json)
(require 'cl-lib)
(require 'flymake)
(setq create-lockfiles nil make-backup-files nil auto-save-default nil require-final-newline nil
      mode-require-final-newline nil eglot-sync-connect t lsp-enable-file-watchers nil lsp-guess-root-without-session t
      lsp-auto-guess-root t lsp-restart 'ignore lsp-lens-enable nil lsp-modeline-code-actions-enable nil
      lsp-headerline-breadcrumb-enable nil lsp-diagnostics-provider :flymake flymake-no-changes-timeout 0.1
      lsp-warn-no-matched-clients nil eglot-send-changes-idle-time 0
      lsp-session-file (expand-file-name "session" (getenv "HOME")))

(defvar job (let ((json-object-type 'alist) (json-array-type 'list) (json-false nil))
              (json-read-file (getenv "MPFIX_JOB"))))
(defvar report nil)
(defvar offered nil)

(defun job-get (key) (alist-get key job))

(defun job-wait (what holds)
  (let ((end (+ (float-time) (job-get 'seconds))))
    (while (not (funcall holds))
      (when (> (float-time) end) (error "waited in vain for %s" what))
      (accept-process-output nil 0.05))))

(defun job-choose (_prompt candidates &rest _)
  "Answer the prompt of the editor as a person would who looks for the title of the job."
  (let ((titles (all-completions "" candidates)))
    (setq offered titles)
    (or (cl-find-if (lambda (title) (string-match-p (regexp-quote (job-get 'title)) title)) titles)
        (error "the action is not offered"))))

(defun job-findings ()
  (if (bound-and-true-p lsp-mode) (append (lsp--get-buffer-diagnostics) nil) (flymake-diagnostics)))

(defun job-row (finding)
  (if (bound-and-true-p lsp-mode)
      (1+ (gethash "line" (gethash "start" (gethash "range" finding))))
    (line-number-at-pos (flymake-diagnostic-beg finding))))

(defun job-message (finding)
  (if (bound-and-true-p lsp-mode) (gethash "message" finding) (flymake-diagnostic-text finding)))

(defun job-main ()
  (when (job-get 'lsp_mode)
    (require 'lsp-mode)
    (lsp-workspace-folders-add (file-name-directory (job-get 'file)))
    ;; Without a window nothing is ever idle: what waits for that starts at once.
    (advice-add 'lsp-deferred :override #'lsp))
  (unless (job-get 'lsp_mode) (require 'eglot))
  (find-file (job-get 'file))
  (run-hooks 'post-command-hook)
  (job-wait "the findings" (lambda () (>= (length (job-findings)) (job-get 'findings))))
  (push (cons 'findings
              (vconcat (mapcar (lambda (f) `((row . ,(job-row f)) (message . ,(job-message f)))) (job-findings))))
        report)
  (goto-char (point-min))
  (forward-line (1- (job-get 'row)))
  (forward-char (1- (job-get 'column)))
  (let ((tick (buffer-modified-tick)) (last-nonmenu-event t))
    (cl-letf (((symbol-function 'completing-read) #'job-choose))
      (cond ((and (job-get 'fix_all) (job-get 'lsp_mode)) (call-interactively #'lsp-mpfix-fix-all))
            ((job-get 'fix_all) (call-interactively #'mpfix-fix-all))
            ((job-get 'lsp_mode) (call-interactively #'lsp-execute-code-action))
            (t (call-interactively #'eglot-code-actions))))
    (job-wait "the edit" (lambda () (/= tick (buffer-modified-tick)))))
  (save-some-buffers t (lambda () (buffer-file-name)))
  (if (job-get 'lsp_mode)
      (mapc #'lsp-workspace-shutdown (lsp-workspaces))
    (eglot-shutdown (eglot-current-server))))

(let ((problem (condition-case problem (progn (job-main) nil) (error (error-message-string problem)))))
  (push (cons 'problem problem) report)
  (push (cons 'offered (vconcat offered)) report)
  (let ((coding-system-for-write 'utf-8))
    (with-temp-file (job-get 'report) (insert (json-encode report))))
  (kill-emacs 0))
