// Stars on what a reader watches: every page of the site knows them, and they stay in this browser.
(() => {
  const words = document.currentScript.dataset
  // Several sites may share a host. A browser may refuse to store: then stars last as long as the page.
  const kept = `${new URL(words.root, location.href).pathname}updates.starred`
  const stars = new Set()
  try {
    const found = JSON.parse(localStorage.getItem(kept))
    if (Array.isArray(found)) found.forEach(subject => stars.add(subject))
  } catch {}
  for (const { dataset: { former, subject } } of document.querySelectorAll("[data-former][data-subject]")) {
    for (const old of former.split(" ")) if (stars.delete(old)) stars.add(subject)
  }
  window.kbStars = stars

  const starOf = ({ dataset: { subject, name }, firstChild }) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kb-star"
    button.textContent = name ? words.watch : ""
    button.setAttribute("aria-label",
      words.star.replace("{name}", () => name || firstChild.textContent.trim()))
    button.setAttribute("aria-pressed", stars.has(subject))
    button.addEventListener("click", () => {
      if (!stars.delete(subject)) stars.add(subject)
      button.setAttribute("aria-pressed", stars.has(subject))
      try {
        localStorage.setItem(kept, JSON.stringify([...stars]))
      } catch {}
      button.dispatchEvent(new CustomEvent("kb-stars", { bubbles: true }))
    })
    return button
  }
  for (const item of document.querySelectorAll("[data-subject]:not(:has(.kb-star))")) {
    item.prepend(starOf(item), " ")
  }
})()
