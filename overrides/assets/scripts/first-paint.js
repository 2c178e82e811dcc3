// In the page, before anything is drawn: what the style sheets must know at once.
document.documentElement.classList.replace("no-js", "js")
{
  const kept = localStorage.getItem(`${__md_scope.pathname}.__scheme`)
  document.body.setAttribute("data-md-color-scheme", kept === '"dark"' ||
    kept !== '"light"' && matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default")
}
