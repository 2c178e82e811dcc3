// From a choice to one sheet: `?sector=bank&run=airgap&task=serving,monitoring`.
//
// The lists of the page hold all there is, and each item the choices that it fits (data-for) or
// that bring it (data-with). This script copies those that fit what is chosen onto the sheet.
(() => {
  const form = document.querySelector(".kb-decide")
  if (!form || !form.hidden) return
  const sheet = document.querySelector(".kb-decide__sheet")
  const words = sheet.dataset
  const MOST = 6
  const PAPER = 900 // CSS pixels; an A4 page has 971 between its margins, some of which breaks take
  const names = [...new Set([...form.elements].map(field => field.name).filter(Boolean))]
  const tasks = [...form.querySelectorAll("[data-tasks] input")]
  const WHERE = {
    vendors: ".kb-candidates tr[data-for]",
    levels: ".kb-task-levels > li",
    duties: ".kb-duties tr[data-for]",
    areas: ".kb-areas > li",
    clauses: ".kb-clauses > li",
    advice: ".kb-advice > li",
  }
  const items = part => [...document.querySelectorAll(WHERE[part])]
  const into = part => sheet.querySelector(`[data-into="${part}"]`)
  const list = text => (text || "").split(" ").filter(Boolean)

  const made = (tag, text, ...classes) => {
    const element = document.createElement(tag)
    element.classList.add(...classes)
    element.append(...[text].flat())
    return element
  }
  // A copy without what only one place of a page can have.
  const copied = node => {
    const copy = node.cloneNode(true)
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id")
    return copy
  }
  const contents = node => [...copied(node).childNodes]

  const picked = () => [...form.querySelectorAll("option:checked[value]:not([value='']), input:checked")]
  const nameOf = field => field.name || field.parentElement.name
  const tokens = () => picked().map(field => `${nameOf(field)}.${field.value}`)

  // Of every question that matters to an item and is answered, one answer has to fit.
  const fits = (item, chosen) => {
    const own = list(item.dataset.for)
    return names.every(name => {
      const asked = chosen.filter(token => token.startsWith(`${name}.`))
      const matters = own.some(token => token === name || token.startsWith(`${name}.`))
      return !matters || !asked.length || asked.some(token => own.includes(token))
    })
  }
  const comes = (item, chosen) => list(item.dataset.with).some(token => chosen.includes(token))

  // A column is about a task, about what choosers ask, or about the vendor itself.
  const headOf = cell => cell.closest("table").tHead.rows[0].cells[cell.cellIndex].dataset
  const shownCells = (row, wanted, aspects) => [...row.cells].slice(1).filter(cell => {
    const { task, of } = headOf(cell)
    return task ? wanted.includes(task) : !of || aspects.includes(of)
  })
  const offered = (row, wanted) => [...row.cells].filter(cell =>
    wanted.includes(headOf(cell).task) && cell.querySelector(".kb-has--full, .kb-has--partial"))
  const isKnown = cell => !cell.classList.contains("kb-empty") && !("noted" in cell.dataset)
  // What is asked for and not known of a vendor: it comes behind those of whom it is known.
  const unsure = (row, chosen) => [...row.cells].filter(cell => {
    const { decides } = headOf(cell)
    return decides && !isKnown(cell) && chosen.some(token => token.startsWith(`${decides}.`))
  })
  const rank = (row, wanted, aspects, chosen) => {
    const does = offered(row, wanted)
    const whole = does.filter(cell => cell.querySelector(".kb-has--full"))
    const known = shownCells(row, wanted, aspects).filter(isKnown)
    return does.length * 10_000 + whole.length * 100 + known.length
      - unsure(row, chosen).length * 1_000_000
  }

  // A value with the way to its source, which is its link.
  const reason = cell => made("span", [`${cell.dataset.label} `, ...contents(cell)], "kb-sheet__reason")

  // A capability leads to the row of the vendor's page that cites its source. As links in the page
  // these would weigh more than the rest of this script.
  for (const value of document.querySelectorAll(`${WHERE.vendors} span.kb-has`)) {
    const cell = value.closest("td")
    const page = cell.parentElement.cells[0].querySelector("a")
    const { task } = headOf(cell)
    if (!task || !page) continue
    const link = made("a", [...value.childNodes], ...value.classList)
    link.href = `${page.href}#has-${task}`
    value.replaceWith(link)
  }

  const candidate = (row, wanted, aspects) => {
    const page = row.cells[0].querySelector("a")
    const cells = shownCells(row, wanted, aspects)
    const reasons = cells.filter(isKnown).flatMap(cell => [reason(cell), " "])
    const open = cells.filter(cell => !isKnown(cell) && !headOf(cell).task)
      .map(cell => headOf(cell).question || cell.dataset.label)
    const entry = made("li", [made("strong", contents(row.cells[0])), " ", ...reasons])
    if (open.length) entry.append(made("p", `${words.ask} ${open.join(" / ")}`, "kb-sheet__ask"))
    if (page) entry.append(made("small", `${words.sources} ${page.href}`, "kb-sheet__where"))
    return entry
  }

  const duty = row => {
    const copy = copied(row)
    const head = copy.cells[0]
    const text = head.querySelector("small")
    head.title = text?.textContent || ""
    text?.remove()
    head.append(" ", document.createElement("br"), made("small", row.closest("tbody").rows[0].textContent))
    return copy
  }

  const level = (item, levels) => {
    const copy = copied(item)
    if (levels.length)
      copy.append(" ", made("b", levels.includes(item.dataset.level) ? words.fit : words.early))
    return copy
  }

  const fill = (part, nodes, rest = "") => {
    const place = into(part)
    place.replaceChildren(...nodes)
    place.closest(".kb-sheet__part").hidden = !nodes.length
    const note = sheet.querySelector(`[data-rest="${part}"]`)
    note.textContent = rest
    note.hidden = !rest
  }

  const fillVendors = (chosen, aspects) => {
    const wanted = tasks.filter(task => task.checked).map(task => task.value)
    const found = items("vendors").filter(row =>
      fits(row, chosen) && (!wanted.length || offered(row, wanted).length))
    const ranks = new Map(found.map(row => [row, rank(row, wanted, aspects, chosen)]))
    found.sort((one, other) => ranks.get(other) - ranks.get(one))
    const more = found.slice(MOST).map(row => row.cells[0].textContent.trim())
    const rest = !found.length ? words.none
      : more.length && words.more.replace("{count}", more.length).replace("{names}", more.join(", "))
    fill("vendors", found.slice(0, MOST).map(row => candidate(row, wanted, aspects)), rest || "")
    into("vendors").closest(".kb-sheet__part").hidden = false
  }

  const draw = () => {
    const chosen = tokens()
    const fields = picked()
    const aspects = fields.flatMap(field => list(field.dataset.asks))
    const levels = fields.flatMap(field => list(field.dataset.levels))
    sheet.hidden = !chosen.length
    sheet.toggleAttribute("data-chosen", Boolean(chosen.length))
    sheet.querySelector(".kb-sheet__chosen").textContent = fields.map(field =>
      (field.label ?? field.parentElement.textContent).trim()).join(" · ")
    sheet.querySelector(".kb-sheet__address").textContent = location.href
    if (!chosen.length) return
    fillVendors(chosen, aspects)
    fill("levels", items("levels").filter(item => comes(item, chosen)).map(item => level(item, levels)))
    fill("duties", items("duties").filter(row => fits(row, chosen)).map(duty))
    fill("areas", items("areas").filter(item => comes(item, chosen)).map(copied))
    fill("clauses", items("clauses").filter(item =>
      !item.dataset.with || comes(item, chosen)).map(copied))
    fill("advice", items("advice").filter(item => comes(item, chosen)).map(copied))
  }

  const remember = () => {
    const address = new URL(location.href)
    for (const name of names) address.searchParams.delete(name)
    const kept = names.map(name => [name, picked().filter(field => nameOf(field) === name)])
      .filter(([, fields]) => fields.length)
      .map(([name, fields]) => `${name}=${fields.map(field => field.value).join(",")}`)
    // Commas stay as they are, so that the address can be read and typed.
    address.search = [address.search.slice(1), ...kept].filter(Boolean).join("&")
    history.replaceState(history.state, "", address)
    draw()
  }

  const recall = () => {
    const given = new URLSearchParams(location.search)
    for (const field of form.elements) {
      if (!field.name) continue
      const values = (given.get(field.name) || "").split(",")
      if (field.type === "checkbox") field.checked = values.includes(field.value)
      else field.value = [...field.options].some(({ value }) => value === values[0]) ? values[0] : ""
    }
  }

  // One page of paper: our advice first, then the longest list is cut from its end, and the sheet
  // says how much was left out.
  const left = part => [...into(part).children].filter(node => !node.hidden)
  const leave = least => {
    const long = Object.keys(WHERE).filter(part => left(part).length > least)
    const part = long.includes("advice") ? "advice"
      : long.sort((one, other) => left(other).length - left(one).length)[0]
    if (part) left(part).at(-1).hidden = true
    return Boolean(part)
  }
  const toPaper = () => {
    if (sheet.hidden || !sheet.isConnected) return
    sheet.classList.add("kb-sheet--paper")
    let cut = 0
    const address = sheet.querySelector(".kb-sheet__address")
    while (sheet.scrollHeight > PAPER && (leave(3) || leave(1)))
      address.textContent = `${words.cut.replace("{count}", ++cut)} ${location.href}`
  }
  const fromPaper = () => {
    if (!sheet.isConnected) return
    sheet.classList.remove("kb-sheet--paper")
    draw()
  }

  form.addEventListener("change", remember)
  form.addEventListener("reset", () => setTimeout(remember))
  addEventListener("beforeprint", toPaper)
  addEventListener("afterprint", fromPaper)
  const print = form.querySelector("[data-print]")
  print.addEventListener("click", () => window.print())
  print.hidden = false
  form.hidden = false
  recall()
  draw()
})()
