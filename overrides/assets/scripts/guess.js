// On the page for addresses that are none: which known ones are nearest to what was asked for.
{
  const place = document.getElementById("kb-guess")
  const root = new URL("../../", document.currentScript.src)
  const plain = path => decodeURIComponent(path).toLowerCase()
    .replace(/(index)?\.(html?|md)$/, "").replace(/\/+$/, "").replaceAll(/[\s_]/g, "-")
  const distance = (one, other) => {
    let row = Array.from({ length: other.length + 1 }, (_, i) => i)
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      for (let j = 1; j <= other.length; j++)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]))
      row = next
    }
    return row[other.length]
  }
  const alike = (one, other) => 1 - distance(one, other) / Math.max(one.length, other.length, 1)
  const last = path => path.slice(path.lastIndexOf("/") + 1)
  // The name counts as much as the whole way: pages are mistyped, and they are looked for elsewhere.
  const nearness = (asked, path) => (alike(asked, path) + alike(last(asked), last(path))) / 2
  const isEnglish = path => /^en(\/|$)/.test(path)

  const titled = async path => {
    const address = new URL(path, root)
    const text = await (await fetch(address)).text()
    const heading = new DOMParser().parseFromString(text, "text/html").querySelector("h1")
    const link = document.createElement("a")
    link.href = address
    link.textContent = heading ? heading.firstChild.textContent.trim() : path
    const item = document.createElement("li")
    item.append(link)
    return item
  }

  const guess = async () => {
    const list = await (await fetch(new URL("sitemap.xml", root))).text()
    const listed = new DOMParser().parseFromString(list, "text/xml").getElementsByTagName("loc")
    const [home, ...others] = [...listed].map(item => item.textContent).sort((a, b) => a.length - b.length)
    const asked = plain(location.pathname.slice(root.pathname.length))
    const near = others
      .map(address => address.slice(home.length))
      .filter(path => isEnglish(path) === isEnglish(asked))
      .map(path => ({ path, near: nearness(asked, plain(path)) }))
      .filter(({ near }) => near > 0.55)
      .sort((a, b) => b.near - a.near)
      .slice(0, 3)
    if (!near.length) return
    place.querySelector("ul").append(...await Promise.all(near.map(({ path }) => titled(path))))
    for (const words of place.querySelectorAll("p")) words.hidden = words.lang !== (isEnglish(asked) ? "en" : "ko")
    place.hidden = false
  }
  guess().catch(() => {})
}
