// Leads on: from a page at an old address at once, and on others from a place that has moved away.
{
  const { there, anchor } = document.currentScript.dataset
  const id = decodeURIComponent(location.hash.slice(1))
  const place = there === undefined && document.getElementById(id)
  if (there !== undefined) location.replace(there + location.search + (location.hash || anchor))
  else if (place && place.matches(".kb-moved > p")) location.replace(place.lastElementChild.href)
}
