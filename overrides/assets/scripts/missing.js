// On the page for addresses that are none. Where the build was not told the site's address, its files
// may stand below a path: the first folder of the address, or the first two, where the style sheet is.
{
  const sheet = document.querySelector("link[rel=stylesheet]")
  const own = sheet.getAttribute("href")
  const others = [...document.querySelectorAll("link[href^='/']")].filter(link => link !== sheet)
    .map(link => [link, link.getAttribute("href")])
  const folders = location.pathname.split("/").slice(1, -1)
  let root = ""
  sheet.onerror = () => {
    if (folders.length) sheet.href = (root += `/${folders.shift()}`) + own
  }
  sheet.onload = () => {
    if (!root) return
    __md_scope = new URL(`${root}/`, location)
    for (const [link, address] of others) link.href = root + address
    for (const link of document.querySelectorAll("a[href^='/']"))
      link.setAttribute("href", root + link.getAttribute("href"))
    for (const failed of document.querySelectorAll("script[src^='/']")) {
      const script = document.createElement("script")
      script.async = false
      script.src = root + failed.getAttribute("src")
      failed.replaceWith(script)
    }
  }
}
