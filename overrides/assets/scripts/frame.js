// What is the same on every page and of no use without a script: the inside of the search box, and
// the texts that the scripts show. frames: both by language, see kb.js.
frames => {
  const { box, ...texts } = frames[document.documentElement.lang]
  const place = document.querySelector(".md-search")
  place.innerHTML = box
  // Only a full box may be the theme's.
  place.dataset.mdComponent = "search"
  for (const link of place.querySelectorAll("a"))
    link.href = new URL(link.getAttribute("href"), document.currentScript.src)
  const config = document.getElementById("__config")
  config.textContent = JSON.stringify({ ...JSON.parse(config.textContent), ...texts })
}
