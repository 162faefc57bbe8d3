" Run by `editors/test` in Vim, behind the set-up of docs/editors.md: opens the file of $MPFIX_JOB, waits for the
" findings, lets ALE apply one action, saves, and leaves what it saw in the job's report.
let s:job = json_decode(join(readfile($MPFIX_JOB), "\n"))
let s:report = {'findings': [], 'offered': []}
let s:answer = []

function! s:Wait(what, Holds) abort
  let l:end = localtime() + s:job.seconds
  while !a:Holds()
    if localtime() > l:end
      throw 'waited in vain for ' . a:what
    endif
    sleep 30m
  endwhile
endfunction

function! s:Listen(connection, response) abort
  if type(get(a:response, 'result')) == v:t_list
    let s:answer = a:response.result
  endif
endfunction

" The prompt of ALE, at which a person types a number.
runtime autoload/ale/util.vim
function! ale#util#Input(message, ...) abort
  let s:report.offered = map(copy(s:answer), 'v:val.title')
  let l:wanted = s:job.fix_all ? 'get(v:val, "kind", "") is# "source.fixAll.mpfix"' : 'stridx(v:val.title, s:job.title) >= 0'
  let l:fitting = filter(copy(s:answer), l:wanted)
  return empty(l:fitting) ? '' : string(index(s:answer, l:fitting[0]) + 1)
endfunction

function! s:Findings() abort
  return filter(copy(get(get(g:ale_buffer_info, bufnr('%'), {}), 'loclist', [])), 'v:val.linter_name is# "mpfix"')
endfunction

function! s:Main() abort
  execute 'edit ' . fnameescape(s:job.file)
  setlocal filetype=python
  call ale#Queue(0, 'lint_file')
  call s:Wait('the server', {-> !empty(ale#lsp#GetConnections())})
  call ale#lsp#RegisterCallback(keys(ale#lsp#GetConnections())[0], function('s:Listen'))
  call s:Wait('the findings', {-> len(s:Findings()) >= s:job.findings})
  let s:report.findings = map(s:Findings(), '{"row": v:val.lnum, "message": v:val.text}')
  call cursor(s:job.row, byteidx(getline(s:job.row), s:job.column - 1) + 1)
  let l:tick = b:changedtick
  silent ALECodeAction
  call s:Wait('the edit', {-> b:changedtick != l:tick})
  silent wall
endfunction

try
  call s:Main()
catch
  let s:report.problem = v:exception
endtry
silent! ALEStopAllLSPs
sleep 300m
call writefile([json_encode(s:report)], s:job.report)
qall!
