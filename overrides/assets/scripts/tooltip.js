// What a number rests on, or a term means, shown beside it: on hover, focus and tap.
// The entry under the sources is in the page already; all definitions are one file, fetched when the
// first term is asked for. Without it a term is a link to the glossary. Scripts of single pages add
// marks of their own to `kbTips`: a selector, and what gives the nodes to show for a mark, or none.
(() => {
  let shown = null
  let timer = 0
  let wanted = null

  const glossaries = {}
  const glossary = lang => glossaries[lang] ||= fetch(new URL(`assets/terms.${lang}.json`, __md_scope))
    .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status))

  const idOf = mark => decodeURIComponent(mark.hash.slice(1))
  const definitionOf = async mark => {
    const { lang } = mark.closest("[lang]")
    try {
      return [(await glossary(lang))[idOf(mark)]].filter(Boolean)
    } catch {
      delete glossaries[lang]
    }
  }
  const entryOf = mark => {
    const entry = mark.hash && document.getElementById(idOf(mark))
    return entry ? [...entry.cloneNode(true).childNodes] : []
  }
  const tips = window.kbTips = [[".kb-cite", entryOf], [".kb-term", definitionOf]]

  const place = (mark, box) => {
    const page = box.offsetParent.getBoundingClientRect()
    const first = mark.getClientRects()[0]
    const left = Math.min(first.left, innerWidth - box.offsetWidth - 16)
    const above = first.top - box.offsetHeight - 6
    const top = above > 60 ? above : mark.getBoundingClientRect().bottom + 6
    box.style.left = `${Math.max(16, left) - page.left}px`
    box.style.top = `${top - page.top}px`
  }

  const hide = () => {
    clearTimeout(timer)
    wanted = null
    if (!shown) return
    shown.box.remove()
    shown.mark.removeAttribute("aria-describedby")
    shown = null
  }

  // follow: instead, where there is nothing to show.
  const show = async (mark, follow) => {
    clearTimeout(timer)
    if (shown && shown.mark === mark || wanted === mark) return
    hide()
    const found = tips.find(([marks]) => mark.matches(marks))[1](mark)
    if (Array.isArray(found)) return open(mark, found)
    wanted = mark
    const content = await found
    if (wanted !== mark) return
    wanted = null
    if (content?.length) open(mark, content)
    else follow?.()
  }

  const open = (mark, content) => {
    if (!content.length) return
    const box = document.createElement("div")
    box.className = "kb-tooltip md-typeset"
    box.id = "kb-tooltip"
    box.setAttribute("role", "tooltip")
    box.append(...content)
    document.querySelector("article").append(box)
    mark.setAttribute("aria-describedby", box.id)
    shown = { mark, box }
    place(mark, box)
  }

  const markAt = event => event.target instanceof Element &&
    event.target.closest(tips.map(([marks]) => marks))
  const inside = event => event.target instanceof Element && event.target.closest(".kb-tooltip")

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return
    const mark = markAt(event)
    // Whatever was about to happen was for where the pointer has been.
    if (mark || inside(event)) clearTimeout(timer)
    if (mark) timer = setTimeout(show, 120, mark)
  })
  document.addEventListener("pointerout", event => {
    if (event.pointerType === "touch" || !(markAt(event) || inside(event))) return
    clearTimeout(timer)
    wanted = null
    timer = setTimeout(hide, 200)
  })
  document.addEventListener("focusin", event => {
    const mark = markAt(event)
    if (mark && mark.matches(":focus-visible")) show(mark)
    else if (!inside(event)) hide()
  })
  // The first tap shows, the second follows the link.
  document.addEventListener("click", event => {
    const mark = markAt(event)
    if (mark && event.pointerType === "touch" && !(shown && shown.mark === mark)) {
      event.preventDefault()
      event.stopPropagation()
      show(mark, () => mark.click())
    } else if (!inside(event)) hide()
  }, true)
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })
})()
