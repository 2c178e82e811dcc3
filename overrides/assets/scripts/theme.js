// Runs once per visit: instant navigation replaces the page's text, not the header.
(() => {
  const root = document.documentElement
  const dark = matchMedia("(prefers-color-scheme: dark)")

  // Colour scheme: auto, light or dark. The choice is kept; the first paint is the header's.
  const button = document.querySelector(".kb-scheme")
  const choices = ["auto", "light", "dark"]
  const paint = choice => {
    const scheme = choice === "dark" || (choice === "auto" && dark.matches) ? "slate" : "default"
    if (document.body.dataset.mdColorScheme !== scheme) {
      document.body.setAttribute("data-md-color-switching", "")
      document.body.setAttribute("data-md-color-scheme", scheme)
      setTimeout(() => document.body.removeAttribute("data-md-color-switching"))
    }
    button.dataset.kbScheme = choice
    button.title = button.dataset[choice]
    button.setAttribute("aria-label", button.dataset[choice])
  }
  const chosen = () => choices.find(choice => choice === __md_get("__scheme")) || "auto"
  button.addEventListener("click", () => {
    const next = choices[(choices.indexOf(chosen()) + 1) % choices.length]
    __md_set("__scheme", next)
    paint(next)
  })
  dark.addEventListener("change", () => paint(chosen()))
  paint(chosen())

  // The theme fetches a page anew when the first address with a # is followed, and takes the focus
  // with it; it also makes every address whole, while the header outlives its page.
  const skip = document.querySelector(".kb-skip")
  skip.addEventListener("click", event => {
    event.preventDefault()
    document.getElementById("kb-content").focus()
  })
  document.addEventListener("DOMContentLoaded", () => skip.setAttribute("href", "#kb-content"))

  // Drawer and search open through hidden checkboxes, which no keyboard can reach.
  const buttons = document.querySelectorAll("[data-kb-toggle]")
  for (const opener of buttons) {
    const toggle = document.getElementById(opener.dataset.kbToggle)
    opener.addEventListener("click", () => {
      toggle.click()
      if (!toggle.checked) return
      if (toggle.id === "__search") document.querySelector(".md-search__input").focus()
      else document.querySelector("#kb-nav a").focus()
    })
    toggle.addEventListener("change", () => opener.setAttribute("aria-expanded", toggle.checked))
  }
  document.addEventListener("keydown", event => {
    const drawer = document.getElementById("__drawer")
    if (event.key !== "Escape" || !drawer.checked) return
    drawer.click()
    document.querySelector("[data-kb-toggle=__drawer]").focus()
  })

  // The list of sections over the text closes with the choice.
  document.addEventListener("click", event => {
    const list = event.target.closest("a") && event.target.closest("#kb-contents")
    if (list && list.hidePopover) list.hidePopover()
  })

  // The margins of the paper name the page, its date and its address. Without this they only count.
  const quoted = text => `"${text.replace(/["\\\n]/g, sign => `\\${sign.charCodeAt(0).toString(16)} `)}"`
  addEventListener("beforeprint", () => {
    const said = {
      title: document.title,
      date: document.querySelector("meta[name=reviewed]")?.content ?? "",
      address: document.querySelector("link[rel=canonical]")?.href ?? "",
    }
    for (const [name, text] of Object.entries(said))
      root.style.setProperty(`--kb-page-${name}`, quoted(text))
  })

  // The other language's page opens at the section that is being read.
  const section = () => {
    const target = root.querySelector(":target")
    const box = target && target.getBoundingClientRect()
    if (box && box.bottom > 0 && box.top < innerHeight) return location.hash
    const active = document.querySelector(".md-nav--secondary .md-nav__link--active")
    return active ? active.hash : ""
  }
  document.addEventListener("click", event => {
    const link = event.target.closest(".kb-languages a")
    if (link) link.hash = section()
  }, true)
})()
