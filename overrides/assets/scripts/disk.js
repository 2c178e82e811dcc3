// Opened from a disk there is no host that finds the page of a folder. Links of a page that was made
// for it name its file; those that scripts make do so as soon as somebody comes near.
if (location.protocol === "file:")
  for (const near of ["pointerover", "focusin", "click"])
    addEventListener(near, event => {
      const link = event.target.closest?.("a[href]")
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
    }, true)
