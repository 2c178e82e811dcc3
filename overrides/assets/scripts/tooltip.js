// What a number rests on, or a term means, shown beside it: on hover, focus and tap.
// The text is in the page already: the entry under the sources, or data-kb-tip.
(() => {
  const marks = ".kb-cite, .kb-term"
  let shown = null
  let timer = 0

  const contentOf = mark => {
    if (mark.dataset.kbTip) return [document.createTextNode(mark.dataset.kbTip)]
    const entry = mark.hash && document.getElementById(decodeURIComponent(mark.hash.slice(1)))
    return entry ? [...entry.cloneNode(true).childNodes] : []
  }

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
    if (!shown) return
    shown.box.remove()
    shown.mark.removeAttribute("aria-describedby")
    shown = null
  }

  const show = mark => {
    clearTimeout(timer)
    if (shown && shown.mark === mark) return
    hide()
    const content = contentOf(mark)
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

  const markAt = event => event.target instanceof Element && event.target.closest(marks)
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
      show(mark)
    } else if (!inside(event)) hide()
  }, true)
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })
})()
