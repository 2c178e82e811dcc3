// Leaves only dates that are still to come, by the reader's own day, and prints a sheet alone.
// Without this script all dates stand there. A date known to the month is past when its month is.
(() => {
  const today = window.kbToday()
  for (const item of document.querySelectorAll("[data-date]"))
    item.hidden = item.dataset.date < today.slice(0, item.dataset.date.length)
  for (const list of document.querySelectorAll("[data-dates]"))
    list.hidden = !list.querySelector("[data-date]:not([hidden])")

  const link = document.querySelector("a[data-print]")
  link?.addEventListener("click", event => {
    event.preventDefault()
    location.hash = link.hash
    window.print()
  })
})()
