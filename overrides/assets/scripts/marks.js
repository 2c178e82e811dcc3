// What a mark of a picture says, shown on hover, focus and tap; and today, in the picture and in the
// cards of laws, which is the reader's own: the site is the same on every day. Without this script
// marks are links with titles, and what is ahead is ahead of the day on which the data were made.
(() => {
  const MARKS = "[data-mark]"
  const today = window.kbToday()

  for (const mark of document.querySelectorAll(MARKS)) {
    const title = mark.querySelector("title")
    if (!title) continue
    mark.dataset.title = title.textContent
    if (mark.matches("a")) mark.setAttribute("aria-label", title.textContent)
    title.remove()
  }

  for (const dated of document.querySelectorAll("[data-when]"))
    dated.classList.toggle("kb-ahead", dated.dataset.when > today)

  for (const line of document.querySelectorAll("[data-today]")) {
    const { today: first, left, right, day } = line.dataset
    const x = Number(left) + (Date.parse(today) - Date.parse(first)) / 86_400_000 * day
    if (x < Number(left) || x > Number(right)) continue
    line.setAttribute("transform", `translate(${x.toFixed(1)})`)
    line.removeAttribute("display")
  }

  // All of it stands in the table below the picture; what has no row there has its title alone.
  const said = mark => {
    const { rows } = mark.closest("figure").querySelector("tbody")
    const told = mark.dataset.mark.split(" ").filter(Boolean).map(at => [...rows[at].cells]
      .map(cell => cell.textContent).join(" · "))
    return (told.length ? told : mark.dataset.title.split("\n")).map(text => {
      const paragraph = document.createElement("p")
      paragraph.textContent = text
      return paragraph
    })
  }
  if (!window.kbTips.some(([marks]) => marks === MARKS)) window.kbTips.push([MARKS, said])
})()
