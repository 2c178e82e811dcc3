// In the page, before anything is drawn: what the style sheets must know at once.
document.documentElement.classList.replace("no-js", "js")
document.body.setAttribute("data-md-color-scheme", __md_get("__scheme") === "dark" ||
  __md_get("__scheme") !== "light" && matchMedia("(prefers-color-scheme: dark)").matches
  ? "slate" : "default")
