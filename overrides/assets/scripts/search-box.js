// Stands in for the theme's search worker. Nothing of the search is loaded until the box is used or
// ?q= asks for it; if ours does not start, the theme's own worker and index answer.
(() => {
  const READY = 1, QUERY = 2, RESULT = 3, FAILED = 4, MORE = 5, REST = 6
  const config = JSON.parse(document.getElementById("__config").textContent)
  const base = new URL(config.base, location)
  const stock = new URL(config.search, location)
  const form = document.forms.search
  const room = document.querySelector(".md-search__scrollwrap")
  const Native = window.Worker
  if (!form || !Native || location.protocol === "file:" && !window.kbOffline) return

  // By another name the theme does not find it, and does not fetch its index on every visit.
  form.name = "find"

  // What stands beside the list leads to the same places from every page that is loaded in place.
  room.dataset.base = base.href
  const help = room.querySelector(".kb-search-help")
  for (const link of help.querySelectorAll("a")) link.href = link.href

  // For want of results: what to try, and the titles that are near.
  function offer({ items }, near = []) {
    help.hidden = !query || items.length > 0
    const titles = help.querySelector("span")
    titles.parentElement.hidden = !near.length
    titles.replaceChildren(...near.flatMap(({ location, title }) => {
      const link = document.createElement("a")
      link.href = new URL(location, base)
      link.innerHTML = title
      return [link, " "]
    }))
  }

  const engines = [
    {
      isOurs: true,
      script: new URL("assets/scripts/search.js", base),
      setup: () => ({ base: base.href, lang: document.documentElement.lang }),
    },
    {
      script: stock,
      setup: async () => {
        const index = await fetch(new URL("search/search_index.json", base))
        return { ...await index.json(), options: { suggest: true } }
      },
    },
  ]
  const port = new EventTarget()
  let engine, worker, isReady, query, items = [], whole = items

  const tell = data => port.dispatchEvent(new MessageEvent("message", { data }))
  const load = once(() => {
    const script = document.createElement("script")
    script.src = new URL("assets/scripts/search-page.js", base)
    document.head.append(script)
  })
  const begin = once(() => {
    load()
    start()
  })

  // A list that someone walks through by keyboard is not taken from under them, nor one that they
  // have scrolled by another answer to the same question.
  function isInUse(isAgain) {
    return document.activeElement.closest(".md-search-result") || isAgain && room.scrollTop > 0
  }

  // The theme holds the items of the list, and renders those further down when it comes to them.
  function complete(pages) {
    const known = new Map(pages.map(page => [page[0].location, page]))
    for (const item of items) item.splice(0, item.length, ...known.get(item[0].location) || item)
  }

  function once(act) {
    return () => {
      if (act) act()
      act = null
    }
  }

  // A sandboxed frame is of no host, and may start no worker but one of its own, which asks for ours.
  function begun(script) {
    try {
      return new Native(script)
    } catch {
      return new Native(URL.createObjectURL(new Blob([`importScripts("${script}")`])))
    }
  }

  async function start() {
    engine = engines.shift()
    if (!engine) return tell({ type: RESULT, data: { items: [[config.find]] } })
    const next = () => {
      worker.onerror = worker.onmessage = null
      worker.terminate()
      start()
    }
    isReady = false
    worker = begun(engine.script)
    worker.onerror = next
    worker.onmessage = ({ data }) => {
      if (data.type === FAILED) return next()
      if (data.type === READY) {
        isReady = true
        if (query) worker.postMessage(query)
      }
      if (data.type === RESULT && query && !isInUse(data.isAgain)) {
        items = data.data.items
        tell(data)
        offer(data.data, data.near)
      }
      if (data.type === REST) complete(data.data)
    }
    try {
      worker.postMessage({ type: 0, data: await engine.setup() })
    } catch {
      next()
    }
  }

  port.postMessage = message => {
    if (message.type !== QUERY) return
    query = message.data.trim() ? message : null
    // Later, as the theme must first know of the query that it has just sent.
    if (!query) {
      setTimeout(tell, 0, { type: RESULT, data: { items: [] } })
      help.hidden = true
    }
    else if (isReady) worker.postMessage(query)
    else begin()
  }

  window.Worker = function (url, options) {
    if (url !== config.search) return new Native(url, options)
    window.Worker = Native
    setTimeout(tell, 0, { type: READY })
    return port
  }

  // Whoever comes to the list may go down in it. The theme's own worker knows nothing of that.
  for (const name of ["pointerover", "focusin", "scroll"])
    room.addEventListener(name, () => {
      if (!isReady || !query || !engine.isOurs || whole === items) return
      whole = items
      worker.postMessage({ type: MORE })
    })
  const input = form.elements.query
  input.addEventListener("focus", begin)
  // The theme listens to keys alone, and so misses what is pasted, dictated or picked.
  input.addEventListener("input", () => {
    for (const name of ["keydown", "keyup"]) input.dispatchEvent(new Event(name))
  })
  if (new URLSearchParams(location.search).has("h")) load()
})()
