// Products side by side: the reader's choice stands in the address, `?v=mlflow,clearml`.
//
// The page holds the rows, each product's column is a file. A column that does not load is told,
// and the ready tables of the page remain.
(() => {
  const MOST = 4
  const chooser = document.querySelector(".kb-chooser")
  if (!chooser || !chooser.hidden) return
  const table = chooser.querySelector("table")
  const boxes = [...chooser.querySelectorAll("input")]
  const status = chooser.querySelector("[role=status]")
  const known = new Set(boxes.map(box => box.value))
  const renamed = new Map(boxes.flatMap(({ value, dataset }) =>
    (dataset.former || "").split(" ").filter(Boolean).map(former => [former, value])))
  const columns = new Map()
  const root = new URL(chooser.dataset.root, location.href)

  const column = id => {
    if (!columns.has(id)) {
      const address = `${chooser.dataset.columns}/${id}.${chooser.dataset.lang}.json`
      columns.set(id, fetch(address).then(answer => answer.ok ? answer.json() : Promise.reject(id)))
    }
    return columns.get(id)
  }

  const chosen = () => (new URLSearchParams(location.search).get("v") || "")
    .split(",").map(id => renamed.get(id) || id).filter(id => known.has(id)).slice(0, MOST)

  const heading = ({ name, page }) => {
    const cell = document.createElement("th")
    const link = document.createElement("a")
    cell.scope = "col"
    cell.className = "kb-compare__column"
    link.href = new URL(page, root)
    link.textContent = name
    cell.append(link)
    return cell
  }

  const filled = (html, page) => {
    const cell = document.createElement("td")
    cell.className = "kb-compare__column"
    if (html) cell.innerHTML = html
    else cell.append(chooser.querySelector("template").content.cloneNode(true))
    for (const mark of cell.querySelectorAll("[data-source]"))
      mark.href = new URL(`${page}#src-${mark.dataset.source}`, root)
    return cell
  }

  const draw = found => {
    for (const cell of table.querySelectorAll(".kb-compare__column")) cell.remove()
    table.tHead.rows[0].append(...found.map(heading))
    for (const row of table.tBodies[0].rows) {
      const cells = found.map(one => one.cells[row.dataset.row])
      row.append(...cells.map((html, at) => filled(html, found[at].page)))
      row.hidden = !cells.some(Boolean)
    }
    table.hidden = found.length < 2
  }

  const show = async () => {
    const ids = chosen()
    for (const box of boxes) {
      box.checked = ids.includes(box.value)
      box.disabled = !box.checked && ids.length === MOST
    }
    status.textContent =
      ids.length < 2 ? status.dataset.few : ids.length === MOST ? status.dataset.many : ""
    try {
      const found = await Promise.all(ids.map(column))
      if (ids.join() === chosen().join()) draw(found)
    } catch {
      columns.clear()
      status.textContent = status.dataset.lost
    }
  }

  chooser.addEventListener("change", event => {
    const { value, checked } = event.target
    const ids = checked ? [...chosen(), value] : chosen().filter(id => id !== value)
    const address = new URL(location.href)
    address.searchParams.delete("v")
    // Commas stay as they are, so that the address can be read and typed.
    address.search = [address.search.slice(1), ids.length && `v=${ids.join(",")}`].filter(Boolean).join("&")
    history.replaceState(history.state, "", address)
    show()
  })
  // Who comes with a choice wants its table, not what it was chosen from.
  chooser.querySelector("details").open = chosen().length < 2
  chooser.hidden = false
  show()
})()
