// Updates as an instrument: filters that stand in the address, what is new since the last visit, and
// what is starred. What has been seen stays in this browser.
//
// The page has the newest months; the rest is a file, fetched when somebody filters or comes for one
// of them. Until then each has its place in the list of the pages of years, an <i> with its id.
(() => {
  const updates = document.querySelector(".kb-updates--all")
  const form = updates?.querySelector("form")
  if (!form?.hidden) return
  const words = updates.dataset
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const older = updates.querySelector(".kb-updates__older")
  const places = older ? [...older.querySelectorAll("i")] : []
  const all = selector => [...updates.querySelectorAll(selector)]
  const followed = [...updates.querySelectorAll("[data-subject]")]
  const site = new URL(words.root, location.href).pathname

  // Several sites may share a host. A browser may refuse to store: then nothing is new, or kept.
  const load = name => {
    try {
      const found = JSON.parse(localStorage.getItem(`${site}updates.${name}`))
      return Array.isArray(found) ? new Set(found) : null
    } catch {
      return null
    }
  }
  const save = (name, set) => {
    try {
      localStorage.setItem(`${site}updates.${name}`, JSON.stringify([...set]))
    } catch {}
  }

  const stars = window.kbStars
  const isStarred = entry => entry.dataset.of.split(" ").some(subject => stars.has(subject))

  const fits = entry => [...form.elements].every(({ name, value, checked, dataset }) => {
    if (name === "starred") return !checked || isStarred(entry)
    if (!name || !value) return true
    return dataset.of
      ? entry.dataset.of.split(" ").includes(`${dataset.of}/${value}`)
      : entry.dataset.kind === value
  })

  const show = () => {
    const entries = all("[data-kind]")
    for (const entry of entries) {
      entry.hidden = !fits(entry)
      entry.classList.toggle("kb-updates__starred", isStarred(entry))
    }
    for (const month of all(".kb-updates__month")) {
      month.hidden = !month.querySelector("[data-kind]:not([hidden])")
    }
    const left = entries.filter(entry => !entry.hidden).length
    form.querySelector("output").textContent = fill(words.count, { left, all: words.all })
  }

  let asked = null
  const bring = () => asked ||= fetch(older.dataset.file)
    .then(answer => answer.ok ? answer.text() : Promise.reject(answer.status))
    .then(text => {
      older.insertAdjacentHTML("beforebegin", text)
      older.remove()
      mark()
      show()
    })
    .catch(() => {
      asked = null
      form.querySelector("output").textContent = words.lost
    })
  const isFiltered = () => [...form.elements].some(({ name, type, checked, value }) =>
    name && (type === "checkbox" ? checked : value))
  const look = () => {
    show()
    if (older?.isConnected && isFiltered()) bring()
  }

  const list = () => {
    const watched = updates.querySelector(".kb-updates__watched")
    const links = followed.filter(item => stars.has(item.dataset.subject))
      .map(item => item.querySelector("a").cloneNode(true))
    watched.hidden = !links.length
    watched.lastElementChild.replaceChildren(...links.flatMap((link, at) => at ? [", ", link] : [link]))
  }

  const remember = () => {
    const address = new URL(location.href)
    for (const { name } of form.elements) if (name) address.searchParams.delete(name)
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value)
    history.replaceState(history.state, "", address)
  }

  const fresh = new Set()
  const mark = () => {
    for (const entry of all("[data-kind]:not(:has(.kb-updates__new))")) {
      if (!fresh.has(entry.id)) continue
      const sign = document.createElement("span")
      sign.className = "kb-badge kb-updates__new"
      sign.textContent = words.new
      entry.querySelector(".kb-badge").before(sign, " ")
    }
  }
  const sinceLastVisit = () => {
    const seen = load("seen")
    const ids = [...all("[data-kind]"), ...places].map(({ id }) => id)
    save("seen", ids)
    if (!seen) return
    for (const id of ids) if (!seen.has(id)) fresh.add(id)
    const status = updates.querySelector(".kb-updates__since")
    status.textContent = fresh.size ? fill(words.since, { count: fresh.size }) : words.none
    mark()
    if (places.some(({ id }) => fresh.has(id))) bring()
  }

  // What the address points at may be among the older, or have moved while others were hidden.
  const reach = async () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target && older?.contains(target)) {
      await bring()
      location.replace(location.hash) // to the place that has come, which is then the target
    } else if (target && isFiltered()) target.scrollIntoView()
  }

  for (const field of form.querySelectorAll("[data-of]")) {
    for (const item of followed) {
      const [collection, id] = item.dataset.subject.split("/")
      const name = [...item.childNodes].find(node => node.textContent.trim())
      if (collection === field.dataset.of) field.add(new Option(name.textContent.trim(), id))
    }
  }

  const given = new URLSearchParams(location.search)
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = given.get(field.name) === field.value
    else if (field.name && given.has(field.name)) {
      const value = given.get(field.name)
      const moved = followed.find(({ dataset }) =>
        dataset.former?.split(" ").includes(`${field.dataset.of}/${value}`))
      field.value = moved ? moved.dataset.subject.split("/")[1] : value
      if (field.selectedIndex < 0) field.value = ""
    }
  }
  updates.querySelector("[data-with-script]").hidden = false
  form.addEventListener("change", () => {
    remember()
    look()
  })
  updates.addEventListener("kb-stars", () => {
    list()
    look()
  })
  addEventListener("hashchange", () => older?.isConnected && reach())
  form.hidden = false
  sinceLastVisit()
  list()
  look()
  reach()
})()
