// Updates as an instrument: filters that stand in the address, what is new since the last visit, and
// what is starred. What has been seen stays in this browser.
(() => {
  const updates = document.querySelector(".kb-updates--all")
  const form = updates?.querySelector("form")
  if (!form?.hidden) return
  const words = updates.dataset
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const entries = [...updates.querySelectorAll("[data-kind]")]
  const months = [...updates.querySelectorAll(".kb-updates__month")]
  const years = [...updates.querySelectorAll(".kb-updates__years a")]
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
    for (const entry of entries) {
      entry.hidden = !fits(entry)
      entry.classList.toggle("kb-updates__starred", isStarred(entry))
    }
    for (const month of months) month.hidden = !month.querySelector("[data-kind]:not([hidden])")
    for (const link of years) {
      const first = months.find(({ hidden, dataset }) => !hidden && dataset.year === link.textContent)
      link.hidden = !first
      if (first) link.setAttribute("href", `#${first.firstElementChild.id}`)
    }
    const left = entries.filter(entry => !entry.hidden).length
    form.querySelector("output").textContent = fill(words.count, { left, all: entries.length })
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

  const sinceLastVisit = () => {
    const seen = load("seen")
    save("seen", entries.map(entry => entry.id))
    if (!seen) return
    const fresh = entries.filter(entry => !seen.has(entry.id))
    const status = updates.querySelector(".kb-updates__since")
    status.textContent = fresh.length ? fill(words.since, { count: fresh.length }) : words.none
    for (const entry of fresh) {
      const mark = document.createElement("span")
      mark.className = "kb-badge kb-updates__new"
      mark.textContent = words.new
      entry.querySelector(".kb-badge").before(mark, " ")
    }
  }

  const given = new URLSearchParams(location.search)
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = given.get(field.name) === field.value
    else if (field.name && given.has(field.name)) {
      field.value = given.get(field.name)
      if (field.selectedIndex < 0) field.value = ""
    }
  }
  updates.querySelector("[data-with-script]").hidden = false
  form.addEventListener("change", () => {
    remember()
    show()
  })
  updates.addEventListener("kb-stars", () => {
    list()
    show()
  })
  form.hidden = false
  sinceLastVisit()
  list()
  show()
  // What the address points at may have moved while others were hidden.
  const target = location.hash && document.getElementById(location.hash.slice(1))
  if (target && given.size) target.scrollIntoView()
})()
