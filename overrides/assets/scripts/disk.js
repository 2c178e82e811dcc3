// Opened from a disk there is no host that finds the page of a folder, and no search: the menu's
// pages and the list from A to Z lead everywhere.
if (location.protocol === "file:")
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href]")
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }, true)
