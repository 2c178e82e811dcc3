// The table of vendors as an instrument: filters, sorting by a column, and products to compare.
// Filters and sorting stand in the address; without this script the whole table is there.
(() => {
  const words = document.currentScript.dataset
  const MOST = 4
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  for (const instrument of document.querySelectorAll(".kb-instrument")) {
    const form = instrument.querySelector(".kb-filters")
    if (!form.hidden) continue
    const table = instrument.querySelector("table")
    const body = table.tBodies[0]
    const rows = [...body.rows]
    const heads = [...table.tHead.rows[0].cells]
    const filters = [...form.elements].filter(box => box.name === "f")
    const compare = form.querySelector(".kb-filters__compare")
    let sorted = null

    const remember = (name, value) => {
      const address = new URL(location.href)
      address.searchParams.delete(name)
      const kept = address.search.slice(1)
      address.search = [kept, value && `${name}=${value}`].filter(Boolean).join("&")
      history.replaceState(history.state, "", address)
    }

    const filter = () => {
      const wanted = filters.filter(box => box.checked).map(box => box.value)
      for (const row of rows) {
        const is = row.dataset.is.split(" ")
        row.hidden = !wanted.every(name => is.includes(name))
      }
      const left = rows.filter(row => !row.hidden).length
      form.querySelector("output").textContent = fill(words.count, { left, all: rows.length })
      remember("f", wanted.join(","))
    }

    const keyOf = (row, at) => row.cells[at].dataset.order ?? row.cells[at].textContent.trim()
    const sort = (at, down) => {
      const ways = at < 0 ? rows : [...rows].sort((one, other) =>
        keyOf(one, at).localeCompare(keyOf(other, at)) * (down ? -1 : 1))
      body.append(...ways)
      heads.forEach((head, index) => {
        if (index === at) head.setAttribute("aria-sort", down ? "descending" : "ascending")
        else head.removeAttribute("aria-sort")
      })
      sorted = at < 0 ? null : { at, down }
      remember("s", at < 0 ? "" : `${at}${down ? "d" : ""}`)
    }

    const choose = () => {
      const ids = rows.filter(row => row.querySelector("input")?.checked).map(row => row.dataset.id)
      for (const row of rows) {
        const box = row.querySelector("input")
        box.disabled = !box.checked && ids.length === MOST
      }
      compare.hidden = ids.length < 2
      compare.href = `${instrument.dataset.compare}?v=${ids.join(",")}`
    }

    heads.forEach((head, at) => {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "kb-sort"
      button.title = words.sort
      button.append(...head.childNodes)
      button.addEventListener("click", () => {
        if (sorted?.at !== at) sort(at, false)
        else if (!sorted.down) sort(at, true)
        else sort(-1)
      })
      head.append(button)
    })
    for (const row of rows) {
      const box = document.createElement("input")
      box.type = "checkbox"
      box.setAttribute("aria-label", fill(words.choose, { name: row.cells[0].textContent.trim() }))
      box.addEventListener("change", choose)
      row.cells[0].prepend(box, " ")
    }

    const given = new URLSearchParams(location.search)
    const chosen = (given.get("f") || "").split(",")
    for (const box of filters) box.checked = chosen.includes(box.value)
    const [, at, down] = /^(\d+)(d?)$/.exec(given.get("s") || "") || []
    form.addEventListener("change", filter)
    form.hidden = false
    filter()
    choose()
    if (at && heads[at]) sort(Number(at), Boolean(down))
  }
})()
