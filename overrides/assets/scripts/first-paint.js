// Before anything is drawn: where the site begins, which the theme asks for, and what the style sheets
// must know at once.
window.__md_scope = new URL("../../", document.currentScript.src)
document.documentElement.classList.replace("no-js", "js")
// The theme writes these two later, each at the cost of styling the whole page once more.
document.documentElement.classList.add("js-focus-visible")
for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) sheet.href = sheet.href
{
  let kept
  try {
    kept = localStorage.getItem(`${__md_scope.pathname}.__scheme`)
  } catch {} // refused where cookies are blocked
  document.body.setAttribute("data-md-color-scheme", kept === '"dark"' ||
    kept !== '"light"' && matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default")
}
