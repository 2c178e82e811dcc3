// On the page for addresses that are none. Where the build was not told the site's address, its files
// may stand below a path: the folders of the address that lead to where the style sheet is.
{
  const sheet = document.querySelector("link[rel=stylesheet]")
  const own = sheet.getAttribute("href")
  const folders = location.pathname.split("/").slice(1, -1)
  const roots = ["", ...folders.map((_, depth) => `/${folders.slice(0, depth + 1).join("/")}`)]

  const isBelow = async root => {
    const answer = await fetch(root + own).catch(() => null)
    return answer?.ok && answer.headers.get("content-type").startsWith("text/css")
  }

  const mend = root => {
    __md_scope = new URL(`${root}/`, location)
    for (const link of document.querySelectorAll(":is(a, link)[href^='/']"))
      link.setAttribute("href", root + link.getAttribute("href"))
    for (const failed of document.querySelectorAll("script[src^='/']")) {
      const script = document.createElement("script")
      script.async = false
      script.src = root + failed.getAttribute("src")
      failed.replaceWith(script)
    }
  }

  const look = async () => {
    for (const root of roots) {
      if (!await isBelow(root)) continue
      if (!root) return
      // It may be found before all that has to be mended has been read.
      if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => mend(root))
      else mend(root)
      return
    }
  }
  look()
}
