// Where a search leads: marks on the page what was found (?h=), and lets results in the other
// language load as a page of their own. Loaded with the first use of the search, or when ?h= asks.
(() => {
  const NAME = "data-md-highlight"
  const UNREAD = "script, style, svg, [data-search=off], [hidden]"

  // A term of one syllable or two letters marks the beginnings of words only.
  function patternOf(term) {
    const literal = term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\u00a0/g, "\\s+")
    return term.length < (/[가-힣]/.test(term) ? 2 : 3) ? `(?<![\\p{L}\\p{N}])${literal}` : literal
  }

  function mark(node, pattern) {
    const found = [...node.data.matchAll(pattern)]
    // From the end, so that the places of the earlier ones still hold.
    for (const { 0: word, index } of found.reverse()) {
      const rest = node.splitText(index)
      rest.splitText(word.length)
      const element = document.createElement("mark")
      element.setAttribute(NAME, "")
      rest.replaceWith(element)
      element.append(rest)
    }
  }

  function markAll() {
    for (const element of document.querySelectorAll(`[${NAME}]`)) {
      const { parentNode } = element
      element.replaceWith(...element.childNodes)
      parentNode.normalize()
    }
    const terms = (new URLSearchParams(location.search).get("h") || "").split(" ").filter(Boolean)
    const article = document.querySelector(".md-content article")
    if (!terms.length || !article) return
    const longestFirst = terms.sort((a, b) => b.length - a.length)
    const pattern = new RegExp(longestFirst.map(patternOf).join("|"), "giu")
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, node =>
      node.parentElement.closest(UNREAD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    nodes.forEach(node => mark(node, pattern))
  }

  // The first page, each page after it, and another result on the same page.
  const begin = () => {
    document$.subscribe(markAll)
    location$.subscribe(() => setTimeout(markAll))
  }
  // On a visit with ?h= this may be there before the theme is.
  if (window.document$) begin()
  else addEventListener("load", begin)

  // Above the results: who says the number that is asked for. Its data are fetched for that alone.
  const input = document.querySelector(".md-search__input")
  const card = document.querySelector(".kb-search-claim")
  const { base } = card.parentElement.dataset
  const { file, script, all } = card.dataset
  let coming
  const program = () => coming ||= window.kbClaims ? Promise.resolve() : new Promise((done, fail) => {
    const element = document.createElement("script")
    Object.assign(element, { src: new URL(script, base), onload: done, onerror: fail })
    document.head.append(element)
  })

  async function answer() {
    const query = input.value.trim(), claims = new URL(card.dataset.claims, base)
    let items = []
    if (/\d/.test(query)) {
      try {
        await program()
        items = await window.kbClaims(new URL(file, base), claims, query)
      } catch {
        coming = null
      }
      if (input.value.trim() !== query) return
    }
    card.hidden = !items.length
    const link = document.createElement("a")
    claims.searchParams.set("said", query)
    Object.assign(link, { href: claims, textContent: all })
    const list = document.createElement("ul")
    list.append(...items.slice(0, 2))
    card.replaceChildren(card.getAttribute("aria-label"), list, link)
  }
  input.addEventListener("input", answer)
  answer()

  document.addEventListener("click", ({ target }) => {
    const link = target.closest(".md-search-result a")
    if (link && link.querySelector("[lang]")) link.target = "_self"
  }, true)
})()
