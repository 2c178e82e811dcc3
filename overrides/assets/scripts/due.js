// Marks what is past the day on which it was to be looked at again. That day is the reader's own:
// the site is the same on every day. Without this script the date of the look stands there alone.
(() => {
  const word = document.currentScript.dataset.late
  const today = window.kbToday()

  const mark = () => {
    for (const item of document.querySelectorAll("[data-due]")) {
      if (item.dataset.due >= today) continue
      delete item.dataset.due
      item.classList.add("kb-late")
      if (item.matches("a")) {
        item.title = word
        continue
      }
      const late = document.createElement("span")
      late.className = "kb-late__word"
      late.textContent = word
      item.append(" ", late)
    }
  }

  // Columns of the comparison come when the reader has chosen.
  const chooser = document.querySelector(".kb-chooser")
  if (chooser) new MutationObserver(mark).observe(chooser, { childList: true, subtree: true })
  mark()
})()
