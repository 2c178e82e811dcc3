// Claims found by number or words. Numbers are compared as values, whatever the notation: 41억,
// $4.1B and 4,100,000,000 are one. What is typed stands in the address, `?said=41억`.
//
// The data are one file, fetched when somebody types. Without this script the lists are there.
// The search box asks, too: `kbClaims` tells it who says a number.
(() => {
  const MOST = 50
  const UNITS = {
    trillion: 1e12, billion: 1e9, million: 1e6, thousand: 1e3, 천만: 1e7, 백만: 1e6, 십억: 1e9,
    백억: 1e10, 천억: 1e11, 조: 1e12, 억: 1e8, 만: 1e4, bn: 1e9, mn: 1e6, t: 1e12, b: 1e9, m: 1e6, k: 1e3,
  }
  const NUMBER = new RegExp(
    `(us\\$|[$₩])?\\s?(?<![\\d.,])(\\d[\\d,]*(?:\\.\\d+)?)(?:\\s?(${Object.keys(UNITS).join("|")})(?![a-z]))?` +
    "(?:\\s?(%|퍼센트|percent|per cent)|(년(?!간)|월|일))?", "g")

  // value; step: how far it was rounded; kind: "%", "#" for what has another unit, "" for neither.
  // A year is none, unless nothing else is there. 44억 1,000만 is one number.
  const numbersIn = text => {
    const found = []
    let last = null
    for (const match of text.toLowerCase().matchAll(NUMBER)) {
      const [whole, sign, digits, unit, percent, year] = match
      if (year === "월" || year === "일") continue
      const scale = UNITS[unit] || 1
      const number = Number(digits.replaceAll(",", ""))
      const decimals = (digits.split(".")[1] || "").length
      const value = number * scale
      const step = scale / 10 ** decimals
      const goesOn = last && last.end === match.index && !percent && !year && !sign
        && last.scale > scale && value < last.scale && /[만억조]/.test(last.unit)
      if (goesOn) Object.assign(last, { value: last.value + value, step, scale, unit: unit || "" })
      else {
        const isYear = year === "년" || !sign && !unit && !percent && !decimals &&
          !digits.includes(",") && number > 1900 && number < 2101
        const kind = percent ? "%" : sign || unit ? "#" : ""
        last = { value, step, scale, unit: unit || "", kind, isYear }
        found.push(last)
      }
      last.end = match.index + whole.length
    }
    return found
  }

  const wordsIn = text => text.toLowerCase().replace(NUMBER, " ")
    .split(/[^\p{L}]+/u).filter(word => word.length > 1)

  let rows = null
  const load = file => {
    rows ||= fetch(file)
      .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status))
      .then(all => all.map(row => ({
        row, text: row.join(" ").toLowerCase(),
        // The value of an event is its day.
        numbers: numbersIn(row[0].startsWith("events/") ? row[2] : `${row[1]} | ${row[2]}`),
      })))
    return rows
  }

  // 2 where it is the same number, 1 where it is what was typed before it was rounded, else 0.
  const near = (typed, said) => {
    if (typed.isYear !== said.isYear) return 0
    if (typed.kind && (typed.kind === "%") !== (said.kind === "%")) return 0
    const apart = Math.abs(typed.value - said.value)
    if (apart <= Math.abs(typed.value) * 1e-9) return 2
    return apart <= typed.step / 2 * (1 + 1e-9) ? 1 : 0
  }

  const scored = (all, query) => {
    const every = numbersIn(query)
    const typed = every.some(number => !number.isYear) ? every.filter(number => !number.isYear) : every
    const words = wordsIn(query)
    const scores = all.map(({ row, text, numbers }) => {
      const best = typed.map(one => Math.max(0, ...numbers.map(other => near(one, other))))
      const same = best.reduce((sum, score) => sum + score, 0)
      const heard = words.filter(word => text.includes(word)).length
      const dated = every.filter(one => one.isYear && numbers.some(other => near(one, other))).length
      const fits = typed.length ? same : words.length && heard === words.length
      return { row, score: fits ? same * 100 + dated * 10 + heard : 0 }
    })
    return scores.filter(one => one.score).sort((one, other) => other.score - one.score)
  }

  const item = ([address, value, what, who, use], base) => {
    const entry = document.createElement("li")
    const link = document.createElement("a")
    link.href = new URL(address, base)
    const strong = document.createElement("strong")
    strong.textContent = value
    link.append(strong, ` ${what}`)
    const note = document.createElement("span")
    note.className = "kb-note"
    note.textContent = ` ${who} · ${use}`
    entry.append(link, note)
    return entry
  }

  // The claims that say the very numbers of a query, as items of a list. A year alone is in most.
  window.kbClaims = async (file, base, query) => {
    const said = numbersIn(query).filter(number => !number.isYear).length
    if (!said) return []
    const found = scored(await load(file), query).filter(({ score }) => score >= 200 * said)
    return found.map(({ row }) => item(row, base))
  }

  const form = document.querySelector(".kb-claim-search")
  if (!form || !form.hidden) return
  const box = form.elements.said
  const status = form.querySelector("[role=status]")
  const hits = form.querySelector("ol")
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  const show = async () => {
    const query = box.value.trim()
    const address = new URL(location.href)
    if (query) address.searchParams.set("said", query)
    else address.searchParams.delete("said")
    history.replaceState(history.state, "", address)
    if (!query) {
      hits.replaceChildren()
      status.textContent = ""
      return
    }
    try {
      const all = await load(form.dataset.file)
      if (box.value.trim() !== query) return
      const found = scored(all, query)
      hits.replaceChildren(...found.slice(0, MOST).map(({ row }) => item(row, new URL(form.dataset.base, location.href))))
      const { count, none } = form.dataset
      status.textContent = found.length ? fill(count, { count: found.length }) : none
    } catch {
      rows = null
      status.textContent = form.dataset.lost
    }
  }

  form.addEventListener("submit", event => event.preventDefault())
  box.addEventListener("input", show)
  form.hidden = false
  box.value = new URLSearchParams(location.search).get("said") || ""
  if (box.value) show()
})()
