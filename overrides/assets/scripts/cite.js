// Citations to take along: of a source, a chart or the page, in Korean, APA and BibTeX.
//
// What is cited stands on the page already: the entry of a source, the title of a chart. Only the
// day on which a reader looked at a page of ours is the browser's to know. Numbers of sources get
// the name that they are read out by, and sources the ways back to where the text cites them.
(() => {
  const LETTERS = "abcu"
  const places = ".kb-sources li, .kb-source-list--whole > li, .kb-citing"

  const made = (name, kind, text) => {
    const element = document.createElement(name)
    element.className = kind
    element.textContent = text
    return element
  }
  const said = JSON.parse(document.getElementById("__config").textContent).cite
  const wordsOf = () => ({
    ...said,
    site: document.querySelector("meta[property='og:site_name']").content,
    date: document.querySelector(".kb-citing--page").dataset.date,
  })
  // As the data write a day. Scripts of single pages ask for it, too.
  const today = window.kbToday = () => new Date().toLocaleDateString("sv")
  const day = text => (/\d{4}(-\d\d){0,2}/.exec(text || "") || [""])[0]
  const badges = root => [...root.querySelectorAll(".kb-badge")]
    .map(badge => LETTERS.indexOf(/--(\w)/.exec(badge.className)[1]))

  const sourceAt = place => {
    const part = name => place.querySelector(`[data-part=${name}]`)?.textContent || ""
    const title = place.querySelector(".kb-source__title")
    return {
      author: part("author"), title: title.textContent, url: title.href || "", by: part("by"),
      date: day(part("date")), seen: day(part("seen")), grades: badges(place),
    }
  }

  const oursAt = (place, words) => {
    const figure = place.closest("figure")
    const title = figure ? figure.querySelector("figcaption span") : document.querySelector("article h1")
    const address = new URL(document.querySelector("link[rel=canonical]").href)
    if (figure) address.hash = figure.id
    return {
      author: words.site, title: title.textContent, url: address.href, by: "",
      date: words.date, seen: today(),
      grades: [...new Set(badges(figure ? place : document.querySelector(".kb-sources") || place))].sort(),
    }
  }

  const named = (grades, names) => grades.map(grade => names.split(",")[grade]).join("·")

  const korean = (it, words) => {
    const grades = named(it.grades, words["grades-ko"])
    const notes = [it.seen && `${it.seen} ${words.seen}`, grades].filter(Boolean).join(", ")
    return [it.author, `「${it.title}」`, it.date, it.by, it.url].filter(Boolean).join(", ")
      + (notes && ` (${notes})`)
  }

  const apa = (it, words) => {
    const grades = named(it.grades, words.grades)
    const seen = it.seen && it.url ? `Retrieved ${it.seen}, from ${it.url}` : it.url
    const dated = [`(${it.date || "n.d."}).`, `${it.title}.`]
    return [
      // A work without an author begins with its title.
      ...it.author ? [`${it.author.replace(/\.$/, "")}.`, ...dated] : dated.reverse(),
      it.by && `(${it.by}).`, seen, grades && `[${grades}]`,
    ].filter(Boolean).join(" ")
  }

  const bibtex = (it, words) => {
    const plain = text => text.replace(/\\/g, "").replace(/[#$%&_{}]/g, "\\$&")
    const key = it.author.toLowerCase().replace(/[^a-z0-9]/g, "") || "source"
    const note = [it.by, named(it.grades, words.grades)].filter(Boolean).join(", ")
    const fields = {
      author: it.author && `{${plain(it.author)}}`, title: `{${plain(it.title)}}`,
      year: it.date.slice(0, 4), date: it.date, url: it.url, urldate: it.seen, note: plain(note),
    }
    const lines = Object.entries(fields).filter(([, text]) => text)
      .map(([name, text]) => `  ${name} = {${text}}`)
    return `@misc{${key}${it.date.slice(0, 4)},\n${lines.join(",\n")}\n}`
  }

  const copy = async (box, status, words) => {
    box.select()
    try {
      await navigator.clipboard.writeText(box.value)
      status.textContent = words.copied
    } catch { // no clipboard without a secure address, or without leave
      status.textContent = document.execCommand("copy") ? words.copied : words.select
    }
  }

  const open = button => {
    const words = wordsOf()
    const place = button.parentElement
    const it = place.querySelector(".kb-source__title") ? sourceAt(place) : oursAt(place, words)
    const forms = made("div", "kb-copy__forms", "")
    const box = made("textarea", "", "")
    box.readOnly = true
    box.rows = 4
    box.setAttribute("aria-label", words.copy)
    const status = made("p", "kb-note", "")
    status.setAttribute("role", "status")
    for (const [name, form] of [[words.korean, korean], ["APA", apa], ["BibTeX", bibtex]]) {
      const choice = made("button", "kb-copy", name)
      choice.type = "button"
      choice.addEventListener("click", () => {
        box.value = form(it, words)
        copy(box, status, words)
      })
      forms.append(choice)
    }
    box.value = korean(it, words)
    forms.append(box, status)
    button.after(forms)
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-copy-citation]")
    if (!button) return
    const forms = button.parentElement.querySelector(".kb-copy__forms")
    if (forms) forms.remove()
    else open(button)
    button.setAttribute("aria-expanded", !forms)
  })

  // The list of sources is folded; what leads into it unfolds it, on every way there.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const folded = target && target.closest(".kb-sources details:not([open])")
    if (!folded) return
    folded.open = true
    target.scrollIntoView()
  }

  const leadBack = (entry, marks, words) => {
    if (!marks || entry.querySelector(".kb-source__back")) return
    const ways = made("span", "kb-source__back", words.back)
    let unnamed = 0
    marks.forEach((mark, at) => {
      if (!mark.id) {
        mark.id = entry.id.replace("src", "cite") + (unnamed++ ? `-${unnamed}` : "")
        if (location.hash === `#${mark.id}`) mark.scrollIntoView()
      }
      const way = made("a", "", at + 1)
      way.href = `#${mark.id}`
      ways.append(" ", way)
    })
    entry.append(ways)
  }

  const begin = () => {
    const words = wordsOf()
    const cited = {}
    for (const mark of document.querySelectorAll("article .kb-cite"))
      (cited[mark.hash] ??= []).push(mark)
    for (const entry of document.querySelectorAll(".kb-sources li"))
      leadBack(entry, cited[`#${entry.id}`], words)
    for (const place of document.querySelectorAll(places)) {
      if (place.querySelector("[data-copy-citation]")) continue
      const button = made("button", "kb-copy", words.copy)
      button.type = "button"
      button.dataset.copyCitation = ""
      button.setAttribute("aria-expanded", "false")
      place.append(button)
    }
    for (const mark of document.querySelectorAll(".kb-ref > .kb-cite"))
      mark.setAttribute("aria-label", words.number.replace("#", mark.textContent.slice(1, -1)))
    reveal()
  }
  addEventListener("load", () => document$.subscribe(() => document.querySelector(".kb-citing--page") && begin()))
  addEventListener("hashchange", reveal)
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("a[href^='#']")) setTimeout(reveal)
  })
})()
