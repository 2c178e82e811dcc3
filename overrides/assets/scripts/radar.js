// The radar as an instrument: a card for each technology, choices that leave what fits, and other
// editions. All but the picture itself is a file for each edition, fetched when it is first asked for.
// The choice stands in the address; without this script every disc and name is a link.
(() => {
  const MARKS = ".kb-chart a[data-id]"
  const CHOICES = ["level", "domain", "trend"]

  const instrument = form => {
    const figure = form.closest("figure")
    const { home, root, files, count, sources } = form.dataset
    const here = location.href
    const field = name => form.elements[name]
    const { edition } = form.elements
    const first = edition.value
    const part = name => figure.querySelector(`.kb-chart__${name}`)
    const links = () => [...figure.querySelectorAll(".kb-chart__view [data-id]")]

    const known = {}
    const told = id => known[id] ||= fetch(new URL(files.replace("{edition}", id), new URL(root, here)))
      .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status))
      .catch(error => { delete known[id]; throw error })

    // Addresses in files count from the home page of the language.
    const parsed = html => {
      const { content } = Object.assign(document.createElement("template"), { innerHTML: html })
      for (const link of content.querySelectorAll("[*|href]")) {
        const attribute = link.hasAttribute("href") ? "href" : "xlink:href"
        link.setAttribute(attribute, new URL(link.getAttribute(attribute), new URL(home, here)).href)
      }
      return [...content.childNodes]
    }

    // The card says more than the title that a browser shows.
    const name = () => {
      for (const link of links()) {
        const title = link.querySelector("title")
        if (!title) continue
        if (link.matches("a")) link.setAttribute("aria-label", title.textContent)
        title.remove()
      }
    }

    const remember = () => {
      const address = new URL(location.href)
      for (const at of ["edition", ...CHOICES]) {
        const { value } = field(at)
        if (value && !(at === "edition" && value === first)) address.searchParams.set(at, value)
        else address.searchParams.delete(at)
      }
      history.replaceState(history.state, "", address)
    }

    const filter = file => {
      const wanted = CHOICES.filter(at => field(at).value).map(at => `${at}-${field(at).value}`)
      const fits = id => wanted.every(one => file.is[id].includes(one))
      for (const link of links()) {
        const out = !fits(link.dataset.id)
        link.classList.toggle("kb-out", out)
        link.setAttribute("aria-hidden", out)
        if (link.matches("a")) link.setAttribute("tabindex", out ? -1 : 0)
      }
      const all = Object.keys(file.is)
      const left = all.filter(fits).length
      form.querySelector("output").textContent = wanted.length
        ? count.replace("{left}", left).replace("{all}", all.length) : ""
    }

    const paragraphs = (name, contents, after) => {
      for (const old of figure.querySelectorAll(`.kb-chart__${name}`)) old.remove()
      for (const content of contents) {
        const paragraph = document.createElement("p")
        paragraph.className = `kb-chart__${name}`
        paragraph.append(...content)
        after.after(paragraph)
        after = paragraph
      }
    }

    const draw = file => {
      for (const [layout, picture] of Object.entries(file.pictures)) {
        const old = figure.querySelector(`.kb-chart__view--${layout} svg`)
        const [svg] = parsed(picture)
        for (const { name, value } of old.attributes)
          if (/^(role|aria-)/.test(name)) svg.setAttribute(name, value)
        old.replaceWith(svg)
      }
      part("title").firstElementChild.textContent = file.title
      part("finding").textContent = file.finding
      paragraphs("sources", file.sources ? [[`${sources} `, ...parsed(file.sources)]] : [], part("finding"))
      const body = figure.querySelector(".kb-chart__data tbody")
      body.replaceChildren(...file.rows.map(cells => {
        const row = document.createElement("tr")
        row.append(...cells.map((text, at) => {
          const cell = document.createElement(at ? "td" : "th")
          if (!at) cell.scope = "row"
          cell.textContent = text
          return cell
        }))
        return row
      }))
      // The pictures to take along are of the edition that the page came with.
      for (const link of figure.querySelectorAll("a[download]"))
        if (link.pathname.endsWith(".csv")) link.href = new URL(file.csv, new URL(root, here)).href
        else link.hidden = edition.value !== first
      name()
    }

    let drawn = first
    const choose = async () => {
      remember()
      const id = edition.value
      const file = await told(id)
      if (id !== edition.value || !form.isConnected) return
      if (drawn !== id) draw(file)
      drawn = id
      paragraphs("note", file.notes.map(note => [note]), part("finding"))
      filter(file)
    }

    const card = async link => {
      try {
        return parsed((await told(edition.value)).cards[link.dataset.id])
      } catch {
        return []
      }
    }

    // The links of an open card come between its technology and the next one.
    const step = event => {
      const box = document.getElementById("kb-tooltip")
      const mark = box && figure.querySelector(`[aria-describedby=${box.id}]`)
      if (event.key !== "Tab" || !mark) return
      const order = links().filter(link => link.matches("a:not(.kb-out)") && link.checkVisibility())
      const way = [mark, ...box.querySelectorAll("a")]
      const at = way.indexOf(document.activeElement)
      const next = event.shiftKey
        ? at > 0 && way[at - 1]
        : at >= 0 && (way[at + 1] || order[order.indexOf(mark) + 1])
      if (!next) return
      event.preventDefault()
      next.focus()
    }

    const given = new URLSearchParams(location.search)
    for (const at of ["edition", ...CHOICES]) {
      const wanted = given.get(at)
      if ([...field(at).options].some(({ value }) => value === wanted)) field(at).value = wanted
    }
    name()
    form.hidden = false
    form.addEventListener("change", () => choose().catch(error => console.warn(error)))
    figure.closest("article").addEventListener("keydown", step)
    if (["edition", ...CHOICES].some(at => given.get(at))) choose().catch(error => console.warn(error))
    figure.kbCard = card
  }

  for (const form of document.querySelectorAll(".kb-radar"))
    if (form.hidden) instrument(form)
  if (!window.kbTips.some(([marks]) => marks === MARKS))
    window.kbTips.push([MARKS, link => link.closest("figure").kbCard?.(link) ?? []])
})()
